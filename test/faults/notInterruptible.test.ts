import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, sayInTime, SECOND, settled } from './support/audio';
import { FaultBench, GAPS_FILLED, type FaultCall } from './support/faultBench';

jest.setTimeout(120_000);

const SILENCE = Buffer.alloc(FRAME);

/** What an idle line sounds like: samples of `level` and `-level`. */
function noise(level: number, bytes: number): Buffer {
	const pcm = Buffer.alloc(bytes);
	for (let index = 0; index < bytes; index += 2)
		pcm.writeInt16LE(index % 4 ? level : -level, index);
	return pcm;
}

describe('an agent that is not interruptible for a whole call', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let call: FaultCall;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, GAPS_FILLED);
		call = await bench.call({ notInterruptible: true });
	});
	afterEach(async () => await bench.close());

	/** What the agent hears of this much speech. */
	const heardOf = async (frames: number, seed: number) => {
		const before = call.agent.audio.length;
		const words = framesOf(distinctBytes(frames * FRAME, seed), FRAME);
		await sayInTime(call.plivo, words);
		await settled(call);
		return words.filter((word) => call.agent.audio.slice(before).some((got) => got.equals(word)));
	};

	it('hears nothing while it speaks, turn for turn, and everything between its turns', async () => {
		for (let turn = 1; turn <= 3; turn++) {
			call.agent.tell({ type: 'state', state: 'speaking' });
			// A sentence, a pause in it and another sentence, all sent at once.
			const sentence = distinctBytes(SECOND / 2, turn);
			const said = Buffer.concat([sentence, Buffer.alloc(SECOND / 2), sentence]);
			const before = call.plivo.heard.length;
			call.agent.speak(said);
			await eventually('it is heard', () => call.plivo.heard.length === before + said.length);
			expect(await heardOf(40, turn)).toEqual([]);
			call.agent.tell({ type: 'state', state: 'listening' });
			// Its turn is over when the caller has heard it.
			for (let seed = 100; (await heardOf(1, seed)).length === 0;) seed += 1;
			expect(await heardOf(50, turn + 20)).toHaveLength(50);
		}
		expect(call.agent.audio.some((audio) => audio.equals(SILENCE))).toBe(true);
	});

	it.each([
		['all but silent', 1, false],
		['noisy, but says that it listens', 600, true],
	])('hears the caller while it is idle and %s', async (_how, level, tells) => {
		if (tells) call.agent.tell({ type: 'state', state: 'listening' });
		await settled(call);
		const idle = setInterval(() => call.agent.speak(noise(level, FRAME)), 20);
		try {
			await eventually('the line is idle', () => call.plivo.heard.length > 5 * FRAME);
			expect(await heardOf(150, 30)).toHaveLength(150);
		} finally {
			clearInterval(idle);
		}
	});
});
