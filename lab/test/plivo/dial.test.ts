import { PhoneLab, response, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const HUMAN = '+14155550777';

const dial = (attributes = '', target = `<Number>${HUMAN}</Number>`) =>
	`<Dial action="${lab.customer.url}/action" ${attributes}>${target}</Dial>`;

async function start(): Promise<void> {
	lab = await PhoneLab.start();
	lab.customer.on('/action', response('<Speak>action document</Speak>'));
}

describe('Dial (plivo.md §7.2, §6.6)', () => {
	it('connects both, and tells the action how it went', async () => {
		await start();
		lab.plivo.people.add({
			number: HUMAN,
			script: [{ waitForUtterance: /sick/ }, { say: 'get well' }, { hangUp: true }],
		});
		lab.answerWith(dial('callerId="14155550123"'), '<Speak>never</Speak>');
		const call = lab.call({ person: [{ waitForQuiet: 300 }, { say: 'I am sick' }] });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(call.heard.map(({ text }) => text)).toEqual(['get well', 'action document']);
		const [leg] = call.dialedLegs;
		expect(leg?.heard.map(({ text }) => text)).toEqual(['I am sick']);
		expect(leg?.callerId).toBe('14155550123');
		expect(lab.customer.at('/action')[0]?.fields).toMatchObject({
			CallUUID: call.uuid,
			DialStatus: 'completed',
			DialRingStatus: 'true',
			DialHangupCause: 'NORMAL_CLEARING',
			DialALegUUID: call.uuid,
			DialBLegUUID: leg?.uuid,
		});
	});

	it.each([
		['busy', { behavior: 'busy' }, 'true', 'USER_BUSY', ''],
		['no-answer', { behavior: 'no-answer', ringMs: 5 }, 'true', 'NO_ANSWER', ''],
		['timeout', { behavior: 'no-answer' }, 'true', 'NO_ANSWER', 'timeout="1"'],
		['timeout', { behavior: 'answer', ringMs: 60_000 }, 'true', 'NO_ANSWER', 'timeout="1"'],
		['failed', undefined, 'false', 'UNALLOCATED_NUMBER', ''],
	] as const)('reports %s', async (status, person, rang, cause, attributes) => {
		await start();
		if (person) lab.plivo.people.add({ number: HUMAN, ...person });
		lab.answerWith(dial(attributes));
		const call = lab.call();
		await call.waitForEnd();
		expect(lab.customer.at('/action')[0]?.fields).toMatchObject({
			DialStatus: status,
			DialRingStatus: rang,
			DialHangupCause: cause,
			DialBLegUUID: '',
		});
	});

	it('notes who is rung in the list of dials', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN, behavior: 'busy' });
		lab.answerWith(dial());
		const call = lab.call();
		await call.waitForEnd();
		expect(lab.plivo.dials.all).toEqual([
			{
				at: expect.any(Number) as number,
				to: '14155550777',
				from: '14155550100',
				by: 'Dial',
				callUuid: call.dialedLegs[0]?.uuid,
				answerUrl: null,
			},
		]);
	});

	it('without action goes on with the next element', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN, behavior: 'busy' });
		lab.answerWith(`<Dial><Number>${HUMAN}</Number></Dial>`, '<Speak>nobody there</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['nobody there']);
	});

	it('connects the first of several who picks up, and gives the others up', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN, behavior: 'no-answer' });
		lab.plivo.people.add({ number: 'sip:desk@phone.example', script: [{ hangUp: true }] });
		lab.answerWith(
			dial('redirect="false"', `<Number>${HUMAN}</Number><User>sip:desk@phone.example</User>`),
		);
		const call = lab.call();
		await call.waitForEnd();
		expect(call.dialedLegs.map(({ status }) => status)).toEqual(['cancel', 'completed']);
	});

	it('ends when the caller hangs up', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN });
		lab.answerWith(dial());
		const call = lab.call();
		await until(() => call.dialedLegs[0]?.answeredAt != null);
		call.hangUp();
		await until(() => call.dialedLegs[0]?.status === 'completed');
		expect(call.endState).toMatchObject({ hangupSource: 'Caller' });
		expect(lab.customer.at('/action')).toEqual([]);
	});

	it('passes keys on, and hangs up on the star', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN });
		lab.answerWith(dial('hangupOnStar="true"'));
		const call = lab.call();
		await until(() => call.dialedLegs[0]?.answeredAt != null);
		await call.press('42*');
		await call.waitForEnd();
		expect(call.dialedLegs[0]?.person.digitsHeard).toBe('42*');
		expect(lab.customer.at('/action')[0]?.fields.DialStatus).toBe('completed');
	});

	it('ends at its time limit', async () => {
		await start();
		lab.plivo.people.add({ number: HUMAN });
		lab.answerWith(dial('timeLimit="1"'));
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(lab.customer.at('/action')).toHaveLength(1);
	});

	it('tells its callbackUrl about the answer and the end', async () => {
		await start();
		lab.customer.on('/dialed', '');
		lab.plivo.people.add({ number: HUMAN, script: [{ hangUp: true }] });
		lab.answerWith(dial(`callbackUrl="${lab.customer.url}/dialed"`));
		const call = lab.call();
		await call.waitForEnd();
		await until(() => lab.customer.at('/dialed').length === 2);
		const fields = lab.customer.at('/dialed').map((request) => request.fields);
		expect(fields[0]).toMatchObject({ DialAction: 'answer', DialBLegTo: HUMAN.slice(1) });
		expect(fields[1]).toMatchObject({
			DialAction: 'hangup',
			DialBLegUUID: call.dialedLegs[0]?.uuid,
			DialBLegHangupCauseCode: '4000',
		});
	});
});
