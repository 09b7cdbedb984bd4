import type { LabCall } from '../../src/plivo/labCall';
import type { LabPerson } from '../../src/plivo/people';
import { NUMBER, PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
	lab.answerWith('<Wait length="60"/>');
});
afterEach(async () => await lab.stop());

const CALLEE = '+14155550177';

function person(facts: Partial<LabPerson> = {}): void {
	lab.plivo.people.add({ number: CALLEE, ringMs: 5, ...facts });
}

async function post(fields: Record<string, unknown> = {}): Promise<{
	status: number;
	body: Record<string, unknown>;
}> {
	return await lab.api('POST', '/Call/', {
		from: NUMBER,
		to: CALLEE,
		answer_url: `${lab.customer.url}/answer`,
		...fields,
	});
}

async function call(fields: Record<string, unknown> = {}): Promise<LabCall> {
	const { status, body } = await post(fields);
	expect(status).toBe(201);
	const made = lab.plivo.calls.all().find((one) => one.uuid === body.request_uuid);
	if (!made) throw new Error('There is no such call');
	return made;
}

describe('what Make Call does (plivo.md §5.1)', () => {
	it('presses send_digits after the answer, with their pauses', async () => {
		person({ ringMs: 50 });
		const made = await call({ send_digits: '12w3W#@20' });
		expect(made.digitsHeard).toBe('');
		await until(() => made.digitsHeard === '123#');
		expect(made.times.answeredAt).not.toBeNull();
	});

	it('presses them while it rings with send_on_preanswer', async () => {
		person({ behavior: 'no-answer' });
		const made = await call({ send_digits: '42@10', send_on_preanswer: true });
		await until(() => made.digitsHeard === '42');
		expect(made.state).toBe('ringing');
	});

	it('hangs up at the first ring', async () => {
		person({ ringMs: 5000 });
		lab.customer.on('/ring', '');
		const made = await call({ hangup_on_ring: 0, ring_url: `${lab.customer.url}/ring` });
		expect(await made.waitForEnd()).toMatchObject({
			callStatus: 'cancel',
			hangupCauseCode: 1000,
			hangupSource: 'Plivo',
		});
		await until(() => lab.customer.at('/ring').length === 1);
		expect(lab.customer.at('/answer')).toEqual([]);
	});

	it('hangs up so long after the first ring, answered or not', async () => {
		person();
		const made = await call({ hangup_on_ring: 1 });
		await until(() => made.state === 'in-progress');
		expect(await made.waitForEnd()).toMatchObject({ hangupCauseCode: 6000 });
	});

	it('ends at time_limit', async () => {
		person();
		expect(await (await call({ time_limit: 1 })).waitForEnd()).toMatchObject({
			callStatus: 'completed',
			hangupCauseCode: 6000,
			hangupCauseName: 'Scheduled Hangup',
		});
	});

	it('gives up after ring_timeout', async () => {
		person({ ringMs: 60_000 });
		expect(await (await call({ ring_timeout: 1 })).waitForEnd()).toMatchObject({
			callStatus: 'timeout',
			hangupCauseCode: 6010,
		});
	});

	it('hands sip_headers to the far end, and shows caller_name', async () => {
		person();
		const made = await call({ sip_headers: 'Order=7,Team=blue2', caller_name: 'ACME' });
		expect(made.facts.sipHeaders).toEqual({ 'X-PH-Order': '7', 'X-PH-Team': 'blue2' });
		await until(() => made.state === 'in-progress');
		const live = await lab.api('GET', `/Call/${made.uuid}/?status=live`);
		expect(live.body.caller_name).toBe('ACME');
		expect(lab.customer.at('/answer')[0]?.fields).not.toHaveProperty('X-PH-Order');
	});

	it('keeps the parent, which need not exist unless it must', async () => {
		person();
		const parent = await call();
		const child = await call({ parent_call_uuid: parent.uuid, error_if_parent_not_found: true });
		await until(() => child.state === 'in-progress');
		child.hangUp();
		await child.settled;
		const query = `/Call/?parent_call_uuid=${parent.uuid}`;
		expect((await lab.api('GET', query)).body.objects).toMatchObject([
			{ call_uuid: child.uuid, parent_call_uuid: parent.uuid },
		]);
		const missing = { parent_call_uuid: '7d5a3a1e-0000-4000-8000-000000000000' };
		expect((await post(missing)).status).toBe(201);
		expect((await post({ ...missing, error_if_parent_not_found: true })).status).toBe(404);
	});

	it('answers at once with callback_url, and posts the result there', async () => {
		person();
		lab.customer.on('/result', '');
		const made = await post({ callback_url: `${lab.customer.url}/result` });
		expect(made).toEqual({
			status: 202,
			body: { api_id: expect.any(String) as string, message: 'async api spawned' },
		});
		await until(() => lab.customer.at('/result').length === 1);
		expect(lab.customer.at('/result')[0]).toMatchObject({
			method: 'POST',
			fields: { message: 'call fired', request_uuid: lab.plivo.calls.all()[0]?.uuid },
		});
	});

	it('logs what it does not simulate', async () => {
		person();
		await call({ machine_detection_maximum_words: 3, call_type: 'whatsapp_voice' });
		const kinds = lab.log.filter((entry) => entry.kind === 'not-simulated');
		expect(kinds.map(({ summary }) => summary)).toEqual([
			expect.stringContaining('machine_detection_maximum_words'),
			expect.stringContaining('call_type'),
		]);
		expect(lab.unknownFields()).toEqual([]);
	});
});

