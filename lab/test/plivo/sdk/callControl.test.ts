import { HUMAN, silentFile, texts } from '../callActionsLab';
import { NUMBER, PhoneLab, response, until } from '../phoneLab';
import type { LabCall } from '../../../src/plivo/labCall';
import { plain, sdkClient } from './client';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

/** What plivo.md says the API answers; the SDK turns the names to camel case. */
const AN_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
const A_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+05:30$/) as string;

async function waiting(document = '<Wait length="60"/>'): Promise<LabCall> {
	lab = await PhoneLab.start();
	lab.answerWith(document);
	const call = lab.call();
	await until(() => call.state === 'in-progress');
	return call;
}

/** Of the last request: the method, the path after the account, and the body. */
function lastRequest(): unknown {
	const { method, path, body } = lab.plivo.requests.at(-1) ?? {};
	return [method, path?.replace('/v1/Account/MALABPHONE0000000000', ''), body];
}

describe('call control with npm plivo (plivo.md §5.3)', () => {
	it('transfers', async () => {
		const call = await waiting();
		lab.customer.on('/moved', response('<Speak>moved</Speak>'));
		const url = `${lab.customer.url}/moved`;
		const aleg = { legs: 'aleg', alegUrl: url, alegMethod: 'GET' };
		const bleg = { blegUrl: url, blegMethod: 'POST' };
		expect(plain(await sdkClient(lab).calls.transfer(call.uuid, { ...aleg, ...bleg }))).toEqual({
			apiId: AN_ID,
			message: 'call transferred',
			callUuids: [call.uuid],
		});
		expect(lastRequest()).toEqual([
			'POST',
			`/Call/${call.uuid}/`,
			{ legs: 'aleg', aleg_url: url, aleg_method: 'GET', bleg_url: url, bleg_method: 'POST' },
		]);
		await call.waitForHeard(/moved/);
	});

	it('hangs up', async () => {
		const call = await waiting();
		expect(await sdkClient(lab).calls.hangup(call.uuid)).toBe(true);
		expect(call.endState).toMatchObject({ hangupSource: 'API Request' });
	});

	it('cancels', async () => {
		lab = await PhoneLab.start();
		lab.plivo.people.add({ number: HUMAN, behavior: 'no-answer' });
		const { body } = await lab.api('POST', '/Call/', {
			from: NUMBER,
			to: HUMAN,
			answer_url: `${lab.customer.url}/answer`,
		});
		const call = lab.plivo.calls.all()[0];
		await until(() => call?.state === 'ringing');
		await sdkClient(lab).calls.cancel(body.request_uuid as string);
		expect(call?.endState).toMatchObject({ hangupCauseCode: 1000 });
	});

	it('plays, and stops', async () => {
		const call = await waiting();
		const { calls } = sdkClient(lab);
		lab.customer.on('/jingle.mp3', { body: 'not a WAV file', type: 'audio/mpeg' });
		const url = `${lab.customer.url}/jingle.mp3`;
		const options = { length: 30, legs: 'aleg', loop: true, mix: true };
		const started = await calls.playMusic(call.uuid, url, options);
		expect(plain(started)).toEqual({ apiId: AN_ID, message: 'play started' });
		expect(lastRequest()).toEqual([
			'POST',
			`/Call/${call.uuid}/Play/`,
			{ urls: url, length: 30, legs: 'aleg', loop: true, mix: true },
		]);
		await call.waitForHeard(/\[jingle\.mp3\]/);
		expect(plain(await calls.stopPlayingMusic(call.uuid))).toEqual({});
		expect(lastRequest()).toEqual(['DELETE', `/Call/${call.uuid}/Play/`, {}]);
	});

	it('speaks, and stops', async () => {
		const call = await waiting();
		const { calls } = sdkClient(lab);
		const options = { voice: 'MAN', language: 'en-GB', loop: true, mix: false };
		const started = await calls.speakText(call.uuid, 'one moment', options);
		expect(plain(started)).toEqual({ apiId: AN_ID, message: 'speak started' });
		expect(lastRequest()).toEqual([
			'POST',
			`/Call/${call.uuid}/Speak/`,
			{ text: 'one moment', voice: 'MAN', language: 'en-GB', loop: true, mix: false },
		]);
		await call.waitForHeard(/one moment/);
		expect(plain(await calls.stopSpeakingText(call.uuid))).toEqual({});
	});

	it('reads the message of a stop in that variant', async () => {
		lab = await PhoneLab.start({ stopStatus: 200 });
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		const { calls } = sdkClient(lab);
		expect(plain(await calls.stopSpeakingText(call.uuid))).toEqual({
			apiId: AN_ID,
			message: 'speak stopped',
		});
	});

	it('sends digits', async () => {
		const call = await waiting();
		const sent = await sdkClient(lab).calls.sendDigits(call.uuid, '12#', { leg: 'aleg' });
		expect(plain(sent)).toEqual({ apiId: AN_ID, message: 'digits sent' });
		await until(() => call.digitsHeard === '12#');
	});

	it('records, and stops', async () => {
		const call = await waiting();
		const { calls } = sdkClient(lab);
		const started = await calls.record(call.uuid, {
			timeLimit: 30,
			fileFormat: 'wav',
			recordChannelType: 'mono',
		});
		const { recordingId } = started as unknown as { recordingId: string };
		expect(plain(started)).toEqual({
			apiId: AN_ID,
			message: 'call recording started',
			recordingId: AN_ID,
			url: lab.plivo.recordings.urlOf(recordingId),
		});
		expect(plain(await calls.stopRecording(call.uuid, {}))).toEqual({});
		await until(() => call.recordings.length === 1);
		expect(call.recordings[0]?.id).toBe(recordingId);
	});

	it('throws the words of a refusal', async () => {
		const call = await waiting();
		const url = silentFile(lab, 'silence.wav', 1);
		const refused = sdkClient(lab).calls.playMusic(call.uuid, url, { legs: 'bleg' });
		await expect(refused).rejects.toThrow('the call has no bridged leg');
		expect(texts(call)).toEqual([]);
	});
});

