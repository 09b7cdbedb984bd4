import { NodeOperationError } from 'n8n-workflow';
import type { PlacedCall } from '../../shared/placedCall';
import { statusOf } from '../../shared/providerStatus';
import { pauseUnlessStopped } from '../../shared/repeat';
import { foreignKey } from './lookUp';
import type { OutboundCall } from './outboundCall';
import type { Pace } from './pace';
import { roomForOne } from './pace';
import { placeCall } from './placeCall';
import { placedCall } from './placedFacts';
import type { Placing } from './placing';

/** Ultravox does not let us in at all: the credential is wrong, and the next item would meet the same. */
const NOT_LET_IN = [401, 403];

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
	const { context, identity } = placing;
	const stopped = context.getExecutionCancelSignal();
	const byKey = new Map<string, PlacedCall>();
	const all: PlacedCall[] = [];
	let dialed = 0;
	let last = -Infinity;
	for (const call of calls) {
		const twin = byKey.get(call.key);
		if (twin && twin.to !== call.to) {
			all.push(foreignKey(call, identity.run));
			continue;
		}
		if (twin) {
			all.push({ ...twin, item: call.item, state: twin.callId === null ? twin.state : 'known' });
			continue;
		}
		let placed: PlacedCall | undefined;
		let failure: Error | undefined;
		try {
			const gap = Math.max(0, last + 1000 / pace.perSecond - Date.now());
			const mayGoOn = await pauseUnlessStopped(gap, stopped);
			if (mayGoOn && (await roomForOne(placing, pace, calls.length, all))) {
				placed = await placeCall(placing, call);
			}
		} catch (error) {
			failure = error as Error;
		}
		if (placed === undefined && failure === undefined) throw stoppedByUser(placing, dialed);
		if (placed === undefined) {
			// Found before anybody was called, it is told loudly.
			if (dialed === 0 && NOT_LET_IN.includes(statusOf(failure) ?? 0)) throw failure;
			const reason = `Nobody was dialed: ${failure?.message}`;
			placed = placedCall(call, identity.run, {}, { state: 'refused', reason });
		}
		byKey.set(call.key, placed);
		all.push(placed);
		if (placed.state !== 'placed' && placed.state !== 'unconfirmed') continue;
		dialed += 1;
		last = Date.now();
	}
	return all;
}

const stoppedByUser = ({ context }: Placing, dialed: number): Error =>
	new NodeOperationError(
		context.getNode(),
		`The execution was stopped after ${dialed} calls: nobody else is called`,
	);
