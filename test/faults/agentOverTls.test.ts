import { distinctBytes, framesOf } from '../../bridge/test/audioSamples';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { AGENT_AUDIO_BYTES } from '../../bridge/src/ultravox/agentSocket';
import { answers, betweenClears, FRAME, SECOND, settled, talk } from './support/audio';
import { FaultBench } from './support/faultBench';
import { MemoryWatch, STALLED_MEGABYTES } from './support/processFigures';

jest.setTimeout(120_000);

const LONG = 20_000;
/** Messages of that length after which the next one has to wait. */
const MANY = Math.ceil(AGENT_AUDIO_BYTES / LONG);

describe.each(['own', 'ws'])(
	'an agent over TLS, as it always is in life, frames by %s',
	(frames) => {
		let bundle: BundledBridge;
		let bench: FaultBench;

		beforeAll(() => {
			bundle = BundledBridge.build();
		});
		afterAll(() => bundle.remove());
		beforeEach(async () => {
			bench = await FaultBench.start(bundle, { BRIDGE_FRAMES: frames }, 'wss');
		});
		afterEach(async () => await bench.close());

		it('hears and is heard, byte by byte, in many calls at once', async () => {
			const calls = await bench.calls(20);
			await Promise.all(calls.map((call, index) => talk(call, 100, index + 1)));
			for (const { plivo } of calls) plivo.socket.close(1000);
			for (const call of calls) {
				expect(await bench.reportOf(call)).toMatchObject({
					framesFromCaller: 100,
					framesToCaller: 100,
					droppedFrames: 0,
				});
			}
		});

		it('is interrupted exactly', async () => {
			const call = await bench.call();
			const [unheard, answer] = [distinctBytes(5 * SECOND, 1), distinctBytes(FRAME * 10, 2)];
			call.agent.together(() => {
				call.agent.speak(unheard);
				call.agent.tell({ type: 'playback_clear_buffer' });
				call.agent.speak(answer);
			});
			await settled(call);
			expect(betweenClears(call.plivo).at(-1)?.equals(answer)).toBe(true);
		});

		it('hears all of what had to wait for it, and goes on hearing', async () => {
			const { plivo, agent } = await bench.call();
			const words = distinctBytes((MANY + 1) * LONG, 3);
			plivo.together(() => {
				for (const message of framesOf(words, LONG)) plivo.media(message);
			});
			await eventually('all is heard', () => agent.heard.length === words.length);
			expect(agent.heard.equals(words)).toBe(true);
			await talk({ claims: bench.claims(), plivo, agent }, 50, 4);
		});

		it('does not read: the oldest audio goes, and the latest comes when it reads again', async () => {
			const way = await bench.proxyToAgent();
			const { plivo, agent } = await bench.call({}, { agent: way });
			way.forth.stalled = true;
			const memory = new MemoryWatch(bench.bridge.child.pid as number);
			const words = distinctBytes(LONG, 4);
			for (let sent = 0; sent < 3_000; sent++) plivo.media(words);
			const last = distinctBytes(LONG, 5);
			plivo.media(last);
			await answers(plivo).finally(() => memory.stop());
			expect(memory.mostGrowth).toBeLessThan(STALLED_MEGABYTES);
			way.forth.stalled = false;
			await eventually('the latest words arrive', () => agent.audio.at(-1)?.equals(last));
			await talk({ claims: bench.claims(), plivo, agent }, 50, 6);
		});

		it('is lost: another one goes on', async () => {
			bench.resumable();
			const way = await bench.proxyToAgent();
			const call = await bench.call({ resume: true }, { agent: way });
			await talk(call, 10, 7);
			way.cut();
			const agent = await bench.agent.connected(1);
			await agent.isOpen();
			const words = distinctBytes(FRAME * 20, 8);
			for (const frame of framesOf(words, FRAME)) call.plivo.media(frame);
			await eventually('it hears the caller', () => agent.heard.equals(words));
			await bench.sink.event('resumed');
		});
	},
);
