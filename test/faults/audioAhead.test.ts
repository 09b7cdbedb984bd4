import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FRAME, SECOND } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

describe('audio of any size', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(async () => {
		bundle = BundledBridge.build();
		bench = await FaultBench.start(bundle);
	});
	afterAll(async () => {
		await bench.close();
		bundle.remove();
	});

	it('stays under 20 s at Plivo when the agent sends 60 s at once; the rest follows as it is played', async () => {
		const { plivo, agent } = await bench.call();
		const speech = distinctBytes(60 * SECOND);
		const beganAt = performance.now();
		const heardMs = () => plivo.heard.length / (SECOND / 1_000);
		let mostAheadMs = 0;
		plivo.socket.on('message', () => {
			// Played without a pause since the first of it, which came after `beganAt`: never less than is true.
			mostAheadMs = Math.max(mostAheadMs, heardMs() - (performance.now() - beganAt));
		});
		agent.speak(speech);
		await eventually('what Plivo may hold arrives', () => heardMs() > 18_000);
		const first = plivo.heard.length;
		await eventually('more arrives', () => plivo.heard.length > first + SECOND);
		expect(mostAheadMs).toBeLessThan(20_000);
		expect(plivo.heard.equals(speech.subarray(0, plivo.heard.length))).toBe(true);
		plivo.socket.close(1000);
	});

	it('is re-framed exactly, both ways, through a network that passes on byte by byte', async () => {
		const [plivoWay, agentWay] = [await bench.proxyToBridge(), await bench.proxyToAgent()];
		const { plivo, agent } = await bench.call({}, { plivo: plivoWay, agent: agentWay });
		for (const { forth, back } of [plivoWay, agentWay]) forth.pieceBytes = back.pieceBytes = 1;
		const words = distinctBytes(FRAME * 30, 8);
		const speech = distinctBytes(20_000, 9);
		for (const frame of framesOf(words, FRAME)) plivo.media(frame);
		let at = 0;
		for (let size = 1; at < speech.length; at += size, size = (size * 7 + 1) % 1_999) {
			agent.speak(speech.subarray(at, at + size));
		}
		await eventually('the agent has heard it', () => agent.heard.length >= words.length);
		await eventually('the caller has heard it', () => plivo.heard.length >= speech.length);
		expect(agent.heard.equals(words)).toBe(true);
		expect(plivo.heard.equals(speech)).toBe(true);
		const payloads = plivo.mediaOf().map(({ payload }) => Buffer.from(payload, 'base64').length);
		expect(payloads.filter((bytes) => bytes % 2 !== 0)).toEqual([]);
	});

	it('arrives whole when Plivo sends its frames in odd pieces', async () => {
		const { plivo, agent } = await bench.call();
		const words = distinctBytes(FRAME * 10, 10);
		for (const piece of framesOf(words, 333)) plivo.media(piece);
		await eventually('the agent has heard it', () => agent.heard.length >= words.length);
		expect(agent.heard.equals(words)).toBe(true);
	});
});
