import { Ear } from '../../src/plivo/ear';
import type { LabCall } from '../../src/plivo/labCall';
import type { PlivoVariants } from '../../src/plivo/variants';
import { NUMBER, PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const CALLEE = '+14155550177';

async function call(
	kind: 'human' | 'machine',
	fields: Record<string, unknown>,
	variants: Partial<PlivoVariants> = {},
): Promise<LabCall> {
	lab = await PhoneLab.start({ machineDetectionMs: 20, ...variants });
	lab.answerWith('<Speak>our message</Speak>');
	lab.customer.on('/machine', '');
	lab.plivo.people.add({ number: CALLEE, ringMs: 50, kind, greeting: 'you reached the Smiths' });
	const { status } = await lab.api('POST', '/Call/', {
		from: NUMBER,
		to: CALLEE,
		answer_url: `${lab.customer.url}/answer`,
		hangup_url: `${lab.customer.url}/hangup`,
		...fields,
	});
	expect(status).toBe(201);
	const [made] = lab.plivo.calls.all();
	if (!made) throw new Error('There is no call');
	return made;
}

const answerFields = () => lab.customer.at('/answer')[0]?.fields;
const async = () => ({ machine_detection_url: `${lab.customer.url}/machine` });

describe('machine detection of Make Call (plivo.md §5.1, §6.5)', () => {
	it('a machine greets and beeps, and hears the message', async () => {
		const made = await call('machine', {});
		const ear = new Ear();
		made.line.onCallerFrame((samples, rate) => ear.push(samples, rate));
		lab.answerWith('<Speak>our message</Speak><Wait length="60"/>');
		await made.waitForHeard(/our message/);
		await until(() => ear.heard.length === 1);
		expect(ear.heard[0]?.text).toBe('you reached the Smiths');
		// The tone is 400 ms long.
		await until(() => (ear.lastSoundAtMs ?? 0) >= (ear.heard[0]?.endedAtMs ?? Infinity) + 300);
		expect(lab.customer.at('/answer')[0]?.fields).not.toHaveProperty('Machine');
	});

	it('waits for the result, and tells it in the answer request', async () => {
		const made = await call('machine', { machine_detection: 'true' });
		await made.waitForEnd();
		expect(answerFields()).toMatchObject({
			Event: 'StartApp',
			CallStatus: 'in-progress',
			Machine: 'true',
		});
		expect(made.endState).toMatchObject({ hangupCauseCode: 4010 });
	});

	it('says nothing there in that variant', async () => {
		const made = await call(
			'machine',
			{ machine_detection: 'true' },
			{ syncMachineField: 'absent' },
		);
		await made.waitForEnd();
		expect(answerFields()).toMatchObject({ Event: 'StartApp' });
		expect(answerFields()).not.toHaveProperty('Machine');
	});

	it.each([
		['absent', undefined],
		['false', 'false'],
	] as const)('a human is %s', async (humanReported, field) => {
		const made = await call('human', { machine_detection: 'hangup' }, { humanReported });
		await made.waitForEnd();
		expect(answerFields()?.Machine).toBe(field);
		expect(made.heard.map(({ text }) => text)).toEqual(['our message']);
	});

	it.each([
		['human', 'machine', 'true'],
		['machine', 'human', undefined],
	] as const)('may be wrong: a %s is taken for a %s', async (kind, detectedAs, field) => {
		lab = await PhoneLab.start({ machineDetectionMs: 20 });
		lab.answerWith('<Hangup/>');
		lab.plivo.people.add({ number: CALLEE, ringMs: 0, kind, detectedAs });
		await lab.api('POST', '/Call/', {
			from: NUMBER,
			to: CALLEE,
			answer_url: `${lab.customer.url}/answer`,
			machine_detection: 'true',
		});
		await until(() => lab.customer.at('/answer').length === 1);
		expect(answerFields()?.Machine).toBe(field);
	});

	it('hangs up on a machine before any answer request', async () => {
		const made = await call('machine', { machine_detection: 'hangup' });
		expect(await lab.hangupFields(made)).toMatchObject({
			CallStatus: 'completed',
			HangupCauseCode: '9100',
			HangupCauseName: 'Machine Detected',
			HangupSource: 'Plivo',
		});
		expect(lab.customer.at('/answer')).toEqual([]);
	});

	it('finds no machine when it takes longer than machine_detection_time', async () => {
		const made = await call(
			'machine',
			{ machine_detection: 'hangup', machine_detection_time: 2000 },
			{ machineDetectionMs: 2001 },
		);
		await made.waitForEnd();
		expect(made.endState).toMatchObject({ hangupCauseCode: 4010 });
	});

	it('does not wait with machine_detection_url, and tells that URL', async () => {
		lab = await PhoneLab.start({ machineDetectionMs: 100 });
		lab.customer.on('/machine', '');
		lab.customer.on('/answer', '<Response><Wait length="60"/></Response>');
		lab.plivo.people.add({ number: CALLEE, ringMs: 5, kind: 'machine' });
		const url = { answer_url: `${lab.customer.url}/answer`, ...async() };
		await lab.api('POST', '/Call/', {
			from: NUMBER,
			to: CALLEE,
			machine_detection: 'true',
			machine_detection_method: 'GET',
			...url,
		});
		await until(() => lab.customer.at('/machine').length === 1);
		expect(lab.customer.requests.map(({ path }) => path)).toEqual(['/answer', '/machine']);
		expect(answerFields()).not.toHaveProperty('Machine');
		const [made] = lab.plivo.calls.all();
		expect(lab.customer.at('/machine')[0]).toMatchObject({
			method: 'GET',
			fields: {
				CallStatus: 'in-progress',
				CallUUID: made?.uuid,
				Event: 'MachineDetection',
				From: '14155550123',
				Machine: 'true',
				To: '14155550177',
			},
		});
		expect(made?.state).toBe('in-progress');
	});

	it('hangs up afterwards, too', async () => {
		lab = await PhoneLab.start({ machineDetectionMs: 20 });
		lab.customer.on('/machine', '');
		lab.answerWith('<Wait length="60"/>');
		lab.plivo.people.add({ number: CALLEE, ringMs: 5, kind: 'machine' });
		const url = { answer_url: `${lab.customer.url}/answer`, ...async() };
		await lab.api('POST', '/Call/', {
			from: NUMBER,
			to: CALLEE,
			machine_detection: 'hangup',
			...url,
		});
		const [made] = lab.plivo.calls.all();
		expect(await made?.waitForEnd()).toMatchObject({ hangupCauseCode: 9100 });
		await until(() => lab.customer.at('/machine').length === 1);
	});
});
