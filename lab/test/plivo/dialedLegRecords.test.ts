import { PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
});
afterEach(async () => await lab.stop());

const HUMAN = '+14155550777';

const recordsOf = async (callUuid: string) =>
	(await lab.api('GET', `/Call/?parent_call_uuid=${callUuid}`)).body.objects;

it('lists the legs that a Dial rang by their parent: who answered, and who did not', async () => {
	lab.plivo.people.add({ number: HUMAN, script: [{ hangUp: true }] });
	lab.plivo.people.add({ number: '+14155550778', behavior: 'no-answer' });
	lab.answerWith(
		`<Dial callerId="14155550123"><Number>${HUMAN}</Number><Number>14155550778</Number></Dial>`,
	);
	const call = lab.call();
	await call.waitForEnd();
	await until(() => call.dialedLegs.every(({ status }) => status !== undefined));
	expect(await recordsOf(call.uuid)).toMatchObject([
		{
			call_uuid: call.dialedLegs[0]?.uuid,
			parent_call_uuid: call.uuid,
			to_number: HUMAN.slice(1),
			from_number: '+14155550123',
			answer_time: expect.any(String) as string,
			hangup_cause_code: 4000,
		},
		{ to_number: '14155550778', answer_time: null, hangup_cause_code: 1000 },
	]);
});

it('has no record of a leg that goes on', async () => {
	lab.plivo.people.add({ number: HUMAN });
	lab.answerWith(`<Dial><Number>${HUMAN}</Number></Dial>`);
	const call = lab.call();
	await until(() => call.dialedLegs[0]?.connected === true);
	expect(await recordsOf(call.uuid)).toEqual([]);
	call.hangUp();
	await until(() => call.dialedLegs[0]?.status === 'completed');
	expect(await recordsOf(call.uuid)).toHaveLength(1);
});
