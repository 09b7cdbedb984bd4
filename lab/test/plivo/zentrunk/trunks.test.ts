import { AN_API_ID, NO_UUID, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

interface Trunk {
	trunk_id: string;
}

async function parts(): Promise<{ uri: string; other: string; credential: string; list: string }> {
	return {
		uri: lab.state.addUri({ uri: 'one.example.com' }).uri_uuid,
		other: lab.state.addUri({ uri: 'two.example.com' }).uri_uuid,
		credential: lab.state.addCredential({ username: 'agent007', password: 'secret!' })
			.credential_uuid,
		list: lab.state.addIpAccessControlList({ ip_addresses: ['1.2.3.4'] }).ipacl_uuid,
	};
}

describe('/Zentrunk/Trunk/ (plivo.md §2.4)', () => {
	it('creates an inbound trunk, and shows it in an object', async () => {
		lab = await ZentrunkLab.start();
		const { uri, other } = await parts();
		const answer = await lab.api('POST', '/Trunk/', {
			name: 'In',
			trunk_direction: 'inbound',
			primary_uri_uuid: uri,
			fallback_uri_uuid: other,
		});
		const trunk_id = answer.body.trunk_id as string;
		expect(answer).toEqual({
			status: 201,
			body: { api_id: AN_API_ID, message: 'Trunk created successfully.', trunk_id },
		});
		expect(trunk_id).toMatch(/^\d{17}$/);
		expect(String(Number(trunk_id))).not.toBe(trunk_id);
		expect((await lab.api('GET', `/Trunk/${trunk_id}/`)).body).toEqual({
			api_id: AN_API_ID,
			object: {
				trunk_id,
				trunk_domain: `${trunk_id}.zt.plivo.com`,
				name: 'In',
				trunk_status: 'enabled',
				trunk_direction: 'inbound',
				secure: false,
				ipacl_uuid: null,
				credential_uuid: null,
				primary_uri_uuid: uri,
				fallback_uri_uuid: other,
			},
		});
	});

	it('creates outbound trunks with a credential, a list, or both', async () => {
		lab = await ZentrunkLab.start();
		const { credential, list } = await parts();
		for (const login of [
			{ credential_uuid: credential },
			{ ipacl_uuid: list },
			{ credential_uuid: credential, ipacl_uuid: list },
		]) {
			const body = {
				trunk_direction: 'outbound',
				trunk_status: 'disabled',
				secure: true,
				...login,
			};
			const { status, body: answer } = await lab.api('POST', '/Trunk/', body);
			expect(status).toBe(201);
			expect(lab.state.trunks.get(answer.trunk_id as string)).toMatchObject(body);
		}
	});

	it.each([
		['flat', 'absent'],
		['wrapped', 'present'],
	] as const)('is %s, its domain %s in those variants', async (trunkGet, trunkDomainOnCreate) => {
		lab = await ZentrunkLab.start({ trunkGet, trunkDomainOnCreate });
		const { uri } = await parts();
		const body = { trunk_direction: 'inbound', primary_uri_uuid: uri };
		const { body: answer } = await lab.api('POST', '/Trunk/', body);
		const id = answer.trunk_id as string;
		expect(answer.trunk_domain).toBe(
			trunkDomainOnCreate === 'present' ? `${id}.zt.plivo.com` : undefined,
		);
		const found = (await lab.api('GET', `/Trunk/${id}/`)).body;
		expect(trunkGet === 'flat' ? found : found.object).toMatchObject({ trunk_id: id });
		expect(Object.hasOwn(found, 'object')).toBe(trunkGet === 'wrapped');
	});

	it.each([
		[{}, 400, 'trunk_direction parameter is missing'],
		[{ trunk_direction: 'both' }, 400, 'trunk_direction must be one of inbound, outbound'],
		[{ trunk_direction: 'inbound' }, 422, 'primary_uri_uuid is required for an inbound trunk'],
		[
			{ trunk_direction: 'outbound', name: 'Out' },
			422,
			'credential_uuid or ipacl_uuid is required for an outbound trunk',
		],
		[{ trunk_direction: 'inbound', primary_uri_uuid: NO_UUID }, 400, 'primary_uri_uuid is invalid'],
		[{ trunk_direction: 'outbound', credential_uuid: NO_UUID }, 400, 'credential_uuid is invalid'],
		[{ trunk_direction: 'outbound', ipacl_uuid: NO_UUID }, 400, 'ipacl_uuid is invalid'],
		[{ trunk_direction: 'outbound', ipacl_uuid: null }, 400, 'ipacl_uuid must be a string'],
		[
			{ trunk_direction: 'inbound', trunk_status: 'on' },
			400,
			'trunk_status must be one of enabled, disabled',
		],
		[{ trunk_direction: 'inbound', secure: 'yes' }, 400, 'secure must be true or false'],
	])('refuses to create from %j', async (body, status, words) => {
		lab = await ZentrunkLab.start();
		expect(await lab.refusal('POST', '/Trunk/', body)).toEqual([status, words]);
		expect(lab.state.trunks.size).toBe(0);
	});

	it('refuses a fallback that is not there', async () => {
		lab = await ZentrunkLab.start();
		const { uri } = await parts();
		const body = {
			trunk_direction: 'inbound',
			primary_uri_uuid: uri,
			fallback_uri_uuid: NO_UUID,
		};
		expect((await lab.api('POST', '/Trunk/', body)).status).toBe(400);
	});

	it('drops the references of the other direction', async () => {
		lab = await ZentrunkLab.start();
		const { uri, credential } = await parts();
		const body = {
			trunk_direction: 'outbound',
			credential_uuid: credential,
			primary_uri_uuid: uri,
		};
		expect((await lab.api('POST', '/Trunk/', body)).status).toBe(201);
		expect([...lab.state.trunks.values()][0]?.primary_uri_uuid).toBeNull();
		expect(lab.phone.unknownFields()).toEqual([expect.stringContaining('primary_uri_uuid')]);
	});

	it('updates only with its direction', async () => {
		lab = await ZentrunkLab.start();
		const { uri, other } = await parts();
		const trunk = lab.state.addTrunk({ primary_uri_uuid: uri });
		const path = `/Trunk/${trunk.trunk_id}/`;
		expect(await lab.refusal('POST', path, { name: 'New' })).toEqual([
			400,
			'trunk_direction parameter is missing',
		]);
		expect(await lab.refusal('POST', path, { trunk_direction: 'outbound' })).toEqual([
			400,
			'trunk_direction of this trunk is inbound',
		]);
		const changes = { name: 'New', trunk_status: 'disabled', primary_uri_uuid: other };
		const body = { trunk_direction: 'inbound', secure: true, ...changes };
		expect(await lab.api('POST', path, body)).toMatchObject({
			status: 202,
			body: { message: 'Trunk updated successfully.' },
		});
		expect(trunk).toMatchObject({ ...changes, secure: true, fallback_uri_uuid: null });
		const wrong = { trunk_direction: 'inbound', fallback_uri_uuid: NO_UUID };
		expect((await lab.api('POST', path, wrong)).status).toBe(400);
		expect((await lab.api('POST', '/Trunk/1/', body)).status).toBe(404);
	});

	it('filters its list', async () => {
		lab = await ZentrunkLab.start();
		const { uri, other, credential, list } = await parts();
		const inbound = lab.state.addTrunk({ primary_uri_uuid: uri, fallback_uri_uuid: other });
		const outbound = lab.state.addTrunk({
			trunk_direction: 'outbound',
			trunk_status: 'disabled',
			secure: true,
			credential_uuid: credential,
			ipacl_uuid: list,
		});
		const ids = async (query: string) =>
			(await lab.list<Trunk>(`/Trunk/?${query}`)).map((trunk) => trunk.trunk_id);
		const { trunk_id: first } = inbound;
		const { trunk_id: second } = outbound;
		expect(await ids('')).toEqual([first, second]);
		expect(await ids('trunk_direction=inbound')).toEqual([first]);
		expect(await ids('trunk_status=disabled')).toEqual([second]);
		expect(await ids('secure=true')).toEqual([second]);
		expect(await ids(`primary_uri_uuid=${uri}`)).toEqual([first]);
		expect(await ids(`fallback_uri_uuid=${uri}`)).toEqual([]);
		expect(await ids(`fallback_uri_uuid=${other}&secure=false`)).toEqual([first]);
		expect(await ids(`credential_uuid=${credential}`)).toEqual([second]);
		expect(await ids(`ipacl_uuid=${list}&limit=1`)).toEqual([second]);
		expect(await ids('limit=1&offset=1')).toEqual([second]);
		expect(lab.phone.unknownFields()).toEqual([]);
		expect(await ids('name=In')).toEqual([first, second]);
		expect(lab.phone.unknownFields()).toHaveLength(1);
		expect((await lab.api('GET', '/Trunk/?trunk_direction=up')).status).toBe(400);
	});

	it('deletes, and its numbers lose their routing', async () => {
		lab = await ZentrunkLab.start();
		const { trunk_id } = lab.state.addTrunk();
		await lab.phone.api('POST', '/Number/14155550123/', { app_id: trunk_id });
		const application = async () =>
			(await lab.phone.api('GET', '/Number/14155550123/')).body.application;
		expect(await application()).toBe(
			`/v1/Account/MALABPHONE0000000000/Zentrunk/Trunk/${trunk_id}/`,
		);
		expect((await lab.api('DELETE', `/Trunk/${trunk_id}/`)).status).toBe(204);
		expect(await application()).toBeNull();
		expect((await lab.api('DELETE', `/Trunk/${trunk_id}/`)).status).toBe(404);
		expect((await lab.api('GET', `/Trunk/${trunk_id}/`)).status).toBe(404);
	});

	it('attaches a number with the id as a string only', async () => {
		lab = await ZentrunkLab.start();
		const { trunk_id } = lab.state.addTrunk();
		const attach = async (app_id: unknown) =>
			(await lab.phone.api('POST', '/Number/14155550123/', { app_id })).status;
		expect(await attach(Number(trunk_id))).toBe(400);
		expect(await attach(trunk_id)).toBe(202);
	});
});
