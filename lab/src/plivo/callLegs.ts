import type { LabCall } from './labCall';
import type { Person } from './person';
import type { SoundPlace } from './soundMixer';

/** One end of a call that the API can act on (plivo.md §5.3). */
export interface CallLeg {
	uuid: string;
	person: Person;
	place: SoundPlace;
	/** Aborted when this end is not in the call any more. */
	ended: AbortSignal;
}

export type LegChoice = 'aleg' | 'bleg' | 'both';

/** The ends that were asked for: `aleg` is the call itself, `bleg` who a running `<Dial>` connected to it. */
export function legsOf(call: LabCall, choice: LegChoice): CallLeg[] {
	const aleg = { uuid: call.uuid, person: call.person, place: call.line, ended: call.ended };
	const dialed = call.dialedLegs.find((leg) => leg.connected);
	const blegs = dialed
		? [{ uuid: dialed.uuid, person: dialed.person, place: dialed, ended: dialed.ended }]
		: [];
	if (choice === 'aleg') return [aleg];
	return choice === 'bleg' ? blegs : [aleg, ...blegs];
}
