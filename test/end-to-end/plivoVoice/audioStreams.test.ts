import { bytesToSamples, samplesToBytes } from '../../../lab/src/audio/pcm';
import { encodeUtterance, UtteranceDecoder } from '../../../lab/src/audio/utterance';
import type { StreamPeer } from '../../../lab/test/plivo/customer';
import { eventually } from '../support/eventually';
import { byId, onCall, PlivoStory } from './support/plivoStory';
import { profiles } from './support/profiles';

describe.each(profiles)('audio streams, %s', (_name, variants) => {
	let story: PlivoStory;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
	});

	afterAll(async () => await story.close());

	const waiting = async () => await story.caller(['<Wait length="120"/>']);

	/** A text as the socket says it. */
	function said(text: string): object {
		const payload = samplesToBytes(encodeUtterance(text, 16000)).toString('base64');
		return {
			event: 'playAudio',
			media: { contentType: 'audio/x-l16', sampleRate: 16000, payload },
		};
	}

	/** What the socket hears of the caller. */
	function heardBy(peer: StreamPeer): string[] {
		const decoder = new UtteranceDecoder(16000);
		for (const { media } of peer.of('media')) {
			const { payload } = media as { payload: string };
			decoder.push(bytesToSamples(Buffer.from(payload, 'base64')));
		}
		return decoder.heard.map(({ text }) => text);
	}

	test('goes both ways, is listed, and is stopped', async () => {
		const call = await waiting();
		const statusCallbackUrl = story.callback();
		const serviceUrl = `${story.web.wsUrl}/agent?ticket=4711`;
		// Waited for before: what comes first on a socket would be lost.
		const connecting = story.web.nextStream();
		const started = await story.run('audioStream', 'start', {
			...onCall(call),
			serviceUrl,
			options: {
				bidirectional: true,
				statusCallbackUrl,
				extraHeaders: { values: [{ name: 'tenant', value: '7' }] },
			},
		});
		const streamId = String(started.stream_id);
		expect(started.call).toMatchObject({ callUuid: call.uuid });
		const peer = await connecting;
		expect(await peer.waitForEvent('start')).toMatchObject({
			start: {
				callId: call.uuid,
				streamId,
				mediaFormat: { encoding: 'audio/x-l16', sampleRate: 16000 },
			},
		});
		await call.say('can you hear me');
		await eventually('the words at the socket', () => heardBy(peer).includes('can you hear me'));
		peer.send(said('loud and clear'));
		await call.waitForHeard(/loud and clear/);

		const listed = await story.items('audioStream', 'getMany', onCall(call));
		expect(listed).toMatchObject([{ stream_id: streamId, status: 'started' }]);
		expect(await story.offered('searchAudioStreams', onCall(call))).toEqual([streamId]);
		const one = { ...onCall(call), streamId: byId(streamId) };
		expect(await story.run('audioStream', 'get', one)).toMatchObject({
			stream_id: streamId,
			bidirectional: true,
			content_type: 'audio/x-l16;rate=16000',
			call: { callUuid: call.uuid },
		});
		const second = await story.refused('audioStream', 'start', { ...onCall(call), serviceUrl });
		expect(second.message).toMatch(/a stream of this call exists already/);
		expect(JSON.stringify(second)).not.toContain('4711');

		expect(await story.run('audioStream', 'stop', one)).toMatchObject({ stopped: true });
		expect(await peer.closed).toBe(1000);
		await eventually('both callbacks', () => story.told(statusCallbackUrl).length === 2);
		const again = await story.refused('audioStream', 'stop', one);
		expect(again.description).toMatch(/may be over already/);
		expect(call.state).toBe('in-progress');
		call.hangUp();
	});

	test('Stop All stops it, too', async () => {
		const call = await waiting();
		const serviceUrl = `${story.web.wsUrl}/listen`;
		const connecting = story.web.nextStream();
		await story.run('audioStream', 'start', {
			...onCall(call),
			serviceUrl,
			options: { audioTrack: 'both', contentType: 'audio/x-mulaw;rate=8000' },
		});
		const peer = await connecting;
		await peer.waitFor(({ media }) => (media as { track?: string })?.track === 'outbound');
		expect(await story.run('audioStream', 'stopAll', onCall(call))).toMatchObject({
			stopped: true,
		});
		expect(await peer.closed).toBe(1000);
		expect(call.state).toBe('in-progress');
		call.hangUp();
	});

	test('every operation was executed', () => story.expectExecuted('audioStream'));
});
