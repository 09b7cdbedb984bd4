import type { PlivoLeg } from '../../shared/callResult/plivoLeg';
import { isTold } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import type { Told } from './results';

/** For how long (ms) the end of a phone's side is known to this process: longer than the other calls of most runs last. */
const LIFE_MS = 2 * 3_600_000;
const MOST = 5_000;

/** Ended phone sides by Ultravox's id of the call, oldest first. A convenience: what is lost is asked of Plivo again. */
const legs = new Map<string, { at: number; leg: PlivoLeg }>();

/** Remembers how the phone's side ended, as Plivo has told: it will not change. What is still open is not remembered. */
export function rememberLeg({ callId }: PlacedCall, leg: PlivoLeg | null): void {
	if (callId === null || leg === null || leg.state !== 'over' || !isTold(leg)) return;
	const now = Date.now();
	for (const [old, { at }] of legs) {
		if (legs.size < MOST && now - at < LIFE_MS) break;
		legs.delete(old);
	}
	legs.set(callId, { at: now, leg });
}

/** How the phone's side ended, where this process has heard it. */
const toldLeg = ({ callId }: PlacedCall): PlivoLeg | undefined =>
	callId === null ? undefined : legs.get(callId)?.leg;

/** What is known of these calls without asking, by index of the input item; what has just been told counts first. */
export function withToldLegs(placed: readonly PlacedCall[], told: Told = new Map()): Told {
	const known = new Map(told);
	for (const one of placed) {
		const leg = told.get(one.item)?.leg ?? toldLeg(one);
		if (leg !== undefined) known.set(one.item, { ...told.get(one.item), leg });
	}
	return known;
}
