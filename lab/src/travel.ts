import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from './lab';

export interface TravelOptions {
	/** Whether time stands still until all calls that ring or talk are over; otherwise until they ring. */
	untilCallsEnd?: boolean;
}

/**
 * Moves the lab's clock on, as if the time passed: what batches do on the way they have done, dialling and
 * all, before the clock goes past it. The clock has to be stopped.
 *
 * @param ms how far
 */
export async function travel(lab: Lab, ms: number, options: TravelOptions = {}): Promise<void> {
	const { clock } = lab.ultravox;
	const target = clock.now() + ms;
	await standStill(lab, options);
	for (let due = clock.nextDue; due !== undefined && due <= target; due = clock.nextDue) {
		clock.advance(Math.max(0, due - clock.now()));
		await standStill(lab, options);
	}
	clock.advance(target - clock.now());
	await standStill(lab, options);
}

/** Until nothing goes on any more that belongs to the present moment. */
async function standStill(lab: Lab, { untilCallsEnd = false }: TravelOptions): Promise<void> {
	const { plivo, ultravox } = lab;
	const goesOn = () =>
		ultravox.busy ||
		(ultravox.clock.nextDue ?? Infinity) <= ultravox.clock.now() ||
		plivo.busy ||
		(untilCallsEnd && plivo.calls.live().length > 0);
	// What was dialled reaches the queue a moment after the request was answered.
	do await pause(1);
	while (goesOn());
}
