import { TrunkCall } from '../../../src/plivo/zentrunk/trunkCall';
import { until } from '../phoneLab';
import { HOST, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

describe('a call to a number on an inbound trunk (plivo.md §2.4)', () => {
	it('reaches the SIP party of its URI, and both hear each other', async () => {
		lab = await ZentrunkLab.start();
		const trunk = lab.trunkTo(`${HOST}:5080;transport=tcp`);
		lab.party({ script: [{ say: 'Agents here' }, { waitForUtterance: /sick/ }, { press: '5' }] });
		const call = lab.phone.call({
			person: [{ waitForUtterance: /Agents/ }, { press: '42' }, { say: 'I am sick' }],
		});
		await until(() => call.digitsHeard === '5');
		expect(call.heard.map(({ text }) => text)).toEqual(['Agents here']);
		const [leg] = call.dialedLegs;
		expect(leg?.heard.map(({ text }) => text)).toEqual(['I am sick']);
		expect(leg?.person.digitsHeard).toBe('42');
		call.hangUp();
		expect(await call.waitForEnd()).toMatchObject({
			hangupCauseCode: 3000,
			hangupSource: 'carrier',
			durationSeconds: expect.any(Number) as number,
		});
		await call.settled;
		expect(leg?.status).toBe('completed');
		expect(lab.phone.plivo.trunkInvites).toEqual([
			{
				callUuid: call.uuid,
				callId: (call as TrunkCall).callId,
				trunkId: trunk.trunk_id,
				uriUuid: trunk.primary_uri_uuid,
				role: 'primary',
				uri: `${HOST}:5080;transport=tcp`,
				requestUri: `sip:+14155550123@${HOST}:5080;transport=tcp`,
				host: HOST,
				port: 5080,
				transport: 'tcp',
				from: `sip:+14155550100@${trunk.trunk_id}.zt.plivo.com`,
				to: `sip:+14155550123@${HOST}`,
				digestUser: null,
				secure: false,
				outcome: 200,
				at: expect.any(Number) as number,
			},
		]);
		expect(lab.phone.log.filter(({ kind }) => kind === 'invite')).toMatchObject([
			{ summary: expect.stringContaining(`INVITE sip:+14155550123@${HOST}`) as string },
		]);
	});

	it('ends with 3010 when the SIP party hangs up', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		lab.party({ script: [{ hangUp: true }] });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 3010,
			hangupCauseName: 'normal_hangup',
			hangupSource: 'customer',
		});
	});

	it('is given up with 4420 when the caller does not wait for the answer', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		lab.party({ ringMs: 60_000 });
		const call = lab.phone.call();
		await until(() => call.dialedLegs.length === 1);
		call.hangUp();
		expect(await call.waitForEnd()).toMatchObject({
			hangupCauseCode: 4420,
			hangupSource: 'carrier',
			durationSeconds: 0,
		});
		await call.settled;
		expect(lab.outcomes()).toEqual([['primary', 487]]);
		expect(call.dialedLegs[0]?.status).toBe('cancel');
	});

	it('is no call of the Voice API', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		lab.party();
		const call = lab.phone.call();
		await until(() => call.state === 'in-progress');
		expect(call).toBeInstanceOf(TrunkCall);
		expect((await lab.phone.api('GET', '/Call/?status=live')).body.calls).toEqual([]);
		expect((await lab.phone.api('DELETE', `/Call/${call.uuid}/`)).status).toBe(404);
		expect(lab.phone.plivo.trunkCalls).toEqual([call]);
		expect(lab.phone.plivo.callbacks).toEqual([]);
	});

	it('keeps the user of a URI, and knows the ports of its transports', async () => {
		lab = await ZentrunkLab.start();
		lab.party({ script: [{ hangUp: true }] });
		const target = async (uri: string, secure = false) => {
			lab.trunkTo(uri, undefined, { secure });
			await lab.phone.call().waitForEnd();
			return lab.phone.plivo.trunkInvites.at(-1);
		};
		expect(await target(`sip:agent_1@${HOST}`)).toMatchObject({
			requestUri: `sip:agent_1@${HOST}:5060;transport=udp`,
			to: `sip:+14155550123@${HOST}`,
			secure: false,
		});
		expect(await target(`${HOST};transport=tls`, true)).toMatchObject({
			requestUri: `sip:+14155550123@${HOST}:5061;transport=tls`,
			secure: true,
		});
		expect(await target(`sips:${HOST.toUpperCase()}`)).toMatchObject({
			host: HOST,
			port: 5061,
			transport: 'tls',
		});
	});

	it('reaches a party at its port only, when it has one', async () => {
		lab = await ZentrunkLab.start();
		lab.party({ host: `${HOST}:5080`, script: [{ hangUp: true }] });
		lab.trunkTo(`${HOST}:5080`);
		expect((await lab.phone.call().waitForEnd()).hangupCauseCode).toBe(3010);
		lab.trunkTo(HOST);
		expect((await lab.phone.call().waitForEnd()).hangupCauseCode).toBe(4320);
		lab.phone.plivo.sipParties.add({ host: HOST, ringMs: 0, script: [{ hangUp: true }] });
		expect((await lab.phone.call().waitForEnd()).hangupCauseCode).toBe(3010);
		lab.phone.plivo.sipParties.remove(HOST);
		expect((await lab.phone.call().waitForEnd()).hangupCauseCode).toBe(4320);
		expect(() => lab.party({ host: 'not a host' })).toThrow('not a host is not a SIP host');
	});
});

