import type { IDataObject } from 'n8n-workflow';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';
import { numbers, PacedRuns } from './support/pacedRuns';
import type { Reply } from './support/recordingServer';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

/** Who is held back is asked for again for some seconds. */
const PATIENCE_MS = 60_000;
const LIMIT: Reply = { status: 429, body: { detail: 'Too many calls.' } };
/** Ultravox has no room, and says when to come again (ultravox.md §1.2). */
const NO_ROOM: Reply = (response) => {
	response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '20' });
	response.end(JSON.stringify({ detail: 'No capacity.' }));
};

const times = (count: number, reply: Reply) => Array.from({ length: count }, () => ({ reply }));
const called = () => providers.calls.map(({ metadata }) => (metadata as IDataObject).n8nTo);

describe.each([
	['a rate limit', LIMIT],
	['no capacity', NO_ROOM],
])('P2.5, P2.6: %s of Ultravox, which has called nobody then', (_what, reply) => {
	test(
		'leaves whom it meets among the first to be called later, like those after',
		async () => {
			providers.creations.push(null, ...times(2, reply));
			const { outcome, ended } = await paced.sleeping({ options: { callsAtOnce: 4 } });
			expect(outcome.isWaiting).toBe(true);
			expect(outcome.written().map(({ json }) => json.placed)).toMatchObject(
				['placed', 'due', 'due', 'due'].map((state) => ({ state })),
			);
			expect(await ended(0)).toMatchObject({ status: 200 });
			// There is room for more than have been called.
			expect(called()).toEqual(numbers.slice(0, 3));
		},
		PATIENCE_MS,
	);

	test(
		'has the end that calls the next told again',
		async () => {
			const { ended } = await paced.sleeping();
			providers.creations.push(...times(9, reply));
			expect(await ended(0)).toMatchObject({ status: 503 });
			providers.creations.length = 0;
			expect(await ended(0)).toMatchObject({ status: 200 });
			expect(called()).toEqual(numbers.slice(0, 3));
		},
		PATIENCE_MS,
	);

	test(
		'is waited for where nobody else is called',
		async () => {
			providers.creations.push(...times(1, reply));
			const outcome = await runOutbound(providers, { operation: 'call' });
			expect(outcome.items()[0]?.json).toMatchObject({ state: 'placed', reason: null });
			expect(providers.calls).toHaveLength(1);
		},
		PATIENCE_MS,
	);
});
