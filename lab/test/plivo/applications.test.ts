import { PhoneLab } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const ANSWER_URL = 'https://n8n.example.com/webhook/plivo#rt=3000&rc=0';

describe('/Application/ (plivo.md §4)', () => {
	it('creates with a decimal id that a number cannot hold, and shows the defaults', async () => {
		lab = await PhoneLab.start();
		const created = await lab.api('POST', '/Application/', {
			app_name: 'n8n_agent-1',
			answer_url: ANSWER_URL,
		});
		expect(created).toMatchObject({ status: 201, body: { message: 'created' } });
		const id = created.body.app_id as string;
		expect(id).toMatch(/^\d{17}$/);
		expect(Number(id)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
		expect(String(Number(id))).not.toBe(id);
		expect((await lab.api('GET', `/Application/${id}/`)).body).toMatchObject({
			api_id: expect.any(String) as string,
			app_id: id,
			app_name: 'n8n_agent-1',
			answer_url: ANSWER_URL,
			answer_method: 'POST',
			hangup_url: ANSWER_URL,
			hangup_method: 'POST',
			fallback_answer_url: '',
			fallback_method: 'POST',
			default_number_app: false,
			enabled: true,
			sip_uri: `sip:${id}@app.plivo.com`,
			resource_uri: `/v1/Account/MALABPHONE0000000000/Application/${id}/`,
		});
	});

	it('updates only what is sent', async () => {
		lab = await PhoneLab.start();
		const path = `/Application/${lab.application.app_id}/`;
		expect(
			await lab.api('POST', path, {
				answer_url: ANSWER_URL,
				answer_method: 'GET',
				fallback_answer_url: 'https://bridge.example.com/fallback/x',
				default_number_app: 'true',
			}),
		).toEqual({
			status: 202,
			body: { api_id: expect.any(String) as string, message: 'changed' },
		});
		expect((await lab.api('GET', path)).body).toMatchObject({
			app_name: 'lab-application',
			answer_url: ANSWER_URL,
			answer_method: 'GET',
			hangup_url: `${lab.customer.url}/hangup`,
			fallback_answer_url: 'https://bridge.example.com/fallback/x',
			default_number_app: true,
		});
		await lab.api('POST', path, { fallback_answer_url: '', hangup_url: 'https://x.example/h' });
		expect((await lab.api('GET', path)).body).toMatchObject({
			fallback_answer_url: '',
			hangup_url: 'https://x.example/h',
		});
	});

	it.each([
		[{ answer_url: ANSWER_URL }, 'app_name parameter is missing'],
		[{ app_name: 'x' }, 'answer_url parameter is missing'],
		[{ app_name: 'with space', answer_url: ANSWER_URL }, 'app_name may hold only'],
		[{ app_name: 'x', answer_url: 'ftp://x.example/' }, 'answer_url is not a valid URL'],
		[{ app_name: 'x', answer_url: 'nonsense' }, 'answer_url is not a valid URL'],
		[{ app_name: 'x', answer_url: ANSWER_URL, answer_method: 'PUT' }, 'answer_method must be'],
		[{ app_name: 'x', answer_url: ANSWER_URL, hangup_url: 7 }, 'hangup_url is not a valid URL'],
		[{ app_name: 'x', answer_url: ANSWER_URL, public_uri: 'yes' }, 'public_uri must be'],
	])('refuses to create from %j', async (body, error) => {
		lab = await PhoneLab.start();
		const answer = await lab.api('POST', '/Application/', body);
		expect(answer.status).toBe(400);
		expect(answer.body.error).toEqual(expect.stringContaining(error));
		expect(lab.plivo.account.applications.size).toBe(1);
	});

	it('drops unknown fields silently, but logs them', async () => {
		lab = await PhoneLab.start();
		const created = await lab.api('POST', '/Application/', {
			app_name: 'x',
			answer_url: ANSWER_URL,
			fallback_url: 'https://x.example/',
			answerMethod: 'GET',
		});
		expect(created.status).toBe(201);
		expect(lab.unknownFields()).toEqual([
			expect.stringContaining('fallback_url'),
			expect.stringContaining('answerMethod'),
		]);
	});

	it('lists by prefix of the name, in pages', async () => {
		lab = await PhoneLab.start();
		for (let i = 0; i < 25; i++) {
			lab.plivo.account.addApplication({ app_name: `agent-${i}`, answer_url: ANSWER_URL });
		}
		const first = await lab.api('GET', '/Application/?app_name=agent');
		expect(first.body).toMatchObject({
			meta: {
				limit: 20,
				offset: 0,
				total_count: 25,
				next: '/v1/Account/MALABPHONE0000000000/Application/?limit=20&offset=20',
				previous: null,
			},
		});
		expect(first.body.objects).toHaveLength(20);
		const second = await lab.api('GET', '/Application/?app_name=agent&limit=20&offset=20');
		expect(second.body.objects).toHaveLength(5);
		expect(second.body.meta).toMatchObject({
			next: null,
			previous: '/v1/Account/MALABPHONE0000000000/Application/?limit=20&offset=0',
		});
		expect((await lab.api('GET', '/Application/?app_name=gent')).body.objects).toEqual([]);
		expect((await lab.api('GET', '/Application/?limit=21')).status).toBe(400);
		expect((await lab.api('GET', '/Application/?limit=0')).status).toBe(400);
	});

	it('deletes, and detaches the numbers', async () => {
		lab = await PhoneLab.start();
		const path = `/Application/${lab.application.app_id}/`;
		expect(await lab.api('DELETE', `${path}?cascade=true`)).toEqual({ status: 204, body: {} });
		expect((await lab.api('GET', path)).status).toBe(404);
		expect((await lab.api('DELETE', path)).status).toBe(404);
		expect((await lab.api('GET', '/Number/14155550123/')).body.application).toBeNull();
	});

	it('answers 200 to creates and updates in those variants', async () => {
		lab = await PhoneLab.start({ createStatus: 200, updateStatus: 200 });
		const body = { app_name: 'x', answer_url: ANSWER_URL };
		const created = await lab.api('POST', '/Application/', body);
		expect(created.status).toBe(200);
		const path = `/Application/${created.body.app_id as string}/`;
		expect((await lab.api('POST', path, {})).status).toBe(200);
	});

	it('routes calls by the URLs that stand there when the call begins', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const path = `/Application/${lab.application.app_id}/`;
		await lab.api('POST', path, { hangup_url: `${lab.customer.url}/other` });
		lab.customer.on('/other', '');
		await lab.call().settled;
		expect(lab.customer.at('/hangup')).toEqual([]);
		expect(lab.customer.at('/other')[0]?.fields).toMatchObject({ Event: 'Hangup' });
	});

	it('sends the hang-up to the answer URL when no hangup_url was given', async () => {
		lab = await PhoneLab.start({}, { hangup_url: null });
		lab.answerWith('<Hangup/>');
		await lab.call().settled;
		expect(lab.customer.at('/answer').map(({ fields }) => fields.Event)).toEqual([
			'StartApp',
			'Hangup',
		]);
	});
});

