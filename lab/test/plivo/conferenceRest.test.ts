import { ConferenceLab, ROOM, said } from './conferenceLab';
import { until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const member = async (attributes = '', ...after: string[]) =>
	await lab.member(attributes, ...after);

const api = async (method: string, path: string, body?: unknown) =>
	await lab.phones.api(method, path, body);

describe('/Conference/ (plivo-conferences.md §C1)', () => {
	it('lists the names of what is going on, and nothing afterwards', async () => {
		lab = await ConferenceLab.start();
		expect((await api('GET', '/Conference/')).body).toEqual({
			api_id: expect.any(String),
			conferences: [],
		});
		const { call } = await member();
		expect((await api('GET', '/Conference/')).body.conferences).toEqual(['My Room']);
		call.hangUp();
		await lab.event({ ConferenceAction: 'exit' });
		expect((await api('GET', '/Conference/')).body.conferences).toEqual([]);
	});

	it('gets one with its members', async () => {
		lab = await ConferenceLab.start();
		const { call, id } = await member('muted="true"');
		const { status, body } = await api('GET', `${ROOM}/`);
		expect(status).toBe(200);
		expect(body).toEqual({
			api_id: expect.any(String),
			conference_name: 'My Room',
			conference_run_time: expect.stringMatching(/^\d+$/),
			conference_member_count: '1',
			members: [
				{
					muted: true,
					member_id: id,
					deaf: false,
					from: call.facts.from,
					to: call.facts.to,
					caller_name: `+${call.facts.from}`,
					direction: 'inbound',
					call_uuid: call.uuid,
					join_time: expect.stringMatching(/^\d+$/),
				},
			],
		});
		expect(id).toMatch(/^\d+$/);
	});

	it('stands in the record of a call that was in it', async () => {
		lab = await ConferenceLab.start();
		const { call } = await member();
		call.hangUp();
		await call.settled;
		const { ConferenceUUID } = await lab.event({ ConferenceAction: 'enter' });
		const { body } = await api('GET', `/Call/${call.uuid}/`);
		expect(body.conference_uuid).toBe(ConferenceUUID);
	});

	it('records: the file has all voices, the callback is in snake case', async () => {
		lab = await ConferenceLab.start();
		const [anna, ben] = [await member(), await member()];
		lab.phones.customer.on('/recorded', '');
		const started = await api('POST', `${ROOM}/Record/`, {
			file_format: 'wav',
			callback_url: `${lab.url}/recorded`,
		});
		expect(started).toEqual({
			status: 202,
			body: {
				api_id: expect.any(String),
				message: 'conference recording started',
				recording_id: expect.any(String),
				url: expect.stringMatching(/\.wav$/),
			},
		});
		await anna.call.say('one');
		await ben.call.waitForHeard(/one/);
		await ben.call.say('two');
		await anna.call.waitForHeard(/two/);
		expect((await api('DELETE', `${ROOM}/Record/`)).status).toBe(204);
		await until(() => lab.phones.customer.at('/recorded').length === 1);
		const fields = lab.phones.customer.at('/recorded')[0]?.fields;
		expect(fields).toEqual({
			api_id: started.body.api_id,
			record_url: started.body.url,
			recording_id: started.body.recording_id,
			conference_name: 'My Room',
			recording_duration: expect.stringMatching(/^\d+$/),
			recording_duration_ms: expect.stringMatching(/^\d+$/),
			recording_start_ms: expect.stringMatching(/^\d+$/),
			recording_end_ms: expect.stringMatching(/^\d+$/),
		});
		expect(await said(fields?.record_url)).toEqual(['one', 'two']);
		const shown = await api('GET', `/Recording/${String(started.body.recording_id)}/`);
		expect(shown.body).toMatchObject({
			conference_name: 'My Room',
			recording_type: 'conference',
			call_uuid: anna.call.uuid,
		});
	});

	it('ends a recording at its time limit, and with the conference', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/recorded', '');
		const anna = await member();
		const callback_url = `${lab.url}/recorded`;
		await api('POST', `${ROOM}/Record/`, { time_limit: 1, callback_url });
		await until(() => lab.phones.customer.at('/recorded').length === 1);
		await api('POST', `${ROOM}/Record/`, { callback_url });
		anna.call.hangUp();
		await until(() => lab.phones.customer.at('/recorded').length === 2);
	});

	it('is recorded by its XML, too, which the callbackUrl hears of', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/action', '<Response/>');
		const anna = await member('record="true" recordFileFormat="wav"');
		await anna.call.say('for the record');
		anna.call.hangUp();
		const event = await lab.event({ ConferenceAction: 'record' });
		expect(event).toMatchObject({ RecordUrl: expect.any(String), RecordingID: expect.any(String) });
		expect(await said(event.RecordUrl)).toEqual(['for the record']);
	});

	it.each([
		[204, 204],
		[404, 404],
	] as const)('stops no recording with %s in that variant', async (variant, status) => {
		lab = await ConferenceLab.start({ idleRecordingStopStatus: variant });
		await member();
		expect((await api('DELETE', `${ROOM}/Record/`)).status).toBe(status);
	});

	it.each([
		['GET', `${ROOM}/`],
		['DELETE', `${ROOM}/`],
		['POST', `${ROOM}/Member/all/Mute/`],
		['DELETE', `${ROOM}/Member/10/Speak/`],
		['POST', `${ROOM}/Record/`],
		['DELETE', `${ROOM}/Record/`],
	])('%s %s is not found without the conference', async (method, path) => {
		lab = await ConferenceLab.start();
		const answer = await api(method, path, method === 'POST' ? {} : undefined);
		expect(answer).toMatchObject({ status: 404, body: { error: 'conference not found' } });
	});
});
