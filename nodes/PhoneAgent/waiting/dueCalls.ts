import type { IDataObject } from 'n8n-workflow';
import { isWaitedFor } from '../../shared/callResult/callState';
import type { PlacedCall } from '../../shared/placedCall';
import { CALL_KEY_METADATA_KEY, RUN_METADATA_KEY } from '../../shared/placedCall';
import { lostCallIdOf, metadataValue } from '../../shared/resumedCall';
import type { DuePlan } from '../outbound/duePlan';
import type { OutboundCall } from '../outbound/outboundCall';
import { sameCall } from '../outbound/placeAll';
import { placedCall } from '../outbound/placedFacts';
import { noteFound } from './otherProcesses';

/**
 * What became of due calls that this process has tried to place, by execution, run and key, oldest first. A convenience: a call that was
 * made is found at Ultravox, and one that was refused can be tried again (goOn.ts).
 */
const tried = new Map<string, PlacedCall>();
const MOST = 5_000;

/** What was tried is told by its execution: a Retry has the same run, and tries again. */
type Trying = Pick<DuePlan, 'identity' | 'execution'>;

const nameOf = ({ execution, identity }: Trying, key: string): string =>
	`${execution} ${identity.run} ${key}`;

/**
 * Remembers what became of a due call.
 * @param key its own: what it was found to be may have another (lookUp.ts)
 */
export function rememberTried(plan: Trying, key: string, placed: PlacedCall): void {
	const [oldest] = tried.keys();
	if (tried.size >= MOST && oldest !== undefined) tried.delete(oldest);
	tried.set(nameOf(plan, key), placed);
}

export const isDue = ({ state }: PlacedCall): boolean => state === 'due';

/**
 * What became of a due call: null while nobody has dialled it, as far as this process and Ultravox know.
 * @param all the calls of the run at Ultravox
 */
export function triedCall(
	plan: Trying,
	call: OutboundCall,
	all: readonly IDataObject[],
): PlacedCall | null {
	const { run } = plan.identity;
	const known = tried.get(nameOf(plan, call.key));
	if (known !== undefined && isWaitedFor(known)) return known;
	const order = ({ created, callId }: IDataObject) => `${String(created)} ${String(callId)}`;
	const [object] = all
		.filter(
			(one) =>
				metadataValue(one, CALL_KEY_METADATA_KEY) === call.key &&
				metadataValue(one, RUN_METADATA_KEY) === run &&
				// Those that went on for another call are of the same conversation.
				lostCallIdOf(one) === '',
		)
		.sort((a, b) => order(a).localeCompare(order(b)));
	if (object !== undefined) noteFound(run, call.key, object);
	// Another process may have placed what was refused here.
	return object === undefined || object.callId === known?.callId
		? (known ?? null)
		: placedCall(call, run, object, { state: 'placed', reason: null });
}

/** The calls of an execution as they are now: those that were due when it went to sleep with what has become of them. */
export function asTheyAre(
	placed: readonly PlacedCall[],
	plan: DuePlan | null,
	all: readonly IDataObject[],
): PlacedCall[] {
	return placed.map((one) => {
		const due = isDue(one) ? plan?.due.find(({ call }) => call.key === one.key) : undefined;
		const now = plan && due ? triedCall(plan, due.call, all) : null;
		if (now === null || due === undefined) return one;
		const whole = { ...now, ...(one.relay && !now.relay ? { relay: one.relay } : {}) };
		return due.call.item === one.item ? whole : sameCall(whole, one.item);
	});
}
