import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, sayInTime, SECOND } from './support/audio';
import { FaultBench, GAPS_FILLED, type FaultCall } from './support/faultBench';
import type { FaultProxy } from './support/faultProxy';

jest.setTimeout(120_000);

const SILENCE = Buffer.alloc(FRAME);

describe('what the caller says while the way from Plivo is bad', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let way: FaultProxy;
	let call: FaultCall;
	/** Frames that the caller has made so far. */
	let made: Buffer[];

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, GAPS_FILLED);
		way = await bench.proxyToBridge();
		call = await bench.call({}, { plivo: way });
		made = [];
	});
	afterEach(async () => await bench.close());

	const say = async (frames: Buffer[]) => {
		made.push(...frames);
		await sayInTime(call.plivo, frames);
	};
	const speak = async (ms: number) =>
		await say(framesOf(distinctBytes((ms / 20) * FRAME, made.length + 1), FRAME));
	const speech = (frames: Buffer[]) =>
		Buffer.concat(frames.filter((frame) => !frame.equals(SILENCE)));

	it.each([
		[
			'a stall of two seconds',
			async () => {
				way.forth.stalled = true;
				await speak(2_000);
				way.forth.stalled = false;
			},
		],
		[
			'delays that change',
			async () => {
				for (let round = 0; round < 5; round++) {
					way.forth.delayMs = 300;
					await speak(240);
					way.forth.delayMs = 0;
					await speak(160);
				}
			},
		],
	])('is all heard after %s, and a pause puts the agent in step again', async (_how, suffer) => {
		await speak(500);
		await suffer();
		await speak(500);
		await say(Array.from({ length: 200 }, () => SILENCE));
		await speak(200);
		const words = speech(made);
		await eventually('the last words are heard', () =>
			speech(call.agent.audio).subarray(-FRAME).equals(words.subarray(-FRAME)),
		);
		expect(speech(call.agent.audio).equals(words)).toBe(true);
		const behind = call.agent.heard.length - made.length * FRAME;
		expect(behind).toBeLessThan(SECOND / 2);
	});
});
