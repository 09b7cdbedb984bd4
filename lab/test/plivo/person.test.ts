import type { PersonScript } from '../../src/plivo/personScript';
import { encodeUtterance } from '../../src/audio/utterance';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';
import type { ConnectedStream } from './streamLab';
import { connectStream, playLong } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

async function start(person: PersonScript, stayMs?: number): Promise<ConnectedStream> {
	const stream = await connectStream({ call: { person, stayMs } });
	lab = stream.lab;
	return stream;
}

function agentSays({ peer }: ConnectedStream, text: string): void {
	playLong(peer, encodeUtterance(text, 16000));
}

describe('a person', () => {
	it('takes one step after the other', async () => {
		const stream = await start([
			{ waitForUtterance: /your number/ },
			{ pauseMs: 10 },
			{ press: '42#' },
			{ waitForUtterance: true },
			{ waitForQuiet: 100 },
			{ hangUp: true },
		]);
		agentSays(stream, 'hello');
		agentSays(stream, 'your number please');
		await stream.peer.waitForCount('dtmf', 3);
		expect(stream.call.state).toBe('in-progress');
		agentSays(stream, 'thanks');
		expect(await stream.call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
		expect(stream.call.heard.map(({ text }) => text)).toEqual([
			'hello',
			'your number please',
			'thanks',
		]);
	});

	it('does not miss what is said while they talk', async () => {
		const stream = await start([
			{ say: 'I talk and talk and talk' },
			{ waitForUtterance: /meanwhile/ },
			{ hangUp: true },
		]);
		agentSays(stream, 'meanwhile');
		expect(await stream.call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
	});

	it('interrupts as soon as the words have come, before the sentence is over', async () => {
		const stream = await start([
			{ interruptWhen: /terms and/, say: '' },
			{ press: '*' },
			{ waitForUtterance: /other/ },
			{ hangUp: true },
		]);
		agentSays(stream, `the terms and conditions ${'of this contract '.repeat(20)}`);
		await stream.peer.waitForEvent('dtmf');
		expect(stream.call.heard).toEqual([]);
		stream.peer.send({ event: 'clearAudio', streamId: stream.streamId });
		agentSays(stream, 'something other');
		await stream.call.waitForEnd();
		expect(stream.call.heard).toEqual([
			expect.objectContaining({ complete: false }),
			expect.objectContaining({ complete: true, text: 'something other' }),
		]);
	});

	it('gives up a step after its time, and says so', async () => {
		const stream = await start([{ waitForUtterance: /never/, timeoutMs: 50 }, { press: '9' }]);
		await stream.peer.waitForEvent('dtmf');
		expect(lab.log.find(({ summary }) => summary.includes('gave up'))).toBeDefined();
	});

	it('hangs up some time after the script', async () => {
		const stream = await start([{ pauseMs: 1 }], 50);
		expect(await stream.call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
	});

	it('can be directed from outside', async () => {
		const stream = await start([]);
		const said = stream.call.say('from outside');
		await said;
		await stream.call.press('1');
		await stream.peer.waitForEvent('dtmf');
		stream.call.hangUp();
		await stream.call.say('into the void');
		await stream.call.press('2');
		expect(stream.peer.of('dtmf')).toHaveLength(1);
	});

	it('tells what was heard when something else was waited for', async () => {
		const stream = await start([]);
		agentSays(stream, 'good morning');
		await stream.call.waitForHeard(/morning/);
		await expect(stream.call.waitForHeard(/evening/, 20)).rejects.toThrow(
			'/evening/ was not heard; the call is in-progress, heard ["good morning"]',
		);
		stream.call.hangUp();
		await expect(stream.call.waitForHeard(/evening/)).rejects.toThrow('the call is ended');
	});

	it('has a timeline', async () => {
		const stream = await start([]);
		expect(stream.call.timeline).toMatchObject({ firstAudioAt: null, endedAt: null });
		agentSays(stream, 'hello');
		await stream.call.waitForHeard(/hello/);
		const timeline = stream.call.timeline;
		expect(timeline.answerMs).toBe(
			(timeline.xmlReceivedAt ?? NaN) - (timeline.answerRequestedAt ?? NaN),
		);
		expect(timeline.firstAudioMs).toBeGreaterThanOrEqual(0);
		expect(timeline.firstAudioAt).toBe((timeline.answeredAt ?? 0) + (timeline.firstAudioMs ?? 0));
		// One frame of 20 ms is the grain of firstAudioMs.
		expect(stream.call.heard[0]?.startedAtMs).toBeGreaterThan((timeline.firstAudioMs ?? NaN) - 20);
		await expect(stream.call.waitForEnd(10)).rejects.toThrow('still in-progress');
		stream.call.hangUp();
		await until(() => stream.call.timeline.endedAt !== null);
	});
});
