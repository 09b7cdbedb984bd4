import { acceptedSignatures } from './signatureOracle';
import { PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

describe('the hang-up callback (plivo.md §6.3)', () => {
	it('is signed and carries every field', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call({ fields: { 'X-PH-Order': '7' } });
		await until(() => call.state === 'in-progress');
		call.hangUp();
		const fields = await lab.hangupFields(call);
		expect(fields).toEqual({
			BillDuration: '60',
			BillRate: '0.005',
			CallStatus: 'completed',
			CallUUID: call.uuid,
			CountryCode: 'US',
			Direction: 'inbound',
			Duration: '1',
			Event: 'Hangup',
			From: '14155550100',
			HangupCause: 'NORMAL_CLEARING',
			HangupCauseCode: '4000',
			HangupCauseName: 'Normal Hangup',
			HangupSource: 'Caller',
			ParentAuthID: 'MALABPHONE0000000000',
			RouteType: 'Domestic_Anchored',
			STIRAttestation: 'Not Applicable',
			STIRVerification: 'Not Applicable',
			SessionStart: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/) as string,
			To: '14155550123',
			TotalCost: '0.00500',
			'X-PH-Order': '7',
			StartTime: expect.any(String) as string,
			AnswerTime: expect.any(String) as string,
			EndTime: expect.any(String) as string,
		});
		// Five and a half hours ahead of UTC, in which SessionStart is.
		const session = Date.parse(`${fields.SessionStart?.slice(0, 19).replace(' ', 'T')}Z`);
		const started = Date.parse(`${fields.StartTime?.replace(' ', 'T')}Z`);
		expect(Math.round((started - session) / 60_000)).toBe(330);
		const [request] = lab.customer.at('/hangup');
		expect(request && acceptedSignatures(request, lab.customer.url)).toEqual({
			v3: true,
			'ma-v3': true,
			v2: true,
			'ma-v2': true,
		});
	});

	it('says when nobody was answered', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/answer', 'hang');
		const call = lab.call();
		await until(() => lab.customer.at('/answer').length === 1);
		call.hangUp();
		expect(await lab.hangupFields(call)).toMatchObject({
			CallStatus: 'completed',
			HangupCauseCode: '1000',
			HangupCause: 'ORIGINATOR_CANCEL',
			HangupSource: 'Caller',
			Duration: '0',
			BillDuration: '0',
			TotalCost: '0.00000',
			AnswerTime: '',
		});
	});

	it('is repeated by the rules of its URL', async () => {
		lab = await PhoneLab.start();
		lab.application.hangup_url += '#rp=5xx&rc=2';
		lab.answerWith('<Hangup/>');
		lab.customer.on('/hangup', () => ({
			status: lab.customer.at('/hangup').length < 3 ? 500 : 200,
		}));
		const call = lab.call();
		await call.settled;
		expect(lab.customer.at('/hangup')).toHaveLength(3);
		expect(call.hangupDeliveries[0]?.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
	});

	it('has no Event and no SessionStart, and a plus before numbers, in those variants', async () => {
		lab = await PhoneLab.start({
			hangupEventField: 'absent',
			sessionStart: 'absent',
			numbersWithPlus: true,
		});
		lab.answerWith('<Hangup/>');
		const call = lab.call();
		const fields = await lab.hangupFields(call);
		expect(fields).not.toHaveProperty('Event');
		expect(fields).not.toHaveProperty('SessionStart');
		expect(fields).toMatchObject({ From: '+14155550100', To: '+14155550123' });
		const answer = lab.customer.at('/answer')[0]?.fields;
		expect(answer).toMatchObject({ From: '+14155550100', Event: 'StartApp' });
		expect(answer).not.toHaveProperty('SessionStart');
	});

	it('comes once, whoever hangs up first', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const call = lab.call();
		await call.waitForEnd();
		call.hangUp();
		await call.settled;
		expect(call.endState).toMatchObject({ hangupSource: 'Answer XML' });
		expect(lab.customer.at('/hangup')).toHaveLength(1);
	});
});

describe('a call to a number that nothing answers', () => {
	it('ends without any callback', async () => {
		lab = await PhoneLab.start();
		for (const to of ['+14155559999', '+14155550124']) {
			lab.plivo.account.addNumber('+14155550124');
			const call = lab.call({ to });
			expect(await call.waitForEnd()).toMatchObject({
				hangupCauseCode: 5020,
				hangupSource: 'Plivo',
				durationSeconds: 0,
			});
			await call.settled;
		}
		expect(lab.customer.requests).toEqual([]);
	});
});

describe('closing the lab', () => {
	it('hangs up what is live', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Wait length="60"/>');
		const call = lab.call();
		await until(() => call.state === 'in-progress');
		await lab.plivo.close();
		expect(call.endState).toMatchObject({ hangupSource: 'Plivo' });
	});
});
