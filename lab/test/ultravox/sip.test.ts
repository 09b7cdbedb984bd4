import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

const SIP = '/api/sip';
const LIST = '/api/sip/registrations';
const ALICE = { username: 'alice', password: 'sip-secret', proxy: 'sip.example.com' };
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface SipConfig {
	fallbackHandler: { url: string; secrets: string[] } | null;
	domain: string;
}

interface Registration {
	registrationId: string;
	username: string;
	successful: boolean | null;
}

interface Page {
	results: Registration[];
	total: number;
	next: string | null;
}

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

describe('the SIP configuration', () => {
	test('is there from the beginning, and changes field by field', async () => {
		const first = await lab.api<SipConfig>('GET', SIP);
		expect(first.body).toEqual({
			allowedCidrRanges: [],
			allowAllAgents: false,
			allowedAgents: [],
			fallbackHandler: null,
			domain: expect.stringMatching(/\.sip\.invalid$/) as string,
		});
		const ranges = { allowedCidrRanges: ['203.0.113.0/24', '198.51.100.7/32'] };
		expect((await lab.api('PATCH', SIP, ranges)).body).toEqual({ ...first.body, ...ranges });
		const all = { allowAllAgents: true, domain: 'mine.example.com' };
		const changed = await lab.api('PATCH', SIP, all);
		expect(changed.body).toEqual({ ...first.body, ...ranges, allowAllAgents: true });
		expect((await lab.api('GET', SIP)).body).toEqual(changed.body);
		expect((await lab.api('POST', SIP, {})).status).toBe(405);
	});

	test('agents are reached by a pattern of their own, or by their id', async () => {
		const [ava, eve] = [lab.ultravox.addAgent({ name: 'A' }), lab.ultravox.addAgent({ name: 'E' })];
		const { body } = await lab.api('PATCH', SIP, {
			allowedAgents: [{ agentId: ava.agentId }, { agentId: eve.agentId, toUserPattern: '^eve$' }],
		});
		expect(body.allowedAgents).toEqual([
			{ agentId: ava.agentId, toUserPattern: `^agent_${ava.agentId}$` },
			{ agentId: eve.agentId, toUserPattern: '^eve$' },
		]);
		await lab.api('DELETE', `/api/agents/${ava.agentId}`);
		const after = await lab.api('GET', SIP);
		expect(after.body.allowedAgents).toEqual([{ agentId: eve.agentId, toUserPattern: '^eve$' }]);
	});

	test('a fallback handler without secrets gets one', async () => {
		const url = 'https://example.com/sip';
		const made = await lab.api<SipConfig>('PATCH', SIP, { fallbackHandler: { url } });
		expect(made.body.fallbackHandler).toEqual({ url, secrets: [expect.any(String)] });
		const own = { url, secrets: ['one', 'two'] };
		const set = await lab.api<SipConfig>('PATCH', SIP, { fallbackHandler: own });
		expect(set.body.fallbackHandler).toEqual(own);
		lab.ultravox.variants.patchNestedObject = 'merge';
		const other = { url: 'https://example.com/other' };
		const merged = await lab.api<SipConfig>('PATCH', SIP, { fallbackHandler: other });
		expect(merged.body.fallbackHandler).toEqual({ ...own, ...other });
		const none = await lab.api<SipConfig>('PATCH', SIP, { fallbackHandler: null });
		expect(none.body.fallbackHandler).toBeNull();
	});

	test.each<[string, Record<string, unknown>]>([
		['a range that is none', { allowedCidrRanges: ['10.0.0.0'] }],
		['a range of IPv6', { allowedCidrRanges: ['2001:db8::/32'] }],
		['a prefix that is too long', { allowedCidrRanges: ['10.0.0.0/33'] }],
		['a handler without an address', { fallbackHandler: { secrets: ['x'] } }],
		['no secret at all', { fallbackHandler: { url: 'https://example.com/', secrets: [] } }],
		[
			'eleven secrets',
			{ fallbackHandler: { url: 'https://example.com/', secrets: Array<string>(11).fill('x') } },
		],
		[
			'a secret that is too long',
			{ fallbackHandler: { url: 'https://example.com/', secrets: ['x'.repeat(121)] } },
		],
		['an agent that is not there', { allowedAgents: [{ agentId: NOBODY }] }],
		['an allowance of nobody', { allowedAgents: [{ toUserPattern: 'x' }] }],
	])('%s is refused, and changes nothing', async (_, body) => {
		const before = await lab.api('GET', SIP);
		const refused = await lab.api('PATCH', SIP, body);
		expect([refused.status, Object.keys(refused.body)]).toEqual([400, Object.keys(body)]);
		expect((await lab.api('GET', SIP)).body).toEqual(before.body);
	});

	test('a pattern that is none is refused, and so are 21 agents', async () => {
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const bad = { allowedAgents: [{ agentId, toUserPattern: '(' }] };
		expect((await lab.api('PATCH', SIP, bad)).body).toEqual({
			allowedAgents: { '0': { toUserPattern: ['This is not a regular expression.'] } },
		});
		const many = { allowedAgents: Array(21).fill({ agentId }) };
		expect((await lab.api('PATCH', SIP, many)).status).toBe(400);
		const twenty = { allowedAgents: Array(20).fill({ agentId }) };
		expect((await lab.api('PATCH', SIP, twenty)).status).toBe(200);
	});
});

