import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { objectWith } from './children.mjs';

const SAMPLE_MS = 1_000;
const LIVE_SAMPLE_MS = 2_000;

/** With these arguments Node.js starts a bridge that says what is alive in it. */
export const PROBED = [
	'--expose-gc',
	'--require',
	fileURLToPath(new URL('memoryProbe.cjs', import.meta.url)),
];

/** What a process has of the machine's memory. */
export const megabytes = (pid) =>
	Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
/** How many file descriptors a process has open. */
export const descriptors = (pid) => readdirSync(`/proc/${pid}/fd`).length;

/** Looks at a process until it is told to stop. @returns `[minutes, megabytes, descriptors]` for each second */
export function watch(pid) {
	const samples = [];
	const since = performance.now();
	const timer = setInterval(() => {
		samples.push([(performance.now() - since) / 60_000, megabytes(pid), descriptors(pid)]);
	}, SAMPLE_MS);
	return { samples, stop: () => clearInterval(timer) };
}

/** Has a bridge that was started with PROBED collect its garbage until it is told to stop. @returns `[minutes, megabytes]` of what is alive */
export function watchLive(bridge) {
	const samples = [];
	const since = performance.now();
	const stopped = new AbortController();
	const { signal } = stopped;
	async function watching() {
		while (!signal.aborted) {
			process.kill(bridge.pid, 'SIGUSR2');
			const { liveBytes } = await bridge.read(objectWith('liveBytes'));
			samples.push([(performance.now() - since) / 60_000, liveBytes / 1024 ** 2]);
			await pause(LIVE_SAMPLE_MS, undefined, { signal });
		}
	}
	// It ends with the bridge, if not before.
	watching().catch(() => undefined);
	return { samples, stop: () => stopped.abort() };
}
