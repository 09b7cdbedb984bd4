import type { Lab } from '../../src/lab';
import { startLab } from '../../src/lab';
import type { LabUltravoxCall } from '../../src/ultravox/labUltravoxCall';
import { LAB_ULTRAVOX_API_KEY } from '../../src/ultravox/ultravoxState';
import { eventually } from './support/labUnderTest';

jest.setTimeout(30_000);
process.env.LAB_SPEECH = '0';

const US = '+14155550123';
const CALLEE = '+14155550177';

let lab: Lab;
let agentId: string;

beforeEach(async () => {
	lab = await startLab();
	lab.plivo.account.addNumber(US);
	({ agentId } = lab.ultravox.addAgent({ name: 'Ava', greeting: 'Hello from Ava' }));
	const { authId, authToken } = lab.plivo.account;
	await api('POST', '/api/telephony_configs/plivo', { authId, authToken });
});

afterEach(async () => {
	await lab.close();
});

async function api(method: string, path: string, body?: object) {
	const response = await fetch(`${lab.ultravox.apiUrl}${path}`, {
		method,
		headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	const answer = (await response.json()) as Record<string, unknown>;
	return { status: response.status, body: answer };
}

const hangups = () => lab.plivo.callbacks.filter(({ purpose }) => purpose === 'hangup');

const outgoing = (extra: object = {}) => ({
	medium: { plivo: { outgoing: { to: CALLEE, from: US, ...extra } } },
});

async function dial(extra: object = {}): Promise<LabUltravoxCall> {
	const { status, body } = await api('POST', `/api/agents/${agentId}/calls`, outgoing(extra));
	expect([status, body.joinUrl]).toEqual([201, null]);
	const call = lab.ultravox.calls.get(String(body.callId));
	if (!call) throw new Error('There is no such call');
	return call;
}

describe('calls that Ultravox lets Plivo dial', () => {
	test('reach the phone and talk', async () => {
		lab.plivo.people.add({
			number: CALLEE,
			ringMs: 5,
			script: [{ waitForUtterance: /Ava/ }, { say: 'Hi' }],
		});
		const call = await dial({ additionalParams: { caller_name: 'Ava' } });
		await call.waitForHeard(/Hi/, 15_000);
		const [dialed] = lab.plivo.requests.filter(({ method }) => method === 'POST');
		expect(dialed?.body).toMatchObject({ caller_name: 'Ava', to: CALLEE, from: US });
		call.receiveMessage({ type: 'hang_up' });
		expect(await call.waitForEnd(10_000)).toBe('agent_hangup');
	});

	test('end as a connection error when Plivo refuses, and an event says why', async () => {
		lab.plivo.faults.add({ match: 'POST', status: 402, times: 9 });
		const call = await dial();
		expect(await call.waitForEnd(10_000)).toBe('connection_error');
		const { body } = await api('GET', `/api/calls/${call.callId}/events`);
		expect(body.results).toMatchObject([
			{ severity: 'error', text: expect.stringContaining('402') as string },
		]);
	});

	test('of a phone that nobody answers end at their join timeout', async () => {
		lab.plivo.people.add({ number: CALLEE, behavior: 'busy', ringMs: 0 });
		const hangup_url = 'http://127.0.0.1:1/hangup';
		const call = await dial({ additionalParams: { hangup_url } });
		await eventually(() => hangups()[0], 'the hang-up callback');
		expect(hangups()).toMatchObject([{ url: hangup_url }]);
		expect(call.endReason).toBeNull();
	});

	test.each([
		['unlessGiven', undefined, 'ours'],
		['unlessGiven', 'http://127.0.0.1:1/hangup', 'theirs'],
		['instead', 'http://127.0.0.1:1/hangup', 'ours'],
	] as const)('%s, with the hang-up URL %s: Plivo tells %s', async (variant, hangup_url, whose) => {
		lab.ultravox.variants.outgoingHangup = variant;
		lab.plivo.people.add({ number: CALLEE, behavior: 'reject', ringMs: 0 });
		const call = await dial({ additionalParams: hangup_url === undefined ? {} : { hangup_url } });
		await eventually(() => hangups()[0], 'the hang-up callback');
		if (whose === 'ours') expect(await call.waitForEnd(5000)).toBe('unjoined');
		else expect([hangups()[0]?.url, call.endReason]).toEqual([hangup_url, null]);
	});

	test('end as the person says, where that differs from what they do', async () => {
		lab.plivo.people.add({
			number: CALLEE,
			behavior: 'reject',
			ringMs: 0,
			ending: { hangupCauseCode: 4560, hangupCauseName: 'Country barred' },
		});
		await dial();
		const made = await eventually(() => lab.plivo.calls.all()[0], 'the call of Plivo');
		expect(await made.waitForEnd()).toMatchObject({
			callStatus: 'failed',
			hangupCauseCode: 4560,
			hangupCauseName: 'Country barred',
		});
	});

	test('show a join URL where the variant says so', async () => {
		lab.ultravox.variants.outgoingJoinUrl = 'url';
		const { body } = await api('POST', `/api/agents/${agentId}/calls`, outgoing());
		expect(body.joinUrl).toMatch(/^ws:/);
	});

	test('are made by a batch', async () => {
		lab.plivo.people.add({ number: CALLEE, ringMs: 5, script: [{ waitForUtterance: /Ava/ }] });
		const path = `/api/agents/${agentId}/scheduled_batches`;
		const { body } = await api('POST', path, { calls: [outgoing()] });
		const joined = await eventually(
			() => [...lab.ultravox.calls.values()].find((call) => call.joined),
			'the call',
			15_000,
		);
		const calls = await api('GET', `${path}/${String(body.batchId)}/scheduled_calls`);
		expect(calls.body.results).toMatchObject([{ status: 'SUCCESS', callId: joined.callId }]);
	});

	test('an answer URL takes nobody but Plivo', async () => {
		const call = await dial();
		const response = await fetch(`${lab.ultravox.appUrl}/api/calls/${call.callId}/answer_xml`, {
			method: 'POST',
		});
		expect(response.status).toBe(403);
	});
});
