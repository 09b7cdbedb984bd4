import { NUMBER, PhoneLab, response, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const CALLEE = '+919876543210';

function makeCall(fields: Record<string, unknown> = {}): Promise<{
	status: number;
	body: Record<string, unknown>;
}> {
	return lab.api('POST', '/Call/', {
		from: NUMBER,
		to: CALLEE,
		answer_url: `${lab.customer.url}/answer`,
		hangup_url: `${lab.customer.url}/hangup`,
		...fields,
	});
}

describe('POST /Call/ (plivo.md §5.1)', () => {
	it('rings, is answered, asks the answer URL, and reports the end', async () => {
		lab = await PhoneLab.start();
		lab.plivo.people.add({
			number: CALLEE,
			ringMs: 5,
			script: [{ waitForUtterance: /hello/ }, { hangUp: true }],
		});
		lab.answerWith('<Speak>hello callee</Speak><Wait length="60"/>');
		lab.customer.on('/ring', '');
		const made = await makeCall({ ring_url: `${lab.customer.url}/ring` });
		expect(made).toMatchObject({ status: 201, body: { message: 'call fired' } });
		const uuid = made.body.request_uuid as string;
		const call = lab.plivo.calls.all().find((one) => one.uuid === uuid);
		expect(await call?.waitForEnd()).toMatchObject({
			hangupCauseCode: 4000,
			hangupSource: 'Callee',
			callStatus: 'completed',
		});
		await call?.settled;
		expect(lab.customer.at('/ring')[0]?.fields).toMatchObject({
			Event: 'Ring',
			CallStatus: 'ringing',
			From: NUMBER,
			RequestUUID: uuid,
		});
		expect(lab.customer.at('/answer')[0]?.fields).toMatchObject({
			Event: 'StartApp',
			CallStatus: 'in-progress',
			Direction: 'outbound',
			CallUUID: uuid,
			ALegUUID: uuid,
			RequestUUID: uuid,
			From: NUMBER.slice(1),
			To: CALLEE.slice(1),
		});
		expect(lab.customer.at('/hangup')[0]?.fields).toMatchObject({ CallStatus: 'completed' });
	});

	it.each([
		['busy', {}, { callStatus: 'busy', hangupCauseCode: 3010 }],
		['reject', {}, { callStatus: 'failed', hangupCauseCode: 3020 }],
		['no-answer', { ring_timeout: 1 }, { callStatus: 'no-answer', hangupCauseCode: 3000 }],
	] as const)('reports a callee who is %s', async (behavior, fields, end) => {
		lab = await PhoneLab.start();
		lab.plivo.people.add({ number: CALLEE, behavior, ringMs: 5 });
		await makeCall(fields);
		const [call] = lab.plivo.calls.all();
		expect(await call?.waitForEnd()).toMatchObject({ ...end, durationSeconds: 0 });
		expect(lab.customer.at('/answer')).toEqual([]);
	});

	it('fails for a number nobody has', async () => {
		lab = await PhoneLab.start();
		await makeCall();
		const [call] = lab.plivo.calls.all();
		expect(await call?.waitForEnd()).toMatchObject({ callStatus: 'failed', hangupCauseCode: 3050 });
	});

	it('asks the fallback URL when the answer URL fails', async () => {
		lab = await PhoneLab.start();
		lab.plivo.people.add({ number: CALLEE });
		lab.customer.on('/answer', { status: 500 });
		lab.customer.on('/fallback', response('<Hangup/>'));
		await makeCall({ fallback_url: `${lab.customer.url}/fallback` });
		const [call] = lab.plivo.calls.all();
		expect(await call?.waitForEnd()).toMatchObject({ hangupCauseCode: 4000 });
	});

	it('dials several numbers', async () => {
		lab = await PhoneLab.start();
		const made = await makeCall({ to: `${CALLEE}<14155550777` });
		expect(made.body).toMatchObject({ message: 'calls fired' });
		expect(made.body.request_uuid).toHaveLength(2);
	});

	it.each([
		[{ from: undefined }, 'from parameter is missing'],
		[{ to: undefined }, 'to parameter is missing'],
		[{ to: 'Ada' }, 'to is invalid'],
		[{ answer_url: undefined }, 'answer_url parameter is missing'],
		[{ answer_url: 'x' }, 'answer_url is not a valid URL'],
		[{ machine_detection_time: 1000 }, 'machine_detection_time must be between 2000 and 10000'],
		[{ time_limit: 'long' }, 'time_limit must be'],
	])('refuses %j', async (fields, error) => {
		lab = await PhoneLab.start();
		const made = await makeCall(fields);
		expect(made.status).toBe(400);
		expect(made.body.error).toEqual(expect.stringContaining(error));
		expect(lab.plivo.calls.all()).toEqual([]);
	});

	it('drops unknown fields, but logs them', async () => {
		lab = await PhoneLab.start();
		expect((await makeCall({ fallback_answer_url: 'https://x.example' })).status).toBe(201);
		expect(lab.unknownFields()).toEqual([expect.stringContaining('fallback_answer_url')]);
	});
});

describe('looking calls up (plivo.md §5.2)', () => {
	it('shows a call as live, then as finished', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		const path = `/Call/${call.uuid}/`;
		expect((await lab.api('GET', '/Call/?status=live')).body).toMatchObject({ calls: [call.uuid] });
		expect((await lab.api('GET', '/Call/?status=queued')).body).toMatchObject({ calls: [] });
		for (const live of [`${path}?status=live`, `/Call/${call.uuid}?status=live`]) {
			expect((await lab.api('GET', live)).body).toMatchObject({
				call_uuid: call.uuid,
				call_status: 'in-progress',
				direction: 'inbound',
				from: '14155550100',
				to: '14155550123',
			});
		}
		expect((await lab.api('GET', path)).status).toBe(404);
		expect((await lab.api('GET', `/Call/${call.uuid}`)).status).toBe(404);
		call.hangUp();
		expect((await lab.api('GET', '/Call/?status=live')).body).toMatchObject({ calls: [] });
		expect((await lab.api('GET', `${path}?status=live`)).status).toBe(404);
		expect((await lab.api('GET', path)).body).toMatchObject({
			call_uuid: call.uuid,
			call_direction: 'inbound',
			from_number: '+14155550100',
			to_number: '14155550123',
			hangup_cause_code: 4000,
			hangup_cause_name: 'Normal Hangup',
			hangup_source: 'Caller',
			billed_duration: 60,
			total_amount: '0.00500',
			answer_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/) as string,
		});
	});

	it('lets the record lag behind the hang-up', async () => {
		lab = await PhoneLab.start({ cdrLagMs: 150 });
		lab.answerWith('<Hangup/>');
		const call = lab.call();
		await call.waitForEnd();
		expect((await lab.api('GET', `/Call/${call.uuid}/`)).status).toBe(404);
		await until(async () => (await lab.api('GET', `/Call/${call.uuid}/`)).status === 200);
	});

	it('answers 400 for the wrong view in that variant', async () => {
		lab = await PhoneLab.start({ missingCallStatus: 400 });
		expect((await lab.api('GET', '/Call/7d5a3a1e-0000-4000-8000-000000000000/')).status).toBe(400);
	});

	it('filters finished calls', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const one = lab.call();
		await one.waitForEnd();
		const other = lab.call({ from: '442071838750' });
		await other.waitForEnd();
		const found = async (query: string) => {
			const { objects } = (await lab.api('GET', `/Call/?${query}`)).body;
			return (objects as { call_uuid: string }[]).map((record) => record.call_uuid);
		};
		expect(await found('')).toEqual([other.uuid, one.uuid]);
		expect(await found('from_number=442071838750')).toEqual([other.uuid]);
		expect(await found('call_direction=outbound')).toEqual([]);
		expect(await found('hangup_cause_code=4000&bill_duration__gte=1')).toHaveLength(2);
		expect(await found('bill_duration__gt=100')).toEqual([]);
		expect(await found('end_time__lt=2020-01-01 00:00')).toEqual([]);
		expect((await lab.api('GET', '/Call/?end_time__lt=yesterday')).status).toBe(400);
	});
});

