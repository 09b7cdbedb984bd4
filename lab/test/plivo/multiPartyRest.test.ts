import { AN_API_ID } from './callActionsLab';
import { ConferenceLab } from './conferenceLab';
import { MPC, takePart, TIME } from './multiPartyLab';

let lab: ConferenceLab;
afterEach(async () => await lab.stop());

const joined = async (role: string, attributes?: string, ...after: string[]) =>
	await takePart(lab, role, attributes, ...after);

const api = async (method: string, path: string, body?: unknown) =>
	await lab.phones.api(method, path, body);

describe('/MultiPartyCall/ (plivo-conferences.md §C3)', () => {
	it('gets one by name and by uuid; by name only while it goes on', async () => {
		lab = await ConferenceLab.start();
		const { call } = await joined('customer', 'stayAlone="true"');
		const byName = await api('GET', `${MPC}/`);
		expect(byName.status).toBe(200);
		const { resourceUri } = { resourceUri: byName.body.resource_uri as string };
		expect(byName.body).toEqual({
			api_id: AN_API_ID,
			billed_amount: null,
			billed_duration: null,
			creation_time: TIME,
			duration: null,
			end_time: null,
			friendly_name: 'Help Desk',
			mpc_uuid: AN_API_ID,
			participants: `${resourceUri}Participant/`,
			recording: 'not-recording',
			resource_uri: expect.stringMatching(/\/MultiPartyCall\/name_Help Desk\/$/),
			start_time: TIME,
			status: 'Active',
			stay_alone: true,
			sub_account: null,
			termination_cause: null,
			termination_cause_code: null,
		});
		call.hangUp();
		await lab.event({ EventName: 'MPCEnd' });
		expect(await api('GET', `${MPC}/`)).toMatchObject({ status: 404 });
		const byUuid = await api('GET', `/MultiPartyCall/uuid_${String(byName.body.mpc_uuid)}/`);
		expect(byUuid.body).toMatchObject({
			billed_amount: '0.00500',
			billed_duration: 60,
			duration: 1,
			end_time: TIME,
			recording: null,
			status: 'ended',
			termination_cause: 'No Active Participants',
			termination_cause_code: 1000,
		});
	});

	it('lists them, newest first, with count in meta, and filters', async () => {
		lab = await ConferenceLab.start({ endedMpcStatus: 'Ended' });
		await joined('customer');
		await api('DELETE', `${MPC}/`);
		await joined('customer');
		const { body } = await api('GET', '/MultiPartyCall/');
		expect(body.meta).toEqual({ count: 2, limit: 20, offset: 0, next: null, previous: null });
		const statuses = (list: unknown) => (list as { status: string }[]).map(({ status }) => status);
		expect(statuses(body.objects)).toEqual(['Active', 'Ended']);
		const filtered = async (query: string) =>
			statuses((await api('GET', `/MultiPartyCall/?${query}`)).body.objects);
		expect(await filtered('status=ended')).toEqual(['Ended']);
		expect(await filtered('status=active&friendly_name=Help%20Desk')).toEqual(['Active']);
		expect(await filtered('friendly_name=other')).toEqual([]);
		expect(await filtered('termination_cause_code=3000')).toEqual(['Ended']);
		expect(await filtered('end_time__gt=2020-01-01%2000:00')).toEqual(['Ended']);
		expect(await filtered('creation_time__lt=2020-01-01%2000:00')).toEqual([]);
		const page = await api('GET', '/MultiPartyCall/?limit=1');
		expect(page.body.meta).toMatchObject({
			next: expect.stringMatching(/MultiPartyCall\/\?limit=1&offset=1$/),
		});
		expect((await api('GET', '/MultiPartyCall/?status=over')).status).toBe(400);
		expect((await api('GET', '/MultiPartyCall/?limit=21')).status).toBe(400);
	});

	it('starts one that waits, and no other', async () => {
		lab = await ConferenceLab.start();
		const customer = await joined('customer', 'startMpcOnEnter="false"');
		const agent = await joined('agent', 'startMpcOnEnter="false"');
		expect((await api('GET', `${MPC}/`)).body.status).toBe('Initialized');
		expect((await api('POST', `${MPC}/`, {})).status).toBe(400);
		expect((await api('POST', `${MPC}/`, { status: 'active' })).status).toBe(204);
		await customer.call.say('now');
		await agent.call.waitForHeard(/now/);
		expect((await api('POST', `${MPC}/`, { status: 'active' })).status).toBe(404);
	});

	it('ends it: documents go on', async () => {
		lab = await ConferenceLab.start();
		const { call } = await joined('customer', '', '<Speak>it is over</Speak>');
		expect((await api('DELETE', `${MPC}/`)).status).toBe(204);
		await call.waitForHeard(/it is over/);
		expect((await api('DELETE', `${MPC}/`)).status).toBe(404);
	});

	it.each([1000, 0] as const)('says code %s when endMpcOnExit ended it', async (code) => {
		lab = await ConferenceLab.start({ endMpcOnExitCode: code });
		const boss = await joined('agent', 'endMpcOnExit="true"');
		await joined('customer');
		boss.call.hangUp();
		await lab.event({ EventName: 'MPCEnd' });
		const list = await api('GET', '/MultiPartyCall/');
		expect(list.body.objects).toMatchObject([{ termination_cause_code: code }]);
	});

	it.each(['name_nobody', 'uuid_123', 'Help%20Desk'])('does not find %s', async (mpc) => {
		lab = await ConferenceLab.start();
		const path = `/MultiPartyCall/${mpc}`;
		for (const [method, rest] of [
			['GET', '/'],
			['DELETE', '/'],
			['GET', '/Participant/'],
			['POST', '/Participant/all/'],
			['POST', '/Record/'],
			['POST', '/Member/all/Play/'],
		]) {
			const answer = await api(method as string, path + (rest as string), undefined);
			expect(answer).toMatchObject({ status: 404, body: { error: 'multi party call not found' } });
		}
	});
});
