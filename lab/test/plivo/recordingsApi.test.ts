import { randomUUID } from 'node:crypto';
import { encodeWav, decodeWav } from '../../src/audio/wav';
import { AN_API_ID, waitingCall } from './callActionsLab';
import { CALLER, NUMBER, PhoneLab, until } from './phoneLab';
import type { Recording } from '../../src/plivo/recordings';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const DAY_MS = 86_400_000;

/** Puts a recording on the account as if it had been made. */
function add(facts: Partial<Recording> & { ageMs?: number } = {}): string {
	const { ageMs = 1000, ...given } = facts;
	const id = randomUUID();
	const endedAt = Date.now() - ageMs;
	const { recordings } = lab.plivo;
	recordings.add({
		id,
		callUuid: randomUUID(),
		url: recordings.urlOf(id),
		startedAt: endedAt - 2500,
		endedAt,
		durationMs: 2500,
		fromNumber: '14155550100',
		toNumber: '14155550123',
		wav: encodeWav({ sampleRate: 8000, samples: new Int16Array(20_000) }),
		...given,
	});
	return id;
}

/** Ids of what a list shows. */
async function listed(query: Record<string, string>): Promise<unknown[]> {
	const { status, body } = await lab.api('GET', `/Recording/?${new URLSearchParams(query)}`);
	expect(status).toBe(200);
	return (body.objects as { recording_id: string }[]).map((recording) => recording.recording_id);
}

const zoned = (at: number) =>
	`${new Date(at + 330 * 60_000).toISOString().replace('T', ' ').replace('Z', '000')}+05:30`;