describe('what plivo.md §4 leaves open about applications', () => {
	it.each([
		['changed', 202, 'renamed'],
		['ignored', 202, 'lab-application'],
		['refused', 400, 'lab-application'],
	] as const)('a new app_name is %s in that variant', async (appNameOnUpdate, status, name) => {
		lab = await PhoneLab.start({ appNameOnUpdate });
		const path = `/Application/${lab.application.app_id}/`;
		const updated = await lab.api('POST', path, { app_name: 'renamed', answer_url: ANSWER_URL });
		expect(updated.status).toBe(status);
		expect((await lab.api('GET', path)).body.app_name).toBe(name);
		expect((await lab.api('POST', path, { app_name: 'lab-application' })).status).toBe(
			appNameOnUpdate === 'refused' ? 202 : status,
		);
		expect((await lab.api('POST', path, { app_name: 'with space' })).status).toBe(400);
	});

	it('a name can be given twice, or not in that variant', async () => {
		const body = { app_name: 'lab-application', answer_url: ANSWER_URL };
		lab = await PhoneLab.start();
		expect((await lab.api('POST', '/Application/', body)).status).toBe(201);
		await lab.stop();
		lab = await PhoneLab.start({ duplicateAppName: 'refused' });
		expect((await lab.api('POST', '/Application/', body)).status).toBe(409);
		const other = lab.plivo.account.addApplication({ app_name: 'x', answer_url: ANSWER_URL });
		const path = `/Application/${other.app_id}/`;
		expect((await lab.api('POST', path, body)).status).toBe(409);
		expect((await lab.api('POST', path, { ...body, app_name: 'x' })).status).toBe(202);
	});

	it.each([
		['detaches', 204, null],
		['refused', 400, 'kept'],
	] as const)('cascade=false %s in that variant', async (deleteWithoutCascade, status, number) => {
		lab = await PhoneLab.start({ deleteWithoutCascade });
		const path = `/Application/${lab.application.app_id}/`;
		expect((await lab.api('DELETE', `${path}?cascade=false`)).status).toBe(status);
		const { application } = (await lab.api('GET', '/Number/14155550123/')).body;
		expect(application).toBe(number && `/v1/Account/MALABPHONE0000000000${path}`);
		const unused = lab.plivo.account.addApplication({ answer_url: ANSWER_URL });
		expect((await lab.api('DELETE', `/Application/${unused.app_id}/?cascade=false`)).status).toBe(
			204,
		);
	});
});

