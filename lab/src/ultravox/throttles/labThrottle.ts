import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';

export interface ThrottleRule {
	maxCalls: number;
	windowSeconds: number;
}

/** A call throttle of the lab's account (ultravox.md §6): at most so many calls in each sliding window. */
export interface LabThrottle {
	readonly sequence: number;
	readonly throttleId: string;
	readonly created: string;
	name: string;
	rules: ThrottleRule[];
	/** When calls were made under it, in milliseconds since the epoch, oldest first. */
	starts: number[];
}

/** A new throttle from a body that passed the schema. */
export function createThrottle(body: JsonObject, created: string): LabThrottle {
	return {
		sequence: nextSequence(),
		throttleId: randomUUID(),
		created,
		name: String(body.name),
		rules: body.rules as ThrottleRule[],
		starts: [],
	};
}

export function throttleJson({ throttleId, name, created, rules }: LabThrottle): JsonObject {
	return { throttleId, name, created, rules };
}

/** The throttle that is called so or has this id (`?throttle=`, a batch's `throttle`). */
export function findThrottle(
	throttles: ReadonlyMap<string, LabThrottle>,
	nameOrId: string,
): LabThrottle | undefined {
	return throttles.get(nameOrId) ?? [...throttles.values()].find(({ name }) => name === nameOrId);
}

/** Milliseconds until the next call may be made, 0 when it may be made now. */
export function throttleWaitMs(throttle: LabThrottle, now: number): number {
	const waits = throttle.rules.map(({ maxCalls, windowSeconds }) => {
		const inWindow = throttle.starts.filter((start) => start > now - windowSeconds * 1000);
		const oldestThatCounts = inWindow.at(-maxCalls);
		return oldestThatCounts === undefined ? 0 : oldestThatCounts + windowSeconds * 1000 - now;
	});
	return Math.max(0, ...waits);
}

/** A call was made under it. */
export function countCall(throttle: LabThrottle, now: number): void {
	const longest = Math.max(0, ...throttle.rules.map(({ windowSeconds }) => windowSeconds * 1000));
	throttle.starts = [...throttle.starts.filter((start) => start > now - longest), now];
}

/** The least time that so many calls take under it, in milliseconds. */
export function leastDurationMs(throttle: LabThrottle, calls: number): number {
	const times = throttle.rules.map(
		({ maxCalls, windowSeconds }) => (Math.ceil(calls / maxCalls) - 1) * windowSeconds * 1000,
	);
	return Math.max(0, ...times);
}