describe('SIP registrations', () => {
	const create = (body: object = ALICE) => lab.api<Registration>('POST', LIST, body);

	test('are created, read, changed, listed and deleted; the password is never shown', async () => {
		const made = await create({ ...ALICE, registrationId: 'mine', successful: true });
		expect([made.status, made.body]).toEqual([
			201,
			{
				registrationId: expect.stringMatching(/^reg/) as string,
				created: expect.any(String) as string,
				username: 'alice',
				proxy: 'sip.example.com',
				outboundProxy: null,
				authUser: null,
				successful: null,
			},
		]);
		const path = `${LIST}/${made.body.registrationId}`;
		expect((await lab.api('GET', path)).body).toEqual(made.body);
		const change = { password: 'other-secret', authUser: 'auth', outboundProxy: 'out.example.com' };
		const changed = await lab.api('PATCH', path, change);
		expect(changed.body).toMatchObject({ username: 'alice', authUser: 'auth' });
		const list = await lab.api<Page>('GET', LIST);
		expect(list.body).toMatchObject({ results: [changed.body], total: 1 });
		expect((await lab.api('PUT', path, ALICE)).status).toBe(405);
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
		const shown = JSON.stringify([made.body, changed.body, list.body, lab.log.entries]);
		expect(shown).not.toContain('secret');
	});

	test('whether they work is known a little later', async () => {
		const { clock } = lab.ultravox;
		clock.stop();
		const good = await create();
		const bad = await create({ ...ALICE, proxy: 'sip.nowhere.invalid:5060' });
		const states = async () =>
			await Promise.all(
				[good, bad].map(async ({ body }) => {
					const read = await lab.api<Registration>('GET', `${LIST}/${body.registrationId}`);
					return read.body.successful;
				}),
			);
		expect(await states()).toEqual([null, null]);
		clock.advance(1000);
		expect(await states()).toEqual([true, false]);
		const mended = { proxy: 'sip.example.com' };
		await lab.api('PATCH', `${LIST}/${bad.body.registrationId}`, mended);
		expect(await states()).toEqual([true, null]);
		clock.advance(1000);
		expect(await states()).toEqual([true, true]);
	});

	test('come in pages, newest first', async () => {
		for (const username of ['a', 'b', 'c']) await create({ ...ALICE, username });
		const first = await lab.api<Page>('GET', `${LIST}?pageSize=2`);
		const second = await lab.api<Page>('GET', `${LIST}${new URL(first.body.next ?? '').search}`);
		const names = [...first.body.results, ...second.body.results].map(({ username }) => username);
		expect([names, first.body.total, second.body.next]).toEqual([['c', 'b', 'a'], 3, null]);
	});

	test.each([
		['no password', { password: undefined }, 'password'],
		['no user name', { username: undefined }, 'username'],
		['no proxy', { proxy: undefined }, 'proxy'],
		['a user name that is too long', { username: 'x'.repeat(61) }, 'username'],
		['a proxy that is too long', { proxy: 'x'.repeat(101) }, 'proxy'],
		['an outbound proxy that is too long', { outboundProxy: 'x'.repeat(101) }, 'outboundProxy'],
		['another user name that is too long', { authUser: 'x'.repeat(61) }, 'authUser'],
	])('%s is refused', async (_, change, field) => {
		const { status, body } = await create({ ...ALICE, ...change });
		expect([status, Object.keys(body)]).toEqual([400, [field]]);
	});
});

describe('calls over SIP', () => {
	const OUTGOING = { to: 'sip:bob@example.com', from: 'sip:alice@example.com' };
	const call = (sip: object, more: object = {}) =>
		lab.api<{ callId: string; joinUrl: string | null; sipDetails: unknown }>('POST', '/api/calls', {
			medium: { sip },
			...more,
		});

	test('have no join URL when they go out, and details of SIP', async () => {
		const { body } = await call({ outgoing: OUTGOING });
		expect(body).toMatchObject({
			joinUrl: null,
			sipDetails: { billedDuration: null, terminationReason: null },
		});
	});

	test.each<[string, object, string[]]>([
		['both ways', { incoming: {}, outgoing: OUTGOING }, ['sip']],
		['no way', {}, ['sip']],
		[
			'a phone number',
			{ outgoing: { ...OUTGOING, to: '+14155550100' } },
			['sip', 'outgoing', 'to'],
		],
	])('with %s are refused', async (_, sip, path) => {
		const { status, body } = await call(sip);
		expect(status).toBe(400);
		expect(body).toHaveProperty(['medium', ...path]);
	});

	test('have logs once they are over; other calls have none', async () => {
		const logs = (callId: string) => lab.api('GET', `/api/calls/${callId}/sip_logs`);
		const over = await call({ outgoing: OUTGOING }, { joinTimeout: '0.05s' });
		expect((await logs(over.body.callId)).status).toBe(425);
		await lab.ultravox.calls.get(over.body.callId)?.waitForEnd(2000);
		const answer = await logs(over.body.callId);
		expect(answer.status).toBe(302);
		const stored = await fetch(answer.headers.get('location') ?? '');
		expect([stored.status, await stored.text()]).toEqual([
			200,
			expect.stringContaining('INVITE sip:bob@example.com'),
		]);
		const { body } = await lab.api<{ callId: string }>('POST', '/api/calls', {});
		expect((await logs(body.callId)).status).toBe(404);
		expect((await logs(NOBODY)).status).toBe(404);
	});
});
