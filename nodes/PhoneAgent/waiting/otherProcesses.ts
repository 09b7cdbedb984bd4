import type { IDataObject } from 'n8n-workflow';

/** When this process began to run, in milliseconds since the epoch. */
export const BEGAN = Date.now();
/** By how much (ms) Ultravox's clock may be ahead of this one. */
const CLOCKS_APART_MS = 60_000;

/** When this process first tried to place a due call, by run and key, oldest first. */
const begun = new Map<string, number>();
const MOST = 5_000;
/** What was tried since then is known. */
let known = BEGAN;

/** Runs of which another process of n8n has placed a due call, oldest first. */
const shared = new Set<string>();

const nameOf = (run: string, key: string): string => `${run} ${key}`;

/** Remembers that this process is about to place a due call. */
export function rememberBegun(run: string, key: string): void {
	const name = nameOf(run, key);
	if (begun.has(name)) return;
	const [oldest] = begun;
	if (begun.size >= MOST && oldest !== undefined) {
		begun.delete(oldest[0]);
		known = oldest[1];
	}
	begun.set(name, Date.now());
}

/** Notes whose due call it is that Ultravox has: another process has placed it, unless this one has, or had before it was restarted. */
export function noteFound(run: string, key: string, { created }: IDataObject): void {
	if (begun.has(nameOf(run, key)) || shared.has(run)) return;
	if (!(Date.parse(String(created)) > known + CLOCKS_APART_MS)) return;
	const [oldest] = shared;
	if (shared.size >= MOST && oldest !== undefined) shared.delete(oldest);
	shared.add(run);
}

/** Whether another process of n8n is known to take ends of a run, too. Where it is not, there may be one all the same. */
export const isShared = (run: string): boolean => shared.has(run);