describe('a refused call (plivo.md §2.6)', () => {
	it.each([
		[undefined, 4410, 'user_busy'],
		[400, 4000, 'bad_request'],
		[401, 4150, 'proxy_authentication_required'],
		[403, 4340, 'destination_unavailable'],
		[404, 4090, 'destination_not_found'],
		[408, 4170, 'request_timeout_customer'],
		[480, 4340, 'destination_unavailable'],
		[488, 4630, 'not_acceptable'],
		[503, 5360, 'service_unavailable'],
		[603, 4410, 'user_busy'],
	])('by status %s ends with %i %s', async (sipStatus, code, name) => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		lab.party({ behavior: 'refuse', sipStatus });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({
			hangupCauseCode: code,
			hangupCauseName: name,
			hangupSource: 'customer',
			durationSeconds: 0,
		});
		expect(lab.outcomes()).toEqual([['primary', sipStatus ?? 486]]);
	});

	it('by silence, or on a transport that is not spoken, ends with 4170', async () => {
		lab = await ZentrunkLab.start({ inviteTimeoutMs: 20 });
		lab.trunkTo();
		lab.party({ behavior: 'silent' });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4170 });
		lab.party({ transports: ['tcp', 'tls'] });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4170 });
		lab.trunkTo(`${HOST};transport=tcp`);
		lab.party({ transports: ['tcp', 'tls'], script: [{ hangUp: true }] });
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 3010 });
		expect(lab.outcomes()).toEqual([
			['primary', 'timeout'],
			['primary', 'timeout'],
			['primary', 200],
		]);
	});

	it('by a host that does not resolve ends with 4320', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		expect(await lab.phone.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 4320,
			hangupSource: 'zentrunk',
		});
		expect(lab.outcomes()).toEqual([['primary', 'unresolved']]);
	});

	it('without a primary URI ends with 4310', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo(HOST, undefined, { primary_uri_uuid: null });
		lab.party();
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4310 });
		expect(lab.outcomes()).toEqual([]);
	});

	it.each([
		['outbound', { trunk_direction: 'outbound' }],
		['disabled', { trunk_status: 'disabled' }],
	] as const)('on an %s trunk ends with 4080, unnoticed', async (_what, facts) => {
		lab = await ZentrunkLab.start();
		const { trunk_id } = lab.trunkTo(HOST, undefined, facts);
		lab.party();
		const attach = { app_id: trunk_id };
		expect((await lab.phone.api('POST', '/Number/14155550123/', attach)).status).toBe(202);
		expect(await lab.phone.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 4080,
			hangupCauseName: 'no_inbound_route',
			hangupSource: 'zentrunk',
		});
		expect(lab.outcomes()).toEqual([]);
	});

	it('on an account without SIP trunking ends with 4080', async () => {
		lab = await ZentrunkLab.start();
		lab.trunkTo();
		lab.party();
		lab.state.enabled = false;
		expect(await lab.phone.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4080 });
	});

	it('to a number that waits for its papers does not reach the trunk', async () => {
		lab = await ZentrunkLab.start();
		const { trunk_id } = lab.trunkTo();
		lab.party();
		lab.phone.plivo.account.addNumber('+493022000001', { app_id: trunk_id, active: false });
		const call = lab.phone.call({ to: '+493022000001' });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 5020 });
		expect(lab.outcomes()).toEqual([]);
	});

	it('is no matter of the trunk any more once that was deleted', async () => {
		lab = await ZentrunkLab.start();
		const { trunk_id } = lab.trunkTo();
		lab.party();
		await lab.api('DELETE', `/Trunk/${trunk_id}/`);
		const call = lab.phone.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 5020 });
		expect(call).not.toBeInstanceOf(TrunkCall);
	});
});
