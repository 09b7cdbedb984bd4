import type { TrunkCallOptions } from '../../../src/plivo/zentrunk/outboundTrunkCall';
import type { PlivoTrunk } from '../../../src/plivo/zentrunk/state';
import type { TrunkCall } from '../../../src/plivo/zentrunk/trunkCall';
import { NUMBER, until } from '../phoneLab';
import { ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const HUMAN = '+14155550777';
const LOGIN = { username: 'agent007', password: 'secret!' };

let trunk: PlivoTrunk;

async function start(facts: Partial<PlivoTrunk> = {}): Promise<void> {
	lab = await ZentrunkLab.start();
	const { credential_uuid } = lab.state.addCredential(LOGIN);
	trunk = lab.state.addTrunk({ trunk_direction: 'outbound', credential_uuid, ...facts });
}

function callOut(options: Partial<TrunkCallOptions> = {}): TrunkCall {
	return lab.phone.plivo.placeTrunkCall({
		trunk: trunk.trunk_id,
		from: NUMBER,
		to: HUMAN,
		credential: LOGIN,
		...options,
	});
}

const codeOf = async (options: Partial<TrunkCallOptions> = {}) =>
	(await callOut(options).waitForEnd()).hangupCauseCode;

describe('a call out through a trunk (plivo.md §2.7)', () => {
	it('reaches a person of the lab, and both hear each other', async () => {
		await start();
		lab.phone.plivo.people.add({
			number: HUMAN,
			ringMs: 0,
			script: [{ say: 'Hello' }, { waitForUtterance: /agent/ }, { press: '7' }],
		});
		const call = callOut({
			trunk: `${trunk.trunk_id}.zt.plivo.com`,
			person: [{ waitForUtterance: /Hello/ }, { say: 'An agent speaks' }],
		});
		await until(() => call.digitsHeard === '7');
		expect(call.heard.map(({ text }) => text)).toEqual(['Hello']);
		expect(call.dialedLegs[0]?.heard.map(({ text }) => text)).toEqual(['An agent speaks']);
		call.hangUp();
		expect(await call.waitForEnd()).toMatchObject({
			hangupCauseCode: 3010,
			hangupSource: 'customer',
		});
		expect(lab.phone.plivo.trunkInvites).toEqual([]);
	});

	it('ends with 3000 when the person hangs up', async () => {
		await start();
		lab.phone.plivo.people.add({ number: HUMAN, ringMs: 0, script: [{ hangUp: true }] });
		expect(await callOut().waitForEnd()).toMatchObject({
			hangupCauseCode: 3000,
			hangupSource: 'carrier',
		});
	});

	it.each([
		['busy', { behavior: 'busy' }, 4410],
		['declining', { behavior: 'reject' }, 4410],
		['not answering', { behavior: 'no-answer', ringMs: 5 }, 4340],
		['not there', undefined, 4090],
	] as const)('to somebody %s', async (_what, person, code) => {
		await start();
		if (person) lab.phone.plivo.people.add({ ringMs: 0, ...person, number: HUMAN });
		expect(await callOut().waitForEnd()).toMatchObject({
			hangupCauseCode: code,
			hangupSource: 'carrier',
			durationSeconds: 0,
		});
	});

	it('is given up with 4550', async () => {
		await start();
		lab.phone.plivo.people.add({ number: HUMAN, behavior: 'no-answer' });
		const call = callOut();
		await until(() => call.dialedLegs.length === 1);
		call.hangUp();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4550 });
		await call.settled;
		expect(call.dialedLegs[0]?.status).toBe('cancel');
	});
});

