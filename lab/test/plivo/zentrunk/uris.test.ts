import { NUMBER } from '../phoneLab';
import { A_UUID, AN_API_ID, NO_UUID, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const LOGIN = { authentication_needed: true, username: 'plivo', password: 'secret!' };

describe('/Zentrunk/URI/ (plivo.md §2.3)', () => {
	it('creates, shows and lists, and never returns the password', async () => {
		lab = await ZentrunkLab.start();
		const body = { name: 'Agents', uri: 'sip.vapi.ai;transport=udp', ...LOGIN };
		expect(await lab.api('POST', '/URI/', body)).toEqual({
			status: 201,
			body: {
				api_id: AN_API_ID,
				message: 'Origination URI created successfully.',
				uri_uuid: A_UUID,
			},
		});
		const [uri_uuid] = lab.state.uris.keys();
		const shown = {
			uri_uuid,
			name: 'Agents',
			uri: 'sip.vapi.ai;transport=udp',
			authentication_needed: true,
			username: 'plivo',
		};
		expect((await lab.api('GET', `/URI/${uri_uuid}/`)).body).toEqual({
			api_id: AN_API_ID,
			...shown,
		});
		expect(await lab.list('/URI/')).toEqual([shown]);
	});

	it.each([
		'sip.example.com',
		'sip.example.com:5060',
		'192.168.1.100',
		'192.168.1.100:5080',
		'sip:agent@sip.example.com',
		'sip:sip.voice.x.ai;transport=tls',
		'sip.rtc.elevenlabs.io:5061;transport=tls',
		'sip.retellai.com;transport=tcp',
	])('takes %s', async (uri) => {
		lab = await ZentrunkLab.start();
		expect((await lab.api('POST', '/URI/', { uri })).status).toBe(201);
	});

	it.each([
		undefined,
		'',
		7,
		'https://example.com/answer',
		'sip.example.com/answer',
		'two words',
		'sip.example.com:port',
		'sip.example.com:70000',
		'sip.example.com;transport=ws',
		'-example.com',
	])('refuses %j', async (uri) => {
		lab = await ZentrunkLab.start();
		expect((await lab.api('POST', '/URI/', { uri })).status).toBe(400);
	});

	it.each([
		[{ authentication_needed: true }, 422],
		[{ authentication_needed: true, username: 'plivo' }, 422],
		[{ authentication_needed: true, password: 'secret!' }, 422],
		[{ username: 'plivo', password: 'secret!' }, 400],
		[{ authentication_needed: 'maybe' }, 400],
		[{ ...LOGIN, password: '' }, 400],
	])('refuses the login %j', async (login, status) => {
		lab = await ZentrunkLab.start();
		const uri = 'sip.example.com';
		expect((await lab.api('POST', '/URI/', { uri, ...login })).status).toBe(status);
		const known = lab.state.addUri({ uri, ...LOGIN, password: 'old' });
		expect((await lab.api('POST', `/URI/${known.uri_uuid}/`, login)).status).toBe(status);
		expect(known).toMatchObject({ authentication_needed: true, password: 'old' });
	});

	it('updates what it is given, and takes the login away', async () => {
		lab = await ZentrunkLab.start();
		const uri = lab.state.addUri({ uri: 'sip.example.com', ...LOGIN });
		const path = `/URI/${uri.uri_uuid}/`;
		expect(await lab.api('POST', path, { name: 'New', uri: 'other.example.com' })).toMatchObject({
			status: 202,
			body: { message: 'origination uri updated successfully.' },
		});
		expect(uri).toMatchObject({ name: 'New', uri: 'other.example.com', ...LOGIN });
		await lab.api('POST', path, { ...LOGIN, password: 'rotated' });
		expect(uri.password).toBe('rotated');
		await lab.api('POST', path, { authentication_needed: false });
		expect(uri).toMatchObject({ authentication_needed: false, username: null, password: null });
	});

	it('deletes the trunks that point at it, too, and their numbers lead nowhere', async () => {
		lab = await ZentrunkLab.start();
		const { uri_uuid: one } = lab.state.addUri({ uri: 'one.example.com' });
		const { uri_uuid: two } = lab.state.addUri({ uri: 'two.example.com' });
		const primary = lab.state.addTrunk({ primary_uri_uuid: one });
		const fallback = lab.state.addTrunk({ primary_uri_uuid: two, fallback_uri_uuid: one });
		const other = lab.state.addTrunk({ primary_uri_uuid: two });
		const number = lab.phone.plivo.account.addNumber('+14155550199', {
			app_id: primary.trunk_id,
		});
		expect((await lab.api('DELETE', `/URI/${one}/`)).status).toBe(204);
		expect([...lab.state.trunks.keys()]).toEqual([other.trunk_id]);
		expect((await lab.api('GET', `/Trunk/${fallback.trunk_id}/`)).status).toBe(404);
		expect(number.app_id).toBeNull();
		expect((await lab.phone.api('GET', '/Number/14155550199/')).body.application).toBeNull();
		expect((await lab.api('DELETE', `/URI/${NO_UUID}/`)).status).toBe(404);
	});

	it('keeps the trunks that point at it in that variant: calls to their numbers fail', async () => {
		lab = await ZentrunkLab.start({ trunksOfDeletedUri: 'kept' });
		const trunk = lab.trunkTo('one.example.com');
		expect((await lab.api('DELETE', `/URI/${trunk.primary_uri_uuid}/`)).status).toBe(204);
		expect(lab.state.trunks.has(trunk.trunk_id)).toBe(true);
		const call = lab.phone.plivo.placeInboundCall({ from: '+14155550100', to: NUMBER });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4310 });
	});

	it('wraps what is looked up in that variant', async () => {
		lab = await ZentrunkLab.start({ zentrunkGet: 'wrapped' });
		const { uri_uuid } = lab.state.addUri({ uri: 'sip.example.com' });
		expect((await lab.api('GET', `/URI/${uri_uuid}/`)).body).toEqual({
			api_id: AN_API_ID,
			object: {
				uri_uuid,
				name: '',
				uri: 'sip.example.com',
				authentication_needed: false,
				username: null,
			},
		});
	});
});
