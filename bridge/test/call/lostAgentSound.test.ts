import { loopOf } from '../../src/sound/loops';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import { LossBench } from './lossBench';
import { hears, liveCall, nextAgent } from './support';

const FILLER = loopOf('filler', 16_000);

describe('an agent that is lost, as the caller hears it', () => {
	const loss = LossBench.forTests();

	it('lets the caller hear a filler, which the next one ends', async () => {
		await loss.start();
		const lost = await loss.call();
		const { plivo, agent } = lost;
		const answer = loss.answerLater();
		agent.socket.terminate();
		await loss.asked();
		await eventually('the filler plays', () => plivo.heard.length > 0);
		expect(liveCall(loss.bench, lost).status().aheadMs).toBeLessThanOrEqual(400);
		await eventually('the filler goes on', () => plivo.heard.length > 32_000);
		const filler = plivo.heard;
		expect(filler.equals(Buffer.concat([FILLER, FILLER]).subarray(0, filler.length))).toBe(true);
		answer();
		const next = await nextAgent(loss.bench);
		const speech = distinctBytes(640);
		next.speak(speech);
		await hears(plivo, speech);
		const [before, after] = plivo.events.map(({ event }) => event).slice(-2);
		expect([before, after]).toEqual(['clearAudio', 'playAudio']);
	});

	it('is heard to the end of what it had said, before the filler', async () => {
		await loss.start();
		loss.neverAnswered();
		const { plivo, agent } = await loss.call();
		const sentence = distinctBytes(640 * 50);
		agent.speak(sentence);
		await eventually('it arrives', () => plivo.heard.length === sentence.length);
		agent.socket.terminate();
		await eventually('the filler plays', () => plivo.heard.length > sentence.length);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
		expect(plivo.heard.subarray(0, sentence.length).equals(sentence)).toBe(true);
	});

	it('and whose successor comes before that has been heard: nothing of it is cut', async () => {
		await loss.start();
		const answer = loss.answerLater();
		const { plivo, agent } = await loss.call();
		// The filler would not have begun by then even on a machine that stands still.
		const sentence = distinctBytes(32_000 * 15);
		agent.speak(sentence);
		await eventually('it arrives', () => plivo.heard.length === sentence.length);
		agent.socket.terminate();
		await loss.asked();
		answer();
		const next = await nextAgent(loss.bench);
		const speech = distinctBytes(640, 2);
		next.speak(speech);
		await hears(plivo, speech);
		expect(plivo.heard.equals(Buffer.concat([sentence, speech]))).toBe(true);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
	});

	it('and not replaced is still heard to the end', async () => {
		await loss.start();
		loss.bench.sink.onResume = (_request, response) => response.writeHead(409).end();
		const { plivo, agent } = await loss.call();
		const sentence = distinctBytes(32_000 * 15);
		agent.speak(sentence);
		agent.socket.close(1011);
		const { name } = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(sentence)).toBe(true);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
		plivo.send({ event: 'playedStream', name });
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
	});
});
