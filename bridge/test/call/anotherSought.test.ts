import { loopOf } from '../../src/sound/loops';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import type { BenchCall } from '../testBench';
import { LossBench } from './lossBench';
import { hears, liveCall, nextAgent, settled } from './support';

const FILLER = loopOf('filler', 16_000);
const MUSIC = loopOf('music', 16_000);

describe('while another agent is sought', () => {
	const loss = LossBench.forTests();

	const ENDS: Array<[string, (call: BenchCall) => void, string]> = [
		['the caller hangs up', ({ plivo }) => plivo.socket.close(1000), 'caller-hangup'],
		['Plivo is lost', ({ plivo }) => plivo.socket.terminate(), 'stream-lost'],
		['the call is hung up', (lost) => liveCall(loss.bench, lost).hangUp(), 'hung-up'],
		['the bridge stops', () => void loss.bench.bridge.close({ now: true }), 'bridge-shutdown'],
	];

	it.each(ENDS)('and %s: no other is dialled', async (_what, end, reason) => {
		await loss.start();
		const answer = loss.answerLater();
		const lost = await loss.call();
		lost.agent.socket.terminate();
		await loss.asked();
		end(lost);
		expect((await loss.over()).reason).toBe(reason);
		answer();
		await lost.plivo.isClosed();
		expect(loss.bench.agent.connections).toHaveLength(1);
	});

	it.each(ENDS)('and dialled, and %s: it is not left alive', async (_what, end, reason) => {
		await loss.start();
		const lost = await loss.call();
		let dialled = false;
		loss.bench.agent.onConnection = ({ socket }) => {
			dialled = true;
			end(lost);
			socket.on('error', () => undefined);
		};
		lost.agent.socket.terminate();
		await eventually('another one is dialled', () => dialled);
		expect((await loss.over()).reason).toBe(reason);
		const next = await loss.bench.agent.connected(1);
		await eventually('its connection is gone', () => next.closeCode !== undefined);
	});

	it('a hold plays music instead of the filler, and stays when another one is there', async () => {
		await loss.start();
		const answer = loss.answerLater();
		const lost = await loss.call();
		lost.agent.socket.terminate();
		await loss.asked();
		await eventually('the filler plays', () => lost.plivo.heard.length > 0);
		liveCall(loss.bench, lost).hold(true);
		await lost.plivo.hasEvent('clearAudio');
		await eventually('music plays', () => lost.plivo.heard.includes(MUSIC.subarray(0, 10_000)));
		answer();
		const next = await nextAgent(loss.bench);
		const held = distinctBytes(640, 7);
		next.speak(held);
		await settled({ ...lost, agent: next });
		expect(lost.plivo.heard.includes(held)).toBe(false);
		liveCall(loss.bench, lost).hold(false);
		const speech = distinctBytes(640, 8);
		next.speak(speech);
		await hears(lost.plivo, speech);
	});

	it('a hold that ends leaves the filler', async () => {
		await loss.start();
		loss.neverAnswered();
		const lost = await loss.call();
		const live = liveCall(loss.bench, lost);
		live.hold(true);
		lost.agent.socket.terminate();
		await loss.asked();
		live.hold(false);
		await eventually('the filler plays', () =>
			lost.plivo.heard.includes(FILLER.subarray(0, 10_000)),
		);
		expect(live.status()).toMatchObject({ held: false, connected: false });
	});

	it('a Plivo that takes nothing changes nothing for the next one', async () => {
		await loss.start();
		const lost = await loss.call();
		lost.plivo.socket.pause();
		lost.agent.socket.terminate();
		const next = await nextAgent(loss.bench);
		const speech = distinctBytes(640);
		next.speak(speech);
		lost.plivo.socket.resume();
		await hears(lost.plivo, speech);
	});
});
