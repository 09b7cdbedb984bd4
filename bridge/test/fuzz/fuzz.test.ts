import { eventually } from '../eventually';
import { FuzzBench } from './support/fuzzBench';
import { hostileStream, sendBytes } from './support/hostileClient';
import { httpAttack } from './support/httpAttack';
import { Random } from './support/random';

/** `npm run fuzz` sets these; without them the run is short and always the same. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const MINUTES = Number(process.env.FUZZ_MINUTES ?? 0);
const SHORT_ROUNDS = 15;
const REQUESTS_PER_ROUND = 24;
const STREAMS_PER_ROUND = 8;
/** More than this above what it had at first is too much, whatever its garbage collector thinks. */
const MEGABYTES = 300;
/** Opened by the bridge itself when it is first asked for something. */
const OWN_FILES = 5;
/** What is said to clients; a 500 would be a fault. */
const STATUSES = new Set([
	...[100, 101, 200, 204, 206, 303, 304, 400, 401, 403, 404, 405, 408, 409],
	...[413, 414, 416, 417, 429, 431, 503],
]);

jest.setTimeout(MINUTES * 60_000 + 300_000);

describe('a bridge that is attacked from all sides', () => {
	it('stays up, keeps its secrets and its memory, and a good call hears nothing of it', async () => {
		const bench = await FuzzBench.start();
		try {
			await fuzz(bench);
		} finally {
			await bench.close();
		}
	});
});

async function fuzz(bench: FuzzBench): Promise<void> {
	const deadline = Date.now() + MINUTES * 60_000;
	const baseline = { megabytes: bench.bridge.megabytes, openFiles: bench.bridge.openFiles };
	for (let round = 0; round < SHORT_ROUNDS || Date.now() < deadline; round++) {
		try {
			await attack(bench, new Random(SEED * 1_000_003 + round));
			expect(bench.bridge.megabytes).toBeLessThan(baseline.megabytes + MEGABYTES);
		} catch (error) {
			throw new Error(`Round ${round} of FUZZ_SEED=${SEED}: ${String(error)}`, { cause: error });
		}
	}
	await bench.onlyGoodCallIsLeft();
	await eventually(
		'no connection of theirs is open',
		() => bench.bridge.openFiles <= baseline.openFiles + OWN_FILES,
	);
	await bench.goodCallWorks(new Random(SEED));
}

async function attack(bench: FuzzBench, random: Random): Promise<void> {
	const { port } = bench.bridge;
	const loot = bench.loot();
	const clients = [
		...Array.from({ length: REQUESTS_PER_ROUND }, async () => {
			const own = new Random(random.whole(0, 2 ** 31));
			return await sendBytes(port, httpAttack(own, loot), own);
		}),
		...Array.from({ length: STREAMS_PER_ROUND }, async () => {
			const own = new Random(random.whole(0, 2 ** 31));
			return await hostileStream(port, bench.stream(own), own);
		}),
	];
	const [answers] = await Promise.all([Promise.all(clients), bench.goodCallWorks(random)]);
	await bench.isHealthy();
	for (const answer of answers) {
		for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
			if (!STATUSES.has(Number(status))) throw new Error(`A client was told ${status}.`);
		}
	}
	examine(bench, answers.join('\n'), 'an answer');
	examine(bench, bench.bridge.takeLog(), 'the log');
}

/** No secret, and nothing that the bridge did not foresee. */
function examine(bench: FuzzBench, text: string, where: string): void {
	for (const secret of bench.secrets) {
		// A token that was sent in vain comes back in no answer either.
		if (text.includes(secret)) throw new Error(`A secret is in ${where}: ${secret.slice(0, 40)}`);
	}
	const fault = /.*(?:request failed|could not be taken|uncaught|unhandled).*/i.exec(text);
	if (fault) throw new Error(`Unforeseen, in ${where}: ${fault[0].slice(0, 500)}`);
}
