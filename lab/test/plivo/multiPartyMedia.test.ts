import { AN_API_ID, saidFile, texts } from './callActionsLab';
import { ConferenceLab, said } from './conferenceLab';
import { MPC, takePart, TIME } from './multiPartyLab';
import { until } from './phoneLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const joined = async (role: string, attributes?: string, ...after: string[]) =>
	await takePart(lab, role, attributes, ...after);

const api = async (method: string, path: string, body?: unknown) =>
	await lab.phones.api(method, path, body);

describe('/MultiPartyCall/{mpc}/Record/ and Member/ (plivo-conferences.md §C3.2)', () => {
	it('records, pauses, resumes and stops; the callback tells', async () => {
		lab = await ConferenceLab.start();
		lab.phones.customer.on('/recorded', '');
		const customer = await joined('customer');
		const agent = await joined('agent');
		const started = await api('POST', `${MPC}/Record/`, {
			file_format: 'wav',
			recording_callback_url: `${lab.url}/recorded`,
		});
		expect(started).toEqual({
			status: 202,
			body: {
				api_id: AN_API_ID,
				message: 'MPC: Help Desk record started',
				recording_id: AN_API_ID,
				recording_url: expect.stringMatching(/\.wav$/),
			},
		});
		const say = async (text: string) => {
			await customer.call.say(text);
			await agent.call.waitForHeard(new RegExp(text));
		};
		const recording = async () => (await api('GET', `${MPC}/`)).body.recording;
		expect(await recording()).toBe('recording');
		await say('one');
		expect((await api('POST', `${MPC}/Record/Pause/`, {})).status).toBe(204);
		expect(await recording()).toBe('paused');
		await say('two');
		expect((await api('POST', `${MPC}/Record/Resume/`, {})).status).toBe(204);
		await say('three');
		expect((await api('DELETE', `${MPC}/Record/`)).status).toBe(204);
		expect(await recording()).toBe('not-recording');
		await until(() => lab.phones.customer.at('/recorded').length === 4);
		const callbacks = lab.phones.customer.at('/recorded').map(({ fields }) => fields);
		expect(callbacks.map((fields) => [fields.SequenceNumber, fields.EventName])).toEqual([
			['1', 'MPCRecordingInitiated'],
			['2', 'MPCRecordingPaused'],
			['3', 'MPCRecordingResumed'],
			['4', 'MPCRecordingCompleted'],
		]);
		expect(callbacks[3]).toMatchObject({
			MPCName: 'Help Desk',
			RecordingUUID: started.body.recording_id,
			RecordingURL: started.body.recording_url,
			RecordingDuration: expect.stringMatching(/^\d+$/),
			RecordingStartTime: TIME,
			RecordingEndTime: TIME,
		});
		expect(await said(callbacks[3]?.RecordingURL)).toEqual(['one', 'three']);
		const shown = await api('GET', `/Recording/${String(started.body.recording_id)}/`);
		expect(shown.body).toMatchObject({ mpc_name: 'Help Desk', mpc_uuid: callbacks[3]?.MPCUUID });
	});

	it('records one participant by themselves', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		const path = `${MPC}/Participant/${customer.id}/Record/`;
		const { body } = await api('POST', path, { record_track_type: 'participant' });
		await agent.call.say('not this');
		await customer.call.waitForHeard(/not this/);
		await customer.call.say('but this');
		await agent.call.waitForHeard(/but this/);
		expect((await api('POST', `${path}Pause/`, { record_track_type: 'participant' })).status).toBe(
			204,
		);
		expect((await api('POST', `${path}Resume/`, { record_track_type: 'both' })).status).toBe(204);
		expect((await api('DELETE', path, { record_track_type: 'participant' })).status).toBe(204);
		expect(await said(body.recording_url as string)).toEqual(['but this']);
		expect((await api('POST', path, { record_track_type: 'half' })).status).toBe(400);
	});

	it.each([204, 404] as const)('stops nothing with %s in that variant', async (status) => {
		lab = await ConferenceLab.start({ idleRecordingStopStatus: status });
		await joined('customer');
		expect((await api('DELETE', `${MPC}/Record/`)).status).toBe(status);
	});

	it('plays and speaks to one, and to all', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer');
		const agent = await joined('agent');
		const path = `${MPC}/Member/${agent.id}/`;
		const url = saidFile(lab.phones, 'tune.wav', 'a tune');
		expect(await api('POST', `${path}Play/`, { url })).toEqual({
			status: 202,
			body: {
				api_id: AN_API_ID,
				message: 'play queued into MPC',
				mpcMemberId: [agent.id],
				mpcName: 'Help Desk',
			},
		});
		await agent.call.waitForHeard(/a tune/);
		expect((await api('DELETE', `${path}Play/`)).status).toBe(204);
		expect(await api('POST', `${MPC}/Member/all/Speak/`, { text: 'listen' })).toMatchObject({
			status: 202,
			body: { message: 'speak queued into MPC', mpcMemberId: ['all'] },
		});
		await agent.call.waitForHeard(/listen/);
		await customer.call.waitForHeard(/listen/);
		expect(texts(customer.call)).toEqual(['listen']);
		expect((await api('DELETE', `${MPC}/Member/all/Speak/`)).status).toBe(204);
		expect((await api('POST', `${path}Play/`, {})).status).toBe(400);
		expect((await api('POST', `${path}Speak/`, {})).status).toBe(400);
	});
});