describe('more of /Application/ (plivo.md §4)', () => {
	it('stores every field, and filters by subaccount', async () => {
		lab = await PhoneLab.start();
		const facts = {
			app_name: 'all',
			answer_url: ANSWER_URL,
			answer_method: 'GET',
			hangup_url: 'https://x.example/hangup',
			hangup_method: 'GET',
			fallback_answer_url: 'https://x.example/fallback',
			fallback_method: 'GET',
			message_url: 'https://x.example/message',
			message_method: 'GET',
			default_number_app: true,
			default_endpoint_app: true,
			log_incoming_messages: false,
			public_uri: true,
		};
		const subaccount = 'SA00000000000000LAB1';
		const created = await lab.api('POST', '/Application/', { ...facts, subaccount });
		const id = created.body.app_id as string;
		expect((await lab.api('GET', `/Application/${id}/`)).body).toEqual({
			...facts,
			api_id: expect.any(String) as string,
			app_id: id,
			application_type: 'XML',
			default_app: true,
			enabled: true,
			resource_uri: `/v1/Account/MALABPHONE0000000000/Application/${id}/`,
			sip_uri: `sip:${id}@app.plivo.com`,
			sub_account: subaccount,
		});
		const list = await lab.api('GET', `/Application/?subaccount=${subaccount}`);
		expect(list.body.objects).toMatchObject([{ app_id: id }]);
		expect((await lab.api('GET', '/Application/?subaccount=main')).status).toBe(400);
	});

	it('has one default application for numbers', async () => {
		lab = await PhoneLab.start({}, { default_number_app: true });
		await lab.api('POST', '/Application/', {
			app_name: 'new',
			answer_url: ANSWER_URL,
			default_number_app: true,
		});
		expect(lab.application.default_number_app).toBe(false);
		const path = `/Application/${lab.application.app_id}/`;
		await lab.api('POST', path, { default_number_app: true });
		const defaults = [...lab.plivo.account.applications.values()].filter(
			(one) => one.default_number_app,
		);
		expect(defaults).toEqual([lab.application]);
	});

	it('wants the application that takes over the endpoints to exist', async () => {
		lab = await PhoneLab.start();
		const other = lab.plivo.account.addApplication({ answer_url: ANSWER_URL });
		const path = `/Application/${other.app_id}/?cascade=false&new_endpoint_application=`;
		expect((await lab.api('DELETE', `${path}123`)).status).toBe(400);
		expect((await lab.api('DELETE', `${path}${lab.application.app_id}`)).status).toBe(204);
		expect(lab.unknownFields()).toEqual([]);
	});
});
