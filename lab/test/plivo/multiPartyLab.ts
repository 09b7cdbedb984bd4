import type { LabCall } from '../../src/plivo/labCall';
import type { ConferenceLab } from './conferenceLab';

/** Of the multi-party call that `takePart` makes. */
export const MPC = '/MultiPartyCall/name_Help%20Desk';

/** A time of a multi-party call. */
export const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/) as string;

/** A caller in a multi-party call, and their member id. */
export interface Joined {
	call: LabCall;
	id: string;
}

/** Somebody calls and takes part in `Help Desk`, which reports to `/events` and makes no sounds of its own. */
export async function takePart(
	lab: ConferenceLab,
	role: string,
	attributes = '',
	...after: string[]
): Promise<Joined> {
	const call = lab.caller([
		`<MultiPartyCall role="${role}" enterSound="none" exitSound="none" statusCallbackUrl="${lab.url}/events" ${attributes}>Help Desk</MultiPartyCall>`,
		...after,
	]);
	return { call, id: await lab.participantId(call) };
}
