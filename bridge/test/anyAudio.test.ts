import fc from 'fast-check';
import type { StreamContentType } from '../../nodes/shared/audioFormat';
import { decodeMulaw, encodeMulaw } from '../src/plivo/mulaw';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import type { AgentConnection } from './fakes/fakeAgent';
import { TestBench } from './testBench';

/** More by hand: AUDIO_FUZZ_RUNS=500. */
const numRuns = Number(process.env.AUDIO_FUZZ_RUNS ?? 10);

const CONTENT_TYPES: StreamContentType[] = ['audio/x-l16;rate=16000', 'audio/x-mulaw;rate=8000'];
const isMulaw = (contentType: StreamContentType) => contentType.includes('mulaw');

/** Sizes of pieces of audio: usual ones, odd ones, huge ones. */
const sizes = (longest: number) =>
	fc.oneof(
		fc.constantFrom(640, 640, 640, 320, 160, 3_200),
		fc.integer({ min: 1, max: 700 }),
		fc.integer({ min: 1, max: longest }),
	);

const fromCaller = fc.array(sizes(40_000), { minLength: 1, maxLength: 12 });
const fromAgent = fc.array(
	fc.record({
		size: sizes(200_000),
		/** Sent in so many WebSocket fragments (RFC 6455 §5.4). */
		fragments: fc.constantFrom(1, 1, 1, 2, 5),
		/** With a transcript behind it. */
		transcript: fc.boolean(),
		/** In one write with the next. */
		together: fc.boolean(),
	}),
	{ minLength: 1, maxLength: 12 },
);

/** Plivo holds 19.5 s at most: what is beyond that would wait for it to be played. */
const MOST_BYTES = 300_000;

function say(agent: AgentConnection, pcm: Buffer, fragments: number): void {
	const step = Math.ceil(pcm.length / fragments);
	for (let start = 0; start < pcm.length; start += step) {
		const fin = start + step >= pcm.length;
		agent.socket.send(pcm.subarray(start, start + step), { fin, binary: true });
	}
}

describe.each(['own', 'ws'] as const)('audio in pieces of any size, frames by %s', (path) => {
	let bench: TestBench;
	beforeAll(async () => {
		bench = await TestBench.start({ frames: { path } });
	});
	afterAll(async () => await bench.close());

	it('reaches the agent byte for byte', async () => {
		await fc.assert(
			fc.asyncProperty(
				fromCaller,
				fc.constantFrom(...CONTENT_TYPES),
				async (pieces, contentType) => {
					const { plivo, agent } = await bench.call({ contentType });
					const all = pieces.map((size, index) => distinctBytes(size, index + 1));
					for (const piece of all) plivo.media(piece);
					const sent = Buffer.concat(all);
					const expected = isMulaw(contentType)
						? decodeMulaw(sent)
						: sent.subarray(0, sent.length & ~1);
					await eventually('all audio arrives', () => agent.heard.length >= expected.length);
					expect(agent.heard.equals(expected)).toBe(true);
					plivo.socket.terminate();
				},
			),
			{ numRuns },
		);
	});

	it('reaches the caller byte for byte', async () => {
		await fc.assert(
			fc.asyncProperty(
				fromAgent,
				fc.constantFrom(...CONTENT_TYPES),
				async (pieces, contentType) => {
					const { plivo, agent } = await bench.call({ contentType });
					const all: Buffer[] = [];
					let left = MOST_BYTES;
					let ordinal = 0;
					const speak = ({ size, fragments, transcript }: (typeof pieces)[number]) => {
						const pcm = distinctBytes(Math.min(size, left), all.length + 1);
						left -= pcm.length;
						if (pcm.length === 0) return;
						all.push(pcm);
						say(agent, pcm, fragments);
						if (!transcript) return;
						agent.tell({ type: 'transcript', role: 'agent', text: 'so', final: true, ordinal });
						ordinal += 1;
					};
					while (pieces.length > 0) {
						const last = pieces.findIndex(({ together }) => !together);
						const batch = pieces.splice(0, last < 0 ? pieces.length : last + 1);
						agent.together(() => batch.forEach(speak));
					}
					const spoken = Buffer.concat(all);
					const samples = spoken.subarray(0, spoken.length & ~1);
					const expected = isMulaw(contentType) ? encodeMulaw(samples) : samples;
					await eventually('all audio arrives', () => plivo.heard.length >= expected.length);
					expect(plivo.heard.equals(expected)).toBe(true);
					for (const { payload } of plivo.mediaOf()) {
						expect(payload.length).toBeLessThanOrEqual(16_384);
					}
					plivo.socket.terminate();
				},
			),
			{ numRuns },
		);
	});
});
