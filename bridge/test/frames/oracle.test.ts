import fc from 'fast-check';
import { eventually } from '../eventually';
import type { Role } from '../../src/frames/protocol';
import { arbitraryTraffic } from './support/arbitraryFrames';
import { CASES } from './support/edgeCases';
import { endAll, openOracle, openPair } from './support/peers';
import { readByOracle, readPieces } from './support/readerRun';

afterEach(endAll);

const MAXIMUM_BYTES = 500;
/** More by hand: FRAME_FUZZ_RUNS=1000000. */
const RUNS = Number(process.env.FRAME_FUZZ_RUNS ?? 3_000);

/** `ws` is the oracle: the same bytes must come to the same. */
describe.each<Role>(['server', 'client'])('a %s and ws', (role) => {
	const masked = role === 'server';

	it('read the same from any bytes, however they are cut', async () => {
		let broken = 0;
		let closed = 0;
		await fc.assert(
			fc.asyncProperty(arbitraryTraffic(masked), async ({ pieces }) => {
				const expected = await readByOracle(pieces, role, MAXIMUM_BYTES);
				expect(readPieces(pieces, role, MAXIMUM_BYTES)).toEqual(expected);
				if (expected.end.startsWith('violation')) broken += 1;
				if (expected.end.startsWith('close')) closed += 1;
			}),
			{ numRuns: RUNS },
		);
		// The traffic is worth comparing: it breaks off often and not always.
		expect(broken).toBeGreaterThan(RUNS / 10);
		expect(closed).toBeGreaterThan(RUNS / 100);
		expect(broken + closed).toBeLessThan(RUNS * 0.9);
	});

	it.each(CASES)('agree on: $name', async ({ bytes }) => {
		const pieces = [bytes(masked)];
		const expected = await readByOracle(pieces, role, 1_000);
		expect(readPieces(pieces, role, 1_000)).toEqual(expected);
	});

	it('say the same on the wire and close with the same code', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTraffic(masked), fc.boolean(), async ({ all }, staticRead) => {
				try {
					const oracle = await openOracle(role, MAXIMUM_BYTES);
					const ours = await openPair({ role, staticRead, maximumBytes: MAXIMUM_BYTES });
					for (const side of [oracle, ours]) {
						side.peer.socket.end(all);
						await eventually('it closes', () => side.recorder.closes.length > 0);
						await eventually('the peer sees the end', () => side.peer.ended || side.peer.closed);
					}
					expect(ours.peer.frames).toEqual(oracle.peer.frames);
					expect(ours.recorder.heard).toEqual(oracle.recorder.heard);
					const { code, reason } = ours.recorder.closes[0] ?? {};
					expect({ code, reason }).toEqual({
						code: oracle.recorder.closes[0]?.code,
						reason: oracle.recorder.closes[0]?.reason,
					});
				} finally {
					endAll();
				}
			}),
			{ numRuns: Math.min(RUNS, 60) },
		);
	});
});