/** Methods that npm plivo has and its typings leave out. */
interface StreamMethods {
	stream(callUuid: string, serviceUrl: string, options: object): Promise<{ streamId: string }>;
	getStream(callUuid: string, streamId: string): Promise<object>;
	getAllStream(callUuid: string): Promise<object>;
	stopStream(callUuid: string, streamId: string): Promise<object>;
	stopAllStream(callUuid: string): Promise<object>;
}

function streamMethods(): StreamMethods {
	return sdkClient(lab).calls as unknown as StreamMethods;
}

describe('audio streams with npm plivo (plivo.md §5.4)', () => {
	it('starts, gets, lists and stops', async () => {
		const call = await waiting();
		const calls = streamMethods();
		const serviceUrl = `${lab.customer.wsUrl}/service`;
		const options = {
			bidirectional: true,
			audioTrack: 'inbound',
			streamTimeout: 60,
			contentType: 'audio/x-l16;rate=16000',
			extraHeaders: 'k=v',
		};
		const started = await calls.stream(call.uuid, serviceUrl, options);
		const { streamId } = started;
		expect(plain(started)).toEqual({
			apiId: AN_ID,
			message: 'audio streaming started',
			streamId: AN_ID,
		});
		const peer = await lab.customer.nextStream();
		expect(await peer.waitForEvent('start')).toMatchObject({ start: { streamId } });

		const shown = {
			audioTrack: 'inbound',
			bidirectional: true,
			billDuration: 0,
			billedAmount: '0.00000',
			callUuid: call.uuid,
			contentType: 'audio/x-l16;rate=16000',
			createdAt: A_TIME,
			endTime: null,
			plivoAuthId: 'MALABPHONE0000000000',
			resourceUri: `/v1/Account/MALABPHONE0000000000/Call/${call.uuid}/Stream/${streamId}/`,
			roundedBillDuration: '0',
			serviceUrl,
			startTime: A_TIME,
			status: 'started',
			statusCallbackUrl: '',
			streamId,
		};
		expect(plain(await calls.getStream(call.uuid, streamId))).toEqual({
			...shown,
			apiId: AN_ID,
			// The SDK's own: it takes the call for the object.
			id: call.uuid,
		});
		expect(plain(await calls.getAllStream(call.uuid))).toEqual({
			apiId: AN_ID,
			meta: { count: 1, limit: 20, next: null, offset: 0, previous: null },
			objects: [shown],
		});

		expect(plain(await calls.stopStream(call.uuid, streamId))).toEqual({});
		expect(lastRequest()).toEqual(['DELETE', `/Call/${call.uuid}/Stream/${streamId}`, {}]);
		expect(await peer.closed).toBe(1000);
	});

	it('stops all', async () => {
		const call = await waiting();
		const calls = streamMethods();
		await calls.stream(call.uuid, `${lab.customer.wsUrl}/service`, {});
		const peer = await lab.customer.nextStream();
		await peer.waitForEvent('start');
		await calls.stopAllStream(call.uuid);
		expect(await peer.closed).toBe(1000);
	});
});