describe('/Recording/ (Recording reference)', () => {
	it('shows a recording of a call', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const { body: started } = await lab.api('POST', `${path}/Record/`, { file_format: 'wav' });
		await call.say('hello');
		await lab.api('DELETE', `${path}/Record/`);
		await until(() => call.recordings.length === 1);
		const [recording] = call.recordings as [Recording];
		const shown = {
			add_time: zoned(recording.endedAt),
			call_uuid: call.uuid,
			conference_name: null,
			conference_uuid: null,
			from_number: CALLER.slice(1),
			monthly_recording_storage_amount: 0,
			mpc_name: null,
			mpc_uuid: null,
			recording_duration_ms: `${recording.durationMs}.00000`,
			recording_end_ms: `${recording.endedAt}.00000`,
			recording_format: 'wav',
			recording_id: started.recording_id,
			recording_start_ms: `${recording.startedAt}.00000`,
			recording_storage_duration: 1,
			recording_storage_rate: 0.0004,
			recording_type: 'normal',
			recording_url: started.url,
			resource_uri: `/v1/Account/MALABPHONE0000000000/Recording/${String(started.recording_id)}/`,
			rounded_recording_duration: 60,
			to_number: NUMBER.slice(1),
		};
		expect(await lab.api('GET', `/Recording/${String(started.recording_id)}/`)).toEqual({
			status: 200,
			body: { api_id: AN_API_ID, ...shown },
		});
		expect(await lab.api('GET', '/Recording/')).toEqual({
			status: 200,
			body: {
				api_id: AN_API_ID,
				meta: { limit: 20, offset: 0, total_count: 1, next: null, previous: null },
				objects: [shown],
			},
		});
	});

	it('shows the recordings of documents, too', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Record maxLength="1" playBeep="false" fileFormat="wav"/>');
		const call = lab.call();
		await call.waitForEnd();
		expect(await listed({ call_uuid: call.uuid, from_number: CALLER })).toEqual([
			call.recordings[0]?.id,
		]);
	});

	it('keeps the sides of a recorded session apart when the document says stereo', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(
			'<Record recordSession="true" recordChannelType="stereo" fileFormat="wav"/>',
			'<Speak>hello</Speak>',
		);
		const call = lab.call();
		await call.waitForEnd();
		await until(() => call.recordings.length === 1);
		const file = await fetch(call.recordings[0]?.url ?? '');
		expect(Buffer.from(await file.arrayBuffer()).readUInt16LE(22)).toBe(2);
	});

	it('writes amounts as strings in that variant', async () => {
		lab = await PhoneLab.start({ recordingAmountsAs: 'string' });
		const id = add({ ageMs: 100 * DAY_MS, durationMs: 61_000 });
		expect((await lab.api('GET', `/Recording/${id}/`)).body).toMatchObject({
			monthly_recording_storage_amount: '0.0008',
			recording_storage_duration: '101',
			recording_storage_rate: '0.0004',
			rounded_recording_duration: '120',
		});
	});

	it('finds by every filter', async () => {
		lab = await PhoneLab.start();
		const subaccount = 'SALABPHONE0000000000';
		const plain = add();
		const facts = {
			callUuid: randomUUID(),
			fromNumber: '442071838750',
			toNumber: 'sip:desk@phone.example',
			conferenceName: 'standup',
			conferenceUuid: randomUUID(),
			mpcName: 'support',
			mpcUuid: randomUUID(),
			subaccount,
		};
		const special = add(facts);
		expect(await listed({})).toEqual([special, plain]);
		const queries: Record<string, string>[] = [
			{ call_uuid: facts.callUuid },
			{ from_number: '+442071838750' },
			{ to_number: 'sip:desk@phone.example' },
			{ conference_name: 'standup' },
			{ conference_uuid: facts.conferenceUuid },
			{ mpc_name: 'support' },
			{ mpc_uuid: facts.mpcUuid },
			{ subaccount },
		];
		for (const query of queries) {
			expect({ query, found: await listed(query) }).toEqual({ query, found: [special] });
		}
		expect(await listed({ from_number: '14155550100' })).toEqual([plain]);
		expect(await listed({ conference_name: 'stand' })).toEqual([]);
		expect((await lab.api('GET', `/Recording/${special}/`)).body.recording_type).toBe('conference');
	});

	it('finds by time in UTC, of the last week without one', async () => {
		lab = await PhoneLab.start();
		const old = add({ ageMs: 10 * DAY_MS });
		const recent = add({ ageMs: DAY_MS });
		const utc = (days: number) =>
			new Date(Date.now() - days * DAY_MS).toISOString().replace('T', ' ').replace('Z', '000');
		expect(await listed({})).toEqual([recent]);
		expect(await listed({ add_time__gte: utc(11) })).toEqual([recent, old]);
		expect(await listed({ add_time__lt: utc(5) })).toEqual([old]);
		expect(await listed({ add_time__gt: utc(20), add_time__lte: utc(5) })).toEqual([old]);
		expect(await listed({ recording_storage_duration__gte: '5', add_time__gt: utc(20) })).toEqual([
			old,
		]);
		const refused = new URLSearchParams({ add_time__gt: utc(31), add_time__lt: utc(0) });
		expect(await lab.api('GET', `/Recording/?${refused}`)).toMatchObject({
			status: 400,
			body: { error: 'add_time must not span more than 30 days' },
		});
		expect((await lab.api('GET', '/Recording/?add_time=yesterday')).status).toBe(400);
	});

	it('pages', async () => {
		lab = await PhoneLab.start();
		const ids = Array.from({ length: 21 }, () => add()).reverse();
		expect(await listed({})).toEqual(ids.slice(0, 20));
		expect(await listed({ offset: '20' })).toEqual(ids.slice(20));
		expect((await lab.api('GET', '/Recording/?limit=21')).status).toBe(400);
	});

	it('deletes a recording together with its file', async () => {
		lab = await PhoneLab.start();
		const [id, other] = [add(), add()];
		const url = lab.plivo.recordings.urlOf(id);
		expect((await fetch(url)).status).toBe(200);
		expect(await lab.api('DELETE', `/Recording/${id}/`)).toEqual({ status: 204, body: {} });
		expect((await fetch(url)).status).toBe(404);
		expect((await lab.api('DELETE', `/Recording/${id}/`)).status).toBe(404);
		expect((await lab.api('GET', `/Recording/${id}/`)).status).toBe(404);
		expect(await listed({})).toEqual([other]);
	});
});

describe('the file of a recording', () => {
	it('is a WAV file for everybody who knows its URL', async () => {
		lab = await PhoneLab.start();
		const file = await fetch(lab.plivo.recordings.urlOf(add()));
		expect(file.headers.get('content-type')).toBe('audio/wav');
		const { sampleRate, samples } = decodeWav(new Uint8Array(await file.arrayBuffer()));
		expect([sampleRate, samples.length]).toEqual([8000, 20_000]);
	});

	it('is for the account only in that variant', async () => {
		lab = await PhoneLab.start({ recordingMediaAuth: 'basic' });
		const url = lab.plivo.recordings.urlOf(add());
		const statusWith = async (token?: string) => {
			const headers = token && {
				authorization: `Basic ${btoa(`${lab.plivo.account.authId}:${token}`)}`,
			};
			return (await fetch(url, { headers: headers || {} })).status;
		};
		expect(await statusWith()).toBe(401);
		expect(await statusWith('wrong')).toBe(401);
		expect(await statusWith(lab.plivo.account.authToken)).toBe(200);
	});
});