describe('a call out that Plivo refuses (plivo.md §2.6)', () => {
	it('at a trunk that is not there, is inbound or is disabled: 4070', async () => {
		await start();
		expect(await codeOf({ trunk: '99999999999999991' })).toBe(4070);
		expect(await codeOf({ trunk: '99999999999999991.zt.plivo.com' })).toBe(4070);
		expect(await codeOf({ trunk: lab.state.addTrunk().trunk_id })).toBe(4070);
		trunk.trunk_status = 'disabled';
		expect(await codeOf()).toBe(4070);
		trunk.trunk_status = 'enabled';
		lab.state.enabled = false;
		expect(await codeOf()).toBe(4070);
	});

	it('without a login: 4150, with a wrong one: 4180', async () => {
		await start();
		expect(await codeOf({ credential: undefined })).toBe(4150);
		expect(await codeOf({ credential: { ...LOGIN, password: 'wrong!' } })).toBe(4180);
		expect(await codeOf({ credential: { ...LOGIN, username: 'agent008' } })).toBe(4180);
		expect(await codeOf()).toBe(4090);
	});

	it('after an update that blanked the password: 4180', async () => {
		await start();
		const path = `/Credential/${trunk.credential_uuid}/`;
		expect((await lab.api('POST', path, { name: 'Careless' })).status).toBe(202);
		expect(await codeOf()).toBe(4180);
		expect(await codeOf({ credential: { ...LOGIN, password: '' } })).toBe(4180);
	});

	it('from an address that is not in the list: 4180', async () => {
		await start({ credential_uuid: null });
		const { ipacl_uuid } = lab.state.addIpAccessControlList({
			ip_addresses: ['44.229.228.186/32', '10.1.0.0/16', '2001:db8::/64', '192.0.2.7'],
		});
		trunk.ipacl_uuid = ipacl_uuid;
		for (const sourceIp of ['44.229.228.187', '10.2.0.1', '2001:db9::1', undefined, 'host']) {
			expect(await codeOf({ credential: undefined, sourceIp })).toBe(4180);
		}
		lab.state.callsPerSecond = 10;
		for (const sourceIp of ['44.229.228.186', '10.1.255.1', '2001:db8::1', '192.0.2.7']) {
			expect(await codeOf({ credential: undefined, sourceIp })).toBe(4090);
		}
	});

	it('asks for both when the trunk has both, and lets nobody in when it has none', async () => {
		await start();
		const { ipacl_uuid } = lab.state.addIpAccessControlList({ ip_addresses: ['192.0.2.7'] });
		trunk.ipacl_uuid = ipacl_uuid;
		expect(await codeOf({ sourceIp: '192.0.2.8' })).toBe(4180);
		expect(await codeOf({ sourceIp: '192.0.2.7', credential: undefined })).toBe(4150);
		expect(await codeOf({ sourceIp: '192.0.2.7' })).toBe(4090);
		await lab.api('DELETE', `/Credential/${trunk.credential_uuid}/`);
		await lab.api('DELETE', `/IPAccessControlList/${ipacl_uuid}/`);
		expect(await codeOf({ sourceIp: '192.0.2.7' })).toBe(4180);
	});

	it('with a caller id that is none: 4130, 4140, 4190', async () => {
		await start();
		expect(await codeOf({ from: 'anonymous' })).toBe(4130);
		expect(await codeOf({ from: '+12345' })).toBe(4140);
		expect(await codeOf({ from: '+14155559999' })).toBe(4190);
		lab.phone.plivo.account.callerIds.add({ phone_number: '+14155559999' });
		expect(await codeOf({ from: '+14155559999' })).toBe(4090);
	});

	it('to what is no number, or a barred country: 4120, 4560', async () => {
		await start();
		for (const to of ['0123456789', '+1415', 'sip:someone@example.com']) {
			expect(await codeOf({ to })).toBe(4120);
		}
		lab.phone.plivo.account.barredCountries.add('GB');
		expect(await codeOf({ to: '+442071838750' })).toBe(4560);
	});

	it('without credits: 4030', async () => {
		await start();
		lab.phone.plivo.account.cashCredits = '0.00000';
		expect(await codeOf()).toBe(4030);
	});

	it('over TLS to a trunk that is not secure: 4110', async () => {
		await start();
		expect(await codeOf({ transport: 'tls' })).toBe(4110);
		trunk.secure = true;
		expect(await codeOf({ transport: 'tls' })).toBe(4090);
	});

	it('above two calls in one second: 5180, never queued', async () => {
		await start();
		lab.phone.plivo.people.add({ number: HUMAN });
		const calls = [callOut(), callOut(), callOut()];
		expect(await calls[2]?.waitForEnd()).toMatchObject({
			hangupCauseCode: 5180,
			hangupSource: 'zentrunk',
		});
		expect(calls.map((call) => call.endState?.hangupCauseCode)).toEqual([
			undefined,
			undefined,
			5180,
		]);
		await until(async () => {
			const call = callOut();
			await until(() => call.dialedLegs.length > 0 || call.endState !== undefined);
			return call.endState === undefined;
		});
	});
});
