import type { IDataObject } from 'n8n-workflow';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { AUTH_ID, startProviders } from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
	const { others } = providers;
	others.set('GET /', { status: 200, body: { auth_id: AUTH_ID } });
	others.set('GET /api/accounts/me', { status: 200, body: { accountId: 'a' } });
	others.set('GET /api/telephony_configs/plivo', { status: 200, body: { authId: AUTH_ID } });
	others.set('GET /Number/14155550100/', { status: 200, body: { number: '14155550100' } });
	others.set(`GET /api/calls/${CALL_ID}`, {
		status: 200,
		body: { callId: CALL_ID, joined: '2026-11-20T10:00:10Z', ended: null },
	});
	others.set(`POST /api/calls/${CALL_ID}/send_data_message`, { status: 204 });
});

afterEach(async () => await providers.close());

const CALL_ID = '33333333-3333-4333-8333-000000000001';
const said = (...lines: Array<[role: string, text: string]>) => {
	const messages = lines.map(([role, text]) => ({
		role: `MESSAGE_ROLE_${role}`,
		medium: 'MESSAGE_MEDIUM_VOICE',
		text,
	}));
	providers.others.set(`GET /api/calls/${CALL_ID}/messages`, {
		status: 200,
		body: { results: messages, next: null, previous: null },
	});
};
const tryCall = async () => await runOutbound(providers, { operation: 'testCall' });
const stepsOf = (json: IDataObject | undefined) =>
	(json?.steps as Array<{ step: string; ok: boolean | null; detail: string }>).map(
		({ step, ok }) => [step, ok],
	);

const BEFORE = [
	['Credentials', true],
	['Configuration', true],
	['Caller ID', true],
];

describe('Phone Agent > Test Call', () => {
	test('D4.12 reports every step of a call that works, and hangs up', async () => {
		said(['USER', 'Hello?'], ['AGENT', 'Good morning.']);
		const outcome = await tryCall();
		expect(outcome.message).toBeUndefined();
		expect(outcome.isWaiting).toBe(false);
		const [item] = outcome.items();
		expect(item?.json.ok).toBe(true);
		expect(stepsOf(item?.json)).toEqual([
			...BEFORE,
			['Dialed', true],
			['Answered', true],
			['Agent Spoke', true],
			['Caller Heard', true],
		]);
		expect(item?.json.call).toMatchObject({ callId: CALL_ID, to: '+14155550123' });
		const message = providers.requests.find(({ url }) => url.endsWith('/send_data_message'));
		expect(message?.body).toEqual({ type: 'hang_up' });
		expect(providers.creating()[0]?.body).toMatchObject({ maxDuration: '60s' });
	});

	test('D4.12 a caller ID of somebody else is found before anybody is dialed', async () => {
		providers.others.delete('GET /Number/14155550100/');
		const [item] = (await tryCall()).items();
		expect(item?.json.ok).toBe(false);
		expect(stepsOf(item?.json)).toEqual([
			['Credentials', true],
			['Configuration', true],
			['Caller ID', false],
			['Dialed', null],
			['Answered', null],
			['Agent Spoke', null],
			['Caller Heard', null],
		]);
		expect(providers.creating()).toEqual([]);
	});

	test('D4.12 U0.9 Ultravox without the Plivo credential is given it', async () => {
		said(['USER', 'Hello?'], ['AGENT', 'Good morning.']);
		providers.others.set('GET /api/telephony_configs/plivo', { status: 404, body: {} });
		providers.others.set('POST /api/telephony_configs/plivo', {
			status: 201,
			body: { authId: AUTH_ID },
		});
		const [item] = (await tryCall()).items();
		expect(stepsOf(item?.json).slice(0, 4)).toEqual([...BEFORE, ['Dialed', true]]);
		const [first] = providers.requests.filter(({ method }) => method === 'POST');
		expect(first?.body).toMatchObject({ authId: AUTH_ID });
	});

	test('D4.12 Ultravox with that of another account is told with the option that changes it', async () => {
		const another = { status: 200, body: { authId: 'MAOFSOMEBODYELSE0001' } };
		providers.others.set('GET /api/telephony_configs/plivo', another);
		const [item] = (await tryCall()).items();
		const [, configuration] = item?.json.steps as Array<{ detail: string }>;
		expect(configuration?.detail).toMatch(
			/another Plivo account, MAOFSOMEBODYELSE0001: add the option 'Update Plivo Configuration'/,
		);
		expect(providers.creating()).toEqual([]);
	});

	test('D4.12 whoever picks up is listened to: no machine is hung up on', async () => {
		said(['USER', 'Hello?'], ['AGENT', 'Good morning.']);
		await tryCall();
		expect(JSON.stringify(providers.creating()[0]?.body)).not.toContain('machine_detection');
	});

	test('D4.12 nobody picks up', async () => {
		providers.others.set(`GET /api/calls/${CALL_ID}`, {
			status: 200,
			body: { callId: CALL_ID, joined: null, ended: '2026-11-20T10:01:15Z', endReason: 'unjoined' },
		});
		const [item] = (await tryCall()).items();
		expect(stepsOf(item?.json).slice(3)).toEqual([
			['Dialed', true],
			['Answered', false],
			['Agent Spoke', null],
			['Caller Heard', null],
		]);
		expect(providers.requests.some(({ url }) => url.endsWith('/send_data_message'))).toBe(false);
	});

	test('D4.12 a phone that is busy is told at once, in the words of Plivo', async () => {
		providers.others.set(`GET /api/calls/${CALL_ID}`, {
			status: 200,
			body: { callId: CALL_ID, joined: null, ended: null },
		});
		const busy = {
			call_uuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
			to_number: '14155550123',
			initiation_time: new Date().toISOString(),
			hangup_cause_name: 'Busy Line',
		};
		providers.others.set('GET /Call/', { status: 200, body: { api_id: 'a', objects: [busy] } });
		const [item] = (await tryCall()).items();
		const [, , , , answered] = item?.json.steps as Array<{ ok: boolean; detail: string }>;
		expect(answered?.ok).toBe(false);
		expect(answered?.detail).toContain('Busy Line');
	});

	test('D4.12 an agent that stays silent, though it heard the caller', async () => {
		said(['USER', 'Hello?']);
		providers.others.set(`GET /api/calls/${CALL_ID}`, {
			status: 200,
			body: {
				callId: CALL_ID,
				joined: '2026-11-20T10:00:10Z',
				ended: '2026-11-20T10:01:10Z',
				endReason: 'hangup',
			},
		});
		const [item] = (await tryCall()).items();
		expect(stepsOf(item?.json).slice(4)).toEqual([
			['Answered', true],
			['Agent Spoke', false],
			['Caller Heard', true],
		]);
	});

	test('asked for again, it calls again', async () => {
		said(['USER', 'Hello?'], ['AGENT', 'Good morning.']);
		await tryCall();
		providers.calls.length = 0;
		await tryCall();
		expect(providers.creating()).toHaveLength(2);
	});
});