describe('acting on a live call (plivo.md §5.3)', () => {
	it('hangs up', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		expect((await lab.api('DELETE', `/Call/${call.uuid}/`)).status).toBe(204);
		expect(call.endState).toMatchObject({ hangupCauseCode: 4000, hangupSource: 'API Request' });
		expect((await lab.api('DELETE', `/Call/${call.uuid}/`)).status).toBe(404);
	});

	it('cancels what was not answered yet, also by its request', async () => {
		lab = await PhoneLab.start();
		lab.plivo.people.add({ number: CALLEE, behavior: 'no-answer' });
		for (const path of ['/Request', '/Call']) {
			const uuid = (await makeCall()).body.request_uuid as string;
			const call = lab.plivo.calls.all().find((one) => one.uuid === uuid);
			await until(() => call?.state === 'ringing');
			expect((await lab.api('DELETE', `${path}/${uuid}/`)).status).toBe(204);
			expect(call?.endState).toMatchObject({
				callStatus: 'cancel',
				hangupCauseCode: 1000,
				hangupSource: 'API Request',
			});
			expect((await lab.api('DELETE', `${path}/${uuid}/`)).status).toBe(404);
		}
	});

	it('transfers to another document, which breaks the current element off', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/><Speak>never</Speak>');
		lab.customer.on('/transfer', response('<Speak>moved</Speak>'));
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		const answer = await lab.api('POST', `/Call/${call.uuid}/`, {
			legs: 'aleg',
			aleg_url: `${lab.customer.url}/transfer`,
		});
		expect(answer).toMatchObject({
			status: 202,
			body: { message: 'call transferred', call_uuids: [call.uuid] },
		});
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(call.heard.map(({ text }) => text)).toEqual(['moved']);
	});

	it.each([
		['drop' as const, 7013],
		['<Response><Say>x</Say></Response>', 8013],
	])('ends with the transfer causes after %s', async (answer, code) => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		lab.customer.on('/transfer', answer);
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		await lab.api('POST', `/Call/${call.uuid}/`, { aleg_url: `${lab.customer.url}/transfer` });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: code });
	});

	it('speaks and presses keys into the call', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		const path = `/Call/${call.uuid}`;
		expect((await lab.api('POST', `${path}/Speak/`, { text: 'one moment' })).status).toBe(202);
		await call.waitForHeard(/one moment/);
		expect((await lab.api('POST', `${path}/DTMF/`, { digits: '12w#' })).status).toBe(202);
		await until(() => call.digitsHeard === '12#');
		expect((await lab.api('POST', `${path}/Speak/`, {})).status).toBe(400);
	});

	it('records both sides', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		lab.customer.on('/recorded', '');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		const path = `/Call/${call.uuid}/Record/`;
		const started = await lab.api('POST', path, {
			callback_url: `${lab.customer.url}/recorded`,
			file_format: 'wav',
		});
		expect(started).toMatchObject({ status: 202, body: { message: 'call recording started' } });
		await call.say('for the record');
		expect((await lab.api('DELETE', path)).status).toBe(204);
		await until(() => lab.customer.at('/recorded').length > 0);
		expect(lab.customer.at('/recorded')[0]?.fields).toMatchObject({
			RecordUrl: started.body.url,
			RecordingID: started.body.recording_id,
		});
		expect((await fetch(started.body.url as string)).status).toBe(200);
	});
});

