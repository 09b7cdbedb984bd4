import { randomBytes } from 'node:crypto';

/** Lane, time, chance. */
const PATTERN = /^([0-9a-f]{8})-([0-9a-z]{9})-[0-9a-f]{16}\.events$/;
export const LANE_CHARACTERS = 8;

/**
 * A name for the file of a call. It begins with its lane, eight hex digits that stand for the host its events go to; nothing in it can
 * be guessed or says which call it is.
 */
export function newFileName(lane: string): string {
	const time = Date.now().toString(36).padStart(9, '0');
	return `${lane}-${time}-${randomBytes(8).toString('hex')}.events`;
}

export function isFileName(name: string): boolean {
	return PATTERN.test(name);
}

/** The lane of a file. */
export function laneOf(name: string): string {
	return name.slice(0, LANE_CHARACTERS);
}

/** Sorts names by the age of their files, the oldest first. */
export function byAge(one: string, other: string): number {
	return one.slice(LANE_CHARACTERS) < other.slice(LANE_CHARACTERS) ? -1 : 1;
}
