import { decodeWav } from '../../src/audio/wav';
import { UtteranceDecoder } from '../../src/audio/utterance';
import { AN_API_ID, dialedCall, waitingCall } from './callActionsLab';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

describe('sending digits (plivo.md §5.3)', () => {
	it.each([
		[{}, '12#', ''],
		[{ leg: 'aleg' }, '12#', ''],
		[{ leg: 'bleg' }, '', '12#'],
		[{ leg: 'both' }, '12#', '12#'],
		[{ legs: 'bleg' }, '', '12#'],
	])('with %j', async (choice, caller, dialed) => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/DTMF/`, { digits: '12#', ...choice })).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'digits sent' },
		});
		await until(
			() => call.digitsHeard.length + leg.person.digitsHeard.length === (caller + dialed).length,
		);
		expect([call.digitsHeard, leg.person.digitsHeard]).toEqual([caller, dialed]);
	});

	it('pauses for w and W', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/DTMF/`, { digits: '1w2W3' });
		const seen = new Map<string, number>();
		await until(() => {
			if (!seen.has(call.digitsHeard)) seen.set(call.digitsHeard, call.person.ear.elapsedMs);
			return call.digitsHeard === '123';
		});
		expect([...seen.keys()].filter((digits) => digits !== '')).toEqual(['1', '12', '123']);
		const at = (digits: string) => seen.get(digits) ?? 0;
		expect(at('123') - at('12')).toBeGreaterThan(at('12') - at('1'));
	});

	it.each([
		[{}, 'digits parameter is missing'],
		[{ digits: '12x' }, 'digits is invalid'],
		[{ digits: '1', leg: 'other' }, 'leg must be one of aleg, bleg, both'],
		[{ digits: '1', leg: 'bleg' }, 'the call has no bridged leg'],
	])('refuses %j', async (body, error) => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/DTMF/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
	});
});

/** What is said in a WAV file of one channel. */
function said(wav: Uint8Array): string[] {
	const { sampleRate, samples } = decodeWav(wav);
	const decoder = new UtteranceDecoder(sampleRate === 8000 ? 8000 : 16000);
	decoder.push(samples);
	decoder.flush();
	return decoder.heard.map(({ text }) => text);
}

/** One channel of a WAV file that has two, as a file of its own. */
function channel(stereo: Buffer, index: 0 | 1): Buffer {
	const mono = Buffer.from(stereo.subarray(0, 44 + (stereo.length - 44) / 2));
	mono.writeUInt16LE(1, 22);
	mono.writeUInt16LE(2, 32);
	for (let at = 44; at < mono.length; at += 2) {
		mono.writeInt16LE(stereo.readInt16LE(44 + 2 * (at - 44) + 2 * index), at);
	}
	return mono;
}

describe('recording a call (plivo.md §5.3, §6.6)', () => {
	it('records both sides until it is stopped, and puts the recording on the account', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		lab.customer.on('/recorded', '');
		const started = await lab.api('POST', `${path}/Record/`, {
			file_format: 'wav',
			record_channel_type: 'mono',
			callback_url: `${lab.customer.url}/recorded`,
		});
		const { recording_id: id, url } = started.body;
		expect(started).toEqual({
			status: 202,
			body: {
				api_id: AN_API_ID,
				message: 'call recording started',
				recording_id: AN_API_ID,
				url: `${lab.plivo.mediaUrl}/v1/Account/MALABPHONE0000000000/Recording/${String(id)}.wav`,
			},
		});
		expect((await lab.api('GET', `/Recording/${String(id)}/`)).status).toBe(404);
		await call.say('for the record');
		await lab.api('POST', `${path}/Speak/`, { text: 'noted' });
		await call.waitForHeard(/noted/);
		expect(await lab.api('DELETE', `${path}/Record/`)).toEqual({ status: 204, body: {} });
		await until(() => lab.customer.at('/recorded').length === 1);
		const fields = lab.customer.at('/recorded')[0]?.fields;
		expect(fields).toMatchObject({
			CallUUID: call.uuid,
			RecordUrl: url,
			RecordingID: id,
			RecordingDurationMs: String(call.recordings[0]?.durationMs),
		});
		expect((await lab.api('GET', `/Recording/${String(id)}/`)).status).toBe(200);
		const file = Buffer.from(await (await fetch(url as string)).arrayBuffer());
		expect(said(file)).toEqual(['for the record', 'noted']);
	});

	it('keeps the sides apart in stereo', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const { body } = await lab.api('POST', `${path}/Record/`, { record_channel_type: 'stereo' });
		await call.say('on the left');
		await lab.api('POST', `${path}/Speak/`, { text: 'on the right' });
		await call.waitForHeard(/right/);
		call.hangUp();
		await until(() => call.recordings.length === 1);
		const file = Buffer.from(await (await fetch(body.url as string)).arrayBuffer());
		expect(() => decodeWav(file)).toThrow('not one channel');
		expect([said(channel(file, 0)), said(channel(file, 1))]).toEqual([
			['on the left'],
			['on the right'],
		]);
	});

	it('ends at its time limit while the call goes on', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Record/`, { time_limit: 1 });
		await until(() => call.recordings.length === 1);
		expect(call.recordings[0]?.durationMs).toBeLessThan(2000);
		expect(call.state).toBe('in-progress');
	});

	it('says in the log what the lab does not do', async () => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Record/`, {
			transcription_type: 'auto',
			transcription_url: 'https://example.com/text',
			transcription_method: 'GET',
			transcription_report_type: 'basic',
		});
		expect(lab.unknownFields()).toEqual([]);
		expect(lab.log.filter(({ kind }) => kind === 'not-simulated')).toHaveLength(2);
	});

	it.each([
		[{ time_limit: 0 }, 'time_limit must be between 1 and 86400'],
		[{ file_format: 'ogg' }, 'file_format must be one of mp3, wav'],
		[{ record_channel_type: 'quad' }, 'record_channel_type must be one of mono, stereo'],
		[{ callback_url: 'nowhere' }, 'callback_url is not a valid URL'],
	])('refuses %j', async (body, error) => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/Record/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
	});
});