describe('the windows of the call list (plivo.md §5.2)', () => {
	it('shows 7 days without a time, and 30 days from one bound', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const ages: Record<string, number> = { new: 0, week: 8, month: 29, old: 40 };
		const now = Date.now();
		const names = new Map<unknown, string>();
		for (const [name, days] of Object.entries(ages)) {
			const call = lab.call();
			await call.waitForEnd();
			call.times.endedAt = now - days * 86_400_000;
			names.set(call.uuid, name);
		}
		const at = (days: number) =>
			new Date(now - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
		const found = async (filters: Record<string, string>) => {
			const query = new URLSearchParams(filters).toString();
			const { objects } = (await lab.api('GET', `/Call/?${query}`)).body;
			return (objects as { call_uuid: string }[])
				.map((record) => names.get(record.call_uuid))
				.reverse();
		};
		expect(await found({})).toEqual(['new']);
		expect(await found({ end_time__lt: at(5) })).toEqual(['week', 'month']);
		expect(await found({ end_time__lte: at(10) })).toEqual(['month', 'old']);
		expect(await found({ end_time__gt: at(35) })).toEqual(['week', 'month']);
		expect(await found({ end_time__gte: at(9) })).toEqual(['new', 'week']);
		expect(await found({ end_time__gt: at(60), end_time__lt: at(5) })).toEqual([
			'week',
			'month',
			'old',
		]);
	});

	it('shows every field of a finished call', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const call = lab.call({ from: '442071838750' });
		await call.waitForEnd();
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/) as string;
		expect((await lab.api('GET', `/Call/${call.uuid}/`)).body).toEqual({
			answer_time: time,
			api_id: expect.any(String) as string,
			bill_duration: 1,
			billed_duration: 60,
			call_direction: 'inbound',
			call_duration: 1,
			call_state: 'ANSWER',
			call_uuid: call.uuid,
			cnam_lookup: '',
			conference_uuid: null,
			end_time: time,
			from_number: '+442071838750',
			hangup_cause_code: 4000,
			hangup_cause_name: 'Normal Hangup',
			hangup_source: 'Answer XML',
			initiation_time: time,
			parent_call_uuid: null,
			resource_uri: `/v1/Account/MALABPHONE0000000000/Call/${call.uuid}/`,
			source_ip: null,
			stir_attestation: 'Not Applicable',
			stir_verification: 'Not Applicable',
			to_number: '14155550123',
			total_amount: '0.00500',
			total_rate: '0.00500',
			voice_network_group: 'United States All Networks',
		});
	});

	it('filters by source, parent and subaccount, and live calls by their ends', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const call = lab.call();
		await call.waitForEnd();
		const found = async (query: string) => (await lab.api('GET', `/Call/?${query}`)).body;
		expect((await found('hangup_source=Answer%20XML')).objects).toHaveLength(1);
		expect((await found('hangup_source=Callee')).objects).toEqual([]);
		expect((await found('parent_call_uuid=x')).objects).toEqual([]);
		expect((await found('subaccount=SA00000000000000LAB1')).objects).toEqual([]);
		expect((await found('to_number=%2B14155550123')).objects).toHaveLength(1);
		lab.answerWith('<Wait length="60"/>');
		const live = lab.call({ from: 'sip:ada@example.com' });
		await until(() => live.state === 'in-progress');
		expect((await found('status=live&from_number=sip:ada@example.com')).calls).toEqual([live.uuid]);
		expect((await found('status=live&to_number=999')).calls).toEqual([]);
		expect((await found('status=live&call_direction=outbound')).calls).toEqual([]);
		expect((await lab.api('GET', '/Call/?status=finished')).status).toBe(400);
	});
});
