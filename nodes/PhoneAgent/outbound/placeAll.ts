import { NodeOperationError } from 'n8n-workflow';
import type { PlacedCall } from '../../shared/placedCall';
import { isWaitedFor } from '../../shared/callResult/callState';
import { wasHeldBack } from '../../shared/providerFailure';
import { statusOf, wasRefused } from '../../shared/providerStatus';
import { pauseUnlessStopped } from '../../shared/repeat';
import { stopSignal } from '../../shared/stopSignal';
import { foreignKey } from './lookUp';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import { roomForOne } from './pace';
import { placeCall, UnknownAgent } from './placeCall';
import { placedCall } from './placedFacts';
import type { Placing } from './placing';

/** Ultravox does not let us in at all: the credential is wrong, and the next item would meet the same. */
const NOT_LET_IN = [401, 403];

/**
 * Whether a call can be placed now: `full` where it is left for later.
 * @param before what was placed in this run
 */
export type AskForRoom = (
	call: OutboundCall,
	before: readonly PlacedCall[],
) => Promise<'free' | 'full' | 'stopped'>;

/**
 * Places the calls of a run one after another, at their pace. Two items with the same key are one call.
 * @param calls checked, in input order
 * @returns what became of each, in the same order
 * @throws NodeOperationError when the user stops the execution: nobody else is called then
 */
export async function placeAll(
	placing: Placing,
	calls: readonly OutboundCall[],
	pace: Pace,
): Promise<PlacedCall[]> {
	return await placeInTurn(placing, calls, pace, async (_call, before) =>
		(await roomForOne(placing, pace, calls.length, before)) ? 'free' : 'stopped',
	);
}

/**
 * The same for as many as there is room for; those that are left are `due`.
 * @param patience how long (ms) one may take to be placed while others are waited for: where it could be placed later, it is `due` then.
 * Not given, none is.
 * @throws NodeOperationError when the user stops the execution; the failure with which a provider holds the first one back, since the
 * others would meet the same, one after another, or all whose agents it cannot be asked about: nobody was called then
 */
export async function placeInTurn(
	placing: Placing,
	calls: readonly OutboundCall[],
	{ perSecond }: Pick<Pace, 'perSecond'>,
	room: AskForRoom,
	patience?: number,
): Promise<PlacedCall[]> {
	const { context, identity } = placing;
	const stopped = stopSignal(context);
	const byKey = new Map<string, PlacedCall>();
	const all: PlacedCall[] = [];
	/** Agents that Ultravox could not be asked about before anybody was called: it is not asked again until then. */
	const unknown = new Map<string, UnknownAgent>();
	let dialed = 0;
	let last = -Infinity;
	for (const call of calls) {
		const twin = byKey.get(call.key);
		if (twin) {
			all.push(twinOf(twin, call, identity.run));
			continue;
		}
		let placed: PlacedCall | undefined;
		let failure: Error | undefined;
		let mayPass = false;
		const due = () => placedCall(call, identity.run, {}, { state: 'due', reason: null });
		const mayBeDue = patience !== undefined && all.some(isWaitedFor);
		try {
			const found = await room(call, all);
			if (found === 'full') {
				placed = due();
			} else if (found === 'free') {
				const gap = Math.max(0, last + 1000 / perSecond - Date.now());
				if (await pauseUnlessStopped(gap, stopped)) {
					const dialBy = mayBeDue ? Date.now() + patience : Infinity;
					const by = patience === undefined ? {} : { dialBy };
					const unknownAgent = dialed === 0 ? unknown.get(call.agentId) : undefined;
					placed = await placeCall({ ...placing, ...by, unknownAgent }, call);
				}
			}
		} catch (error) {
			mayPass = (!wasRefused(error) || wasHeldBack(error)) && !stopped?.aborted;
			if (mayBeDue && mayPass) placed = due();
			else failure = error as Error;
		}
		if (placed === undefined && failure === undefined) throw stoppedByUser(placing, dialed);
		if (placed === undefined) {
			// Found before anybody was called, it is told loudly.
			const meetsAll = NOT_LET_IN.includes(statusOf(failure) ?? 0);
			const meetsOthers = patience !== undefined && mayPass;
			if (meetsOthers && failure instanceof UnknownAgent) unknown.set(call.agentId, failure);
			else if (dialed === 0 && (meetsAll || meetsOthers)) throw failure;
			const reason = `Nobody was dialed: ${failure?.message}`;
			placed = placedCall(call, identity.run, {}, { state: 'refused', reason });
		}
		byKey.set(call.key, placed);
		all.push(placed);
		if (placed.state !== 'placed' && placed.state !== 'unconfirmed') continue;
		dialed += 1;
		last = Date.now();
	}
	const [notAsked] = unknown.values();
	if (dialed === 0 && notAsked !== undefined) throw notAsked;
	return all;
}

/** An item whose key another item has: the same call, unless it is for another number. */
export function twinOf(first: PlacedCall, call: OutboundCall, run: string): PlacedCall {
	if (first.to !== call.to) return foreignKey(call, run);
	return sameCall(first, call.item);
}

/** A call that belongs to another item, too: it is waited for once. */
export const sameCall = (first: PlacedCall, item: number): PlacedCall => ({
	...first,
	item,
	state: first.callId === null ? first.state : 'known',
});

const stoppedByUser = ({ context }: Placing, dialed: number): Error =>
	new NodeOperationError(
		context.getNode(),
		`The execution was stopped after ${dialed} calls: nobody else is called`,
	);