describe('what Make Call refuses', () => {
	it.each([
		[{ to: '14155550177<' }, 'to is invalid'],
		[{ from: 'Ada' }, 'from is not a phone number'],
		[{ answer_method: 'PUT' }, 'answer_method must be GET or POST'],
		[{ ring_url: 'x' }, 'ring_url is not a valid URL'],
		[{ caller_name: 'x'.repeat(51) }, 'caller_name is longer than 50 characters'],
		[{ send_digits: '12x' }, 'send_digits is invalid'],
		[{ send_on_preanswer: 'yes' }, 'send_on_preanswer must be true or false'],
		[{ time_limit: 86_401 }, 'time_limit must be between 1 and 86400'],
		[{ hangup_on_ring: -1 }, 'hangup_on_ring must be between 0 and 86400'],
		[{ ring_timeout: 0 }, 'ring_timeout must be between 1 and 86400'],
		[{ machine_detection: 'yes' }, 'machine_detection must be one of true, hangup'],
		[{ machine_detection_time: 10_001 }, 'machine_detection_time must be between 2000 and 10000'],
		[
			{ machine_detection_maximum_speech_length: 999 },
			'machine_detection_maximum_speech_length must be between 1000 and 6000',
		],
		[
			{ machine_detection_initial_silence: 1999 },
			'machine_detection_initial_silence must be between 2000 and 10000',
		],
		[
			{ machine_detection_maximum_words: 11 },
			'machine_detection_maximum_words must be between 2 and 10',
		],
		[
			{ machine_detection_initial_greeting: 5001 },
			'machine_detection_initial_greeting must be between 1000 and 5000',
		],
		[{ machine_detection_url: 'x' }, 'machine_detection_url is not a valid URL'],
		[{ sip_headers: 'a=b c' }, 'sip_headers must be pairs of letters and digits'],
		[{ callback_url: 'x' }, 'callback_url is not a valid URL'],
		[{ call_type: 'fax' }, 'call_type must be one of whatsapp_voice'],
	])('%j', async (fields, error) => {
		expect(await post(fields)).toMatchObject({ status: 400, body: { error } });
		expect(lab.plivo.calls.all()).toEqual([]);
	});

	it('takes 1000 destinations, not more', async () => {
		const numbers = Array.from({ length: 1001 }, (_, i) => `1415666${String(i).padStart(4, '0')}`);
		expect((await post({ to: numbers.join('<') })).status).toBe(400);
		expect(lab.plivo.calls.all()).toEqual([]);
		const made = await post({ to: numbers.slice(1).join('<') });
		expect(made).toMatchObject({ status: 201, body: { message: 'calls fired' } });
		expect(new Set(made.body.request_uuid as string[]).size).toBe(1000);
	});

	it('answers 403 for countries the account may not call', async () => {
		lab.plivo.account.barredCountries.add('GB');
		const refused = await post({ to: '+442071838750' });
		expect(refused).toMatchObject({
			status: 403,
			body: { error: expect.stringContaining('Geo permission') as string },
		});
		expect((await post({ to: '14155550177<442071838750' })).status).toBe(403);
		expect((await post()).status).toBe(201);
	});

	it('answers 403 for too many calls to India', async () => {
		expect(lab.plivo.account.limits.callsToIndia).toBe(50);
		lab.plivo.account.limits.callsToIndia = 2;
		for (const number of ['919876543210', '919876543211']) {
			lab.plivo.people.add({ number, behavior: 'no-answer' });
		}
		expect((await post({ to: '919876543210<919876543211<919876543212' })).status).toBe(403);
		expect((await post({ to: '919876543210<919876543211' })).status).toBe(201);
		expect((await post({ to: '919876543212' })).status).toBe(403);
		expect((await post()).status).toBe(201);
		for (const made of lab.plivo.calls.all()) made.hangUp();
		expect((await post({ to: '919876543212' })).status).toBe(201);
	});
});
