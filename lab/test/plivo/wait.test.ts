import type { LabPerson } from '../../src/plivo/people';
import type { LabCall } from '../../src/plivo/labCall';
import { NUMBER, PhoneLab } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const CALLEE = '+14155550177';

/** Somebody is called, and hears a message after a Wait. */
async function callAndWait(person: Partial<LabPerson>, attributes: string): Promise<LabCall> {
	lab = await PhoneLab.start();
	lab.answerWith(`<Wait ${attributes}/><Speak>our message</Speak><Hangup/>`);
	lab.plivo.people.add({ number: CALLEE, ringMs: 0, ...person });
	const { status } = await lab.api('POST', '/Call/', {
		from: NUMBER,
		to: CALLEE,
		answer_url: `${lab.customer.url}/answer`,
	});
	expect(status).toBe(201);
	const [call] = lab.plivo.calls.all();
	if (!call) throw new Error('There is no call');
	return call;
}

/** How long the callee had been on the line when the message began, in milliseconds. */
const messageAt = (call: LabCall) => call.heard[0]?.startedAtMs ?? NaN;

describe('Wait (plivo.md §7.2)', () => {
	it('with beep ends at the tone of an answering machine: the message comes after it', async () => {
		const call = await callAndWait(
			{ kind: 'machine', greeting: 'nobody is here, speak after the tone' },
			'length="60" beep="true"',
		);
		let toneAtMs = NaN;
		call.person.mouth.onBeep(() => {
			toneAtMs = call.person.ear.elapsedMs;
		});
		await call.waitForHeard(/^our message$/);
		await call.waitForEnd();
		const [message] = call.person.ear.heard;
		// To the frame.
		expect(message?.startedAtMs).toBeGreaterThan(toneAtMs - 20);
	});

	it('with beep takes its whole length where there is no tone', async () => {
		const call = await callAndWait({ kind: 'human' }, 'length="1" beep="true"');
		await call.waitForHeard(/^our message$/);
		expect(messageAt(call)).toBeGreaterThanOrEqual(980);
	});

	it('does not listen for the tone unless it is told to', async () => {
		const call = await callAndWait({ kind: 'machine', greeting: '' }, 'length="2"');
		await call.waitForHeard(/^our message$/);
		expect(messageAt(call)).toBeGreaterThanOrEqual(1980);
	});

	it('with silence ends once nothing has been said for so long', async () => {
		const call = await callAndWait(
			{ script: [{ say: 'wait until I have finished' }] },
			'length="60" silence="true" minSilence="300"',
		);
		await call.waitForHeard(/^our message$/);
		expect(call.person.mouth.idle).toBe(true);
	});
});
