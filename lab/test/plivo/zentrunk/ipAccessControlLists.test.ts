import { A_UUID, AN_API_ID, NO_UUID, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const PATH = '/IPAccessControlList/';

describe('/Zentrunk/IPAccessControlList/ (plivo.md §2.2)', () => {
	it('creates, shows and lists', async () => {
		lab = await ZentrunkLab.start();
		const ip_addresses = ['44.229.228.186/32', '44.238.177.138', '2001:db8::/64'];
		expect(await lab.api('POST', PATH, { name: 'Vapi', ip_addresses })).toEqual({
			status: 201,
			body: {
				api_id: AN_API_ID,
				message: 'IP access control list created successfully.',
				ipacl_uuid: A_UUID,
			},
		});
		const [ipacl_uuid] = lab.state.ipAccessControlLists.keys();
		const shown = { ipacl_uuid, name: 'Vapi', ip_addresses };
		expect((await lab.api('GET', `${PATH}${ipacl_uuid}/`)).body).toEqual({
			api_id: AN_API_ID,
			...shown,
		});
		expect(await lab.list(PATH)).toEqual([shown]);
	});

	it.each([
		[{}, 'ip_addresses parameter is missing'],
		[{ ip_addresses: '1.2.3.4' }, 'ip_addresses must be a list of IP addresses'],
		[{ ip_addresses: [] }, 'ip_addresses must be a list of IP addresses'],
		[{ ip_addresses: ['1.2.3.4', 'vapi.ai'] }, 'ip_addresses has an invalid address: "vapi.ai"'],
		[{ ip_addresses: ['1.2.3.256'] }, 'ip_addresses has an invalid address: "1.2.3.256"'],
		[{ ip_addresses: ['1.2.3.4/33'] }, 'ip_addresses has an invalid address: "1.2.3.4/33"'],
		[{ ip_addresses: ['1.2.3.4/8/8'] }, 'ip_addresses has an invalid address: "1.2.3.4/8/8"'],
		[{ ip_addresses: [42] }, 'ip_addresses has an invalid address: 42'],
	])('refuses to create from %j', async (body, words) => {
		lab = await ZentrunkLab.start();
		expect(await lab.refusal('POST', PATH, body)).toEqual([400, words]);
	});

	it.each([
		['accepted', 201],
		['refused', 400],
	] as const)('a range of many addresses is %s in that variant', async (wideCidr, status) => {
		lab = await ZentrunkLab.start({ wideCidr });
		const create = async (address: string) =>
			(await lab.api('POST', PATH, { ip_addresses: [address] })).status;
		expect(await create('10.0.0.0/8')).toBe(status);
		expect(await create('10.0.0.1/32')).toBe(201);
	});

	it('replaces all addresses in an update', async () => {
		lab = await ZentrunkLab.start();
		const list = lab.state.addIpAccessControlList({ ip_addresses: ['1.2.3.4', '1.2.3.5'] });
		const path = `${PATH}${list.ipacl_uuid}/`;
		expect(await lab.api('POST', path, { ip_addresses: ['1.2.3.6'] })).toMatchObject({
			status: 202,
			body: { message: 'IP access control list updated successfully.' },
		});
		expect(list.ip_addresses).toEqual(['1.2.3.6']);
		await lab.api('POST', path, { name: 'Named' });
		expect(list).toMatchObject({ name: 'Named', ip_addresses: ['1.2.3.6'] });
		expect((await lab.api('POST', path, { ip_addresses: ['x'] })).status).toBe(400);
	});

	it('deletes, and leaves trunks without it', async () => {
		lab = await ZentrunkLab.start();
		const { ipacl_uuid } = lab.state.addIpAccessControlList({ ip_addresses: ['1.2.3.4'] });
		const trunk = lab.state.addTrunk({ trunk_direction: 'outbound', ipacl_uuid });
		expect((await lab.api('DELETE', `${PATH}${ipacl_uuid}/`)).status).toBe(204);
		expect(trunk.ipacl_uuid).toBeNull();
		expect((await lab.api('GET', `${PATH}${ipacl_uuid}/`)).status).toBe(404);
		expect((await lab.api('DELETE', `${PATH}${NO_UUID}/`)).status).toBe(404);
	});

	it('wraps what is looked up in that variant', async () => {
		lab = await ZentrunkLab.start({ zentrunkGet: 'wrapped' });
		const list = lab.state.addIpAccessControlList({ ip_addresses: ['1.2.3.4'] });
		expect((await lab.api('GET', `${PATH}${list.ipacl_uuid}/`)).body.object).toEqual(list);
	});
});
