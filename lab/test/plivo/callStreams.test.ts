import { encodeUtterance } from '../../src/audio/utterance';
import { AN_API_ID, waitingCall } from './callActionsLab';
import { startStream } from './callStreamsLab';
import { PhoneLab, until } from './phoneLab';
import { playAudio } from './streamLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

describe('starting a stream (plivo.md §5.4)', () => {
	it('opens a signed socket with what was asked for, and carries the call', async () => {
		const { call, peer, streamId, ...rest } = await startStream({
			bidirectional: true,
			content_type: 'audio/x-l16;rate=16000',
			extra_headers: 'tenant=7,lane=left',
		});
		({ lab } = rest);
		expect(lab.customer.upgrades[0]).toMatchObject({ url: '/service?x=1' });
		expect(lab.customer.upgrades[0]?.headers).toHaveProperty('x-plivo-signature-v3');
		expect(peer.of('start')[0]).toMatchObject({
			start: {
				accountId: lab.plivo.account.authId,
				callId: call.uuid,
				mediaFormat: { encoding: 'audio/x-l16', sampleRate: 16000 },
				streamId,
				tracks: ['inbound'],
			},
			extra_headers: 'tenant=7,lane=left',
		});
		await peer.waitForCount('media', 5);
		await call.press('5');
		expect(await peer.waitForEvent('dtmf')).toMatchObject({ dtmf: { digit: '5' } });
		peer.send(playAudio(encodeUtterance('from the service', 16000)));
		await call.waitForHeard(/from the service/);
		expect(lab.unknownFields()).toEqual([]);
	});

	it('is one way, of 8 kHz L16 and of the inbound track when it is not told otherwise', async () => {
		const { call, peer, ...rest } = await startStream();
		({ lab } = rest);
		expect(peer.of('start')[0]).toMatchObject({
			start: { mediaFormat: { encoding: 'audio/x-l16', sampleRate: 8000 }, tracks: ['inbound'] },
		});
		peer.send(playAudio(encodeUtterance('nobody hears this', 8000), 'audio/x-l16', 8000));
		await until(() => (call.streams[0]?.counts.dropped ?? 0) > 0);
		const [frame] = await peer.waitForCount('media', 1);
		const { payload } = frame?.media as { payload: string };
		expect(Buffer.from(payload, 'base64')).toHaveLength(320);
	});

	it('carries both tracks', async () => {
		const { peer, ...rest } = await startStream({ audio_track: 'both', bidirectional: 'false' });
		({ lab } = rest);
		expect(peer.of('start')[0]).toMatchObject({ start: { tracks: ['inbound', 'outbound'] } });
		await peer.waitFor((message) => (message.media as { track?: string })?.track === 'outbound');
	});

	it('does not keep the call alive', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="1"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		await lab.api('POST', `/Call/${call.uuid}/Stream/`, {
			service_url: `${lab.customer.wsUrl}/service`,
		});
		const peer = await lab.customer.nextStream();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(await peer.closed).toBe(1000);
	});

	it.each([
		[{}, 'service_url parameter is missing'],
		[{ service_url: 'https://example.com/' }, 'service_url is not a valid URL'],
		[{ service_url: 'example.com' }, 'service_url is not a valid URL'],
		[{ service_url: 'wss://example.com/#x' }, 'service_url is not a valid URL'],
		[{ service_url: `wss://example.com/${'x'.repeat(2048)}` }, 'service_url is not a valid URL'],
		[
			{ service_url: 'wss://example.com/', bidirectional: true, audio_track: 'both' },
			'audio_track must be inbound when the stream is bidirectional',
		],
		[
			{ service_url: 'wss://example.com/', content_type: 'audio/x-l16;rate=24000' },
			'content_type is invalid',
		],
		[
			{ service_url: 'wss://example.com/', extra_headers: `k=${'v'.repeat(511)}` },
			'extra_headers must be a string of at most 512 bytes',
		],
		[
			{ service_url: 'wss://example.com/', stream_timeout: 0 },
			'stream_timeout must be between 1 and 86400',
		],
		[
			{ service_url: 'wss://example.com/', noise_cancellation_level: 59 },
			'noise_cancellation_level must be between 60 and 100',
		],
	])('refuses %j', async (body, error) => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/Stream/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
		expect(call.streams).toEqual([]);
	});

	it('refuses a second one while the first runs, and takes it after that', async () => {
		const { path, peer, ...rest } = await startStream();
		({ lab } = rest);
		const service_url = `${lab.customer.wsUrl}/service?x=1`;
		expect(await lab.api('POST', `${path}/Stream/`, { service_url })).toMatchObject({
			status: 400,
			body: { error: 'a stream of this call exists already' },
		});
		peer.socket.close();
		await until(
			async () => (await lab.api('POST', `${path}/Stream/`, { service_url })).status === 202,
		);
		const second = await lab.customer.nextStream();
		await second.waitForEvent('start');
	});

	it('finds no call that is over', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		call.hangUp();
		const body = { service_url: 'wss://example.com/' };
		expect((await lab.api('POST', `${path}/Stream/`, body)).status).toBe(404);
	});

	it('is confirmed in other words in that variant', async () => {
		const { path, ...rest } = await waitingCall({ streamStartMessage: 'stream started' });
		({ lab } = rest);
		const body = { service_url: `${lab.customer.wsUrl}/service` };
		const started = await lab.api('POST', `${path}/Stream/`, body);
		expect(started.body.message).toBe('stream started');
	});
});
