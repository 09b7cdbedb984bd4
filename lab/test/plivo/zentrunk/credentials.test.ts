import { A_UUID, AN_API_ID, NO_UUID, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const LOGIN = { username: 'agent007', password: 'licence2kill!' };

async function created(body: object = LOGIN): Promise<string> {
	return (await lab.api('POST', '/Credential/', body)).body.credential_uuid as string;
}

describe('/Zentrunk/Credential/ (plivo.md §2.1)', () => {
	it('creates, shows and lists, and never returns the password', async () => {
		lab = await ZentrunkLab.start();
		expect(await lab.api('POST', '/Credential/', { name: 'Agent', ...LOGIN })).toEqual({
			status: 201,
			body: {
				api_id: AN_API_ID,
				message: 'credential created successfully.',
				credential_uuid: A_UUID,
			},
		});
		const [credential] = lab.state.credentials.values();
		const shown = {
			credential_uuid: credential?.credential_uuid,
			name: 'Agent',
			username: 'agent007',
		};
		expect(credential?.password).toBe('licence2kill!');
		expect(await lab.api('GET', `/Credential/${shown.credential_uuid}/`)).toEqual({
			status: 200,
			body: { api_id: AN_API_ID, ...shown },
		});
		expect(await lab.list('/Credential/')).toEqual([shown]);
		expect(JSON.stringify(lab.phone.log.entries)).not.toContain('licence2kill');
	});

	it.each([
		[{ password: LOGIN.password }, 'username parameter is missing'],
		[{ username: LOGIN.username }, 'password parameter is missing'],
		[{ ...LOGIN, username: 'ab12' }, 'username must have 5 to 20 letters and digits'],
		[{ ...LOGIN, username: 'a'.repeat(21) }, 'username must have 5 to 20 letters and digits'],
		[{ ...LOGIN, username: 'agent_007' }, 'username must have 5 to 20 letters and digits'],
		[{ ...LOGIN, password: 'nospecial1' }, expect.stringContaining('at least one of them special')],
		[{ ...LOGIN, password: 'ab1!' }, expect.stringContaining('5 to 20')],
		[{ ...LOGIN, password: `${'a'.repeat(20)}!` }, expect.stringContaining('5 to 20')],
		[{ ...LOGIN, password: 'white space!' }, expect.stringContaining('password')],
		[{ ...LOGIN, name: 7 }, 'name must be a string'],
	])('refuses to create from %j', async (body, words) => {
		lab = await ZentrunkLab.start();
		expect(await lab.refusal('POST', '/Credential/', body)).toEqual([400, words]);
		expect(lab.state.credentials.size).toBe(0);
	});

	it('updates, and blanks a password that an update leaves out', async () => {
		lab = await ZentrunkLab.start();
		const id = await created();
		const update = { username: 'agent008', password: 'another1!' };
		expect(await lab.api('POST', `/Credential/${id}/`, update)).toEqual({
			status: 202,
			body: {
				api_id: AN_API_ID,
				message: 'Credential updated successfully.',
				credential_uuid: id,
			},
		});
		expect(lab.state.credentials.get(id)).toMatchObject(update);
		await lab.api('POST', `/Credential/${id}/`, { name: 'Only the name' });
		expect(lab.state.credentials.get(id)).toEqual({
			credential_uuid: id,
			name: 'Only the name',
			username: 'agent008',
			password: '',
		});
	});

	it('refuses a password without its user name', async () => {
		lab = await ZentrunkLab.start();
		const id = await created();
		const body = { password: 'another1!' };
		expect(await lab.refusal('POST', `/Credential/${id}/`, body)).toEqual([
			400,
			'username parameter is missing',
		]);
		expect(lab.state.credentials.get(id)?.password).toBe(LOGIN.password);
	});

	it('deletes, and leaves trunks without it', async () => {
		lab = await ZentrunkLab.start();
		const id = await created();
		const trunk = lab.state.addTrunk({ trunk_direction: 'outbound', credential_uuid: id });
		expect(await lab.api('DELETE', `/Credential/${id}/`)).toEqual({ status: 204, body: {} });
		expect(trunk.credential_uuid).toBeNull();
		for (const [method, body] of [['GET'], ['POST', {}], ['DELETE']] as const) {
			expect(await lab.refusal(method, `/Credential/${id}/`, body)).toEqual([404, 'not found']);
		}
	});

	it('pages by 20, and has no filter', async () => {
		lab = await ZentrunkLab.start();
		for (let i = 0; i < 23; i++) lab.state.addCredential({ ...LOGIN, name: `${i}` });
		expect(await lab.list('/Credential/')).toHaveLength(20);
		expect(await lab.list('/Credential/?offset=20')).toHaveLength(3);
		expect(await lab.list('/Credential/?name=3&limit=5')).toHaveLength(5);
		expect(lab.phone.unknownFields()).toEqual([expect.stringContaining('name')]);
		expect(await lab.refusal('GET', '/Credential/?limit=21')).toEqual([
			400,
			'limit must be between 1 and 20',
		]);
	});

	it.each([
		['withoutSlash', 'v1/Account/'],
		['withSlash', '/v1/Account/'],
	] as const)('writes links %s in that variant', async (zentrunkLinks, begin) => {
		lab = await ZentrunkLab.start({ zentrunkLinks });
		for (let i = 0; i < 3; i++) lab.state.addCredential(LOGIN);
		const { body } = await lab.api('GET', '/Credential/?limit=1&offset=1');
		const path = `${begin}MALABPHONE0000000000/Zentrunk/Credential/`;
		expect(body.meta).toEqual({
			limit: 1,
			offset: 1,
			total_count: 3,
			next: `${path}?limit=1&offset=2`,
			previous: `${path}?limit=1&offset=0`,
		});
	});

	it('wraps what is looked up in that variant', async () => {
		lab = await ZentrunkLab.start({ zentrunkGet: 'wrapped' });
		const id = await created();
		expect((await lab.api('GET', `/Credential/${id}/`)).body).toEqual({
			api_id: AN_API_ID,
			object: { credential_uuid: id, name: '', username: 'agent007' },
		});
	});

	it('honors the variants of statuses and errors', async () => {
		lab = await ZentrunkLab.start({ createStatus: 200, updateStatus: 200, errorBody: 'message' });
		expect((await lab.api('POST', '/Credential/', LOGIN)).status).toBe(200);
		const [id] = lab.state.credentials.keys();
		expect((await lab.api('POST', `/Credential/${id}/`, LOGIN)).status).toBe(200);
		expect((await lab.api('POST', '/Credential/', {})).body).toEqual({
			api_id: AN_API_ID,
			message: 'username parameter is missing',
		});
	});
});

describe('an account without SIP trunking (plivo.md §2.7)', () => {
	it.each([
		['GET', '/Credential/'],
		['GET', '/IPAccessControlList/'],
		['GET', '/URI/'],
		['GET', `/Trunk/${NO_UUID}/`],
		['POST', '/Trunk/'],
		['DELETE', `/URI/${NO_UUID}/`],
		['GET', '/Call/'],
	])('is refused %s %s', async (method, path) => {
		lab = await ZentrunkLab.start();
		lab.state.enabled = false;
		expect(await lab.refusal(method, path, method === 'POST' ? {} : undefined)).toEqual([
			403,
			'SIP trunking is not enabled for this account',
		]);
	});

	it('still has its numbers', async () => {
		lab = await ZentrunkLab.start();
		lab.state.enabled = false;
		expect((await lab.phone.api('GET', '/Number/')).status).toBe(200);
	});
});
