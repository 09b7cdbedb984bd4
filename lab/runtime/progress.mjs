import { say } from './install.mjs';

const EVERY_MS = 15_000;

const secondsSince = (startedAt) => Math.round((Date.now() - startedAt) / 1000);

/** Awaits slow work and says on stderr, every quarter of a minute, that it is still going on. */
export async function withProgress(what, work) {
	const startedAt = Date.now();
	const ticker = setInterval(() => say(`  ${what}: ${secondsSince(startedAt)} s so far`), EVERY_MS);
	try {
		return await work();
	} finally {
		clearInterval(ticker);
	}
}
