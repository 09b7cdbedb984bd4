import { PhoneLab } from './phoneLab';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
});
afterEach(async () => await lab.stop());

const SUBACCOUNT = 'SA00000000000000LAB1';

async function start(fields: object): Promise<{ uuid: string; code: string }> {
	const { status, body } = await lab.api('POST', '/VerifiedCallerId/', fields);
	expect(status).toBe(202);
	const uuid = body.verification_uuid as string;
	return { uuid, code: lab.plivo.account.callerIds.pending(uuid)?.code ?? '' };
}

async function verified(fields: object): Promise<void> {
	const { uuid, code } = await start(fields);
	const path = `/VerifiedCallerId/Verification/${uuid}/`;
	expect((await lab.api('POST', path, { otp: code })).status).toBe(201);
}

describe('/VerifiedCallerId/ (plivo.md §3.5)', () => {
	it('starts with a code that is told elsewhere, and confirms with it', async () => {
		const started = await lab.api('POST', '/VerifiedCallerId/', {
			phone_number: '+919768368717',
			alias: 'desk',
			channel: 'call',
		});
		const uuid = started.body.verification_uuid as string;
		expect(started.body).toEqual({
			api_id: expect.any(String) as string,
			message: 'Verification code is sent to number +919768368717 which is valid for 15 minutes',
			verification_uuid: uuid,
		});
		const [told] = lab.log.filter((entry) => entry.kind === 'verification');
		const code = /(\d{6})$/.exec(told?.summary ?? '')?.[1];
		expect(code).toBe(lab.plivo.account.callerIds.pending(uuid)?.code);
		expect((await lab.api('GET', '/VerifiedCallerId/+919768368717/')).status).toBe(404);
		const confirmed = await lab.api('POST', `/VerifiedCallerId/Verification/${uuid}/`, {
			otp: code,
		});
		expect(confirmed).toEqual({
			status: 201,
			body: {
				alias: 'desk',
				api_id: expect.any(String) as string,
				channel: 'call',
				country: 'IN',
				created_at: expect.any(String) as string,
				phone_number: '+919768368717',
				verification_uuid: uuid,
			},
		});
	});

	it('refuses a wrong, an old and a spent code', async () => {
		const { uuid, code } = await start({ phone_number: '14155550100' });
		const path = `/VerifiedCallerId/Verification/${uuid}/`;
		const wrong = code === '000000' ? '000001' : '000000';
		expect((await lab.api('POST', path, { otp: wrong })).status).toBe(400);
		expect((await lab.api('POST', path, {})).status).toBe(400);
		const pending = lab.plivo.account.callerIds.pending(uuid);
		expect(pending?.expiresAt).toBeGreaterThan(Date.now() + 14 * 60_000);
		if (pending) pending.expiresAt = Date.now() - 1;
		expect((await lab.api('POST', path, { otp: code })).status).toBe(400);
		if (pending) pending.expiresAt = Date.now() + 60_000;
		expect((await lab.api('POST', path, { otp: code })).status).toBe(201);
		expect((await lab.api('POST', path, { otp: code })).status).toBe(404);
	});

	it('gets, updates, lists with filters and deletes, with + in the number', async () => {
		await verified({ phone_number: '+919768368717', alias: 'desk', subaccount: SUBACCOUNT });
		await verified({ phone_number: '+14155550199' });
		for (const number of ['+919768368717', '919768368717', '%2B919768368717']) {
			expect((await lab.api('GET', `/VerifiedCallerId/${number}/`)).body).toEqual({
				alias: 'desk',
				api_id: expect.any(String) as string,
				country: 'IN',
				created_at: expect.any(String) as string,
				modified_at: expect.any(String) as string,
				phone_number: '+919768368717',
				subaccount: SUBACCOUNT,
				verification_uuid: expect.any(String) as string,
			});
		}
		const numbers = async (query = '') => {
			const { objects } = (await lab.api('GET', `/VerifiedCallerId/${query}`)).body;
			return (objects as { phone_number: string }[]).map((one) => one.phone_number);
		};
		expect(await numbers()).toEqual(['+919768368717', '+14155550199']);
		expect(await numbers('?country=US')).toEqual(['+14155550199']);
		expect(await numbers('?alias=desk')).toEqual(['+919768368717']);
		expect(await numbers(`?subaccount=${SUBACCOUNT}`)).toEqual(['+919768368717']);
		expect(await numbers('?limit=1&offset=1')).toEqual(['+14155550199']);
		const updated = await lab.api('POST', '/VerifiedCallerId/+14155550199/', { alias: 'home' });
		expect(updated).toMatchObject({ status: 202, body: { alias: 'home' } });
		expect(await numbers('?alias=home')).toEqual(['+14155550199']);
		expect((await lab.api('DELETE', '/VerifiedCallerId/+14155550199/')).status).toBe(204);
		expect((await lab.api('DELETE', '/VerifiedCallerId/+14155550199/')).status).toBe(404);
		expect(await numbers()).toEqual(['+919768368717']);
	});

	it.each([
		[{}, 'phone_number parameter is missing'],
		[{ phone_number: 'home' }, 'phone_number is invalid'],
		[{ phone_number: '+14155550100', channel: 'letter' }, 'channel must be one of sms, call'],
		[{ phone_number: '+14155550100', subaccount: 'x' }, 'subaccount is not a subaccount id'],
	])('refuses %j', async (fields, error) => {
		expect(await lab.api('POST', '/VerifiedCallerId/', fields)).toMatchObject({
			status: 400,
			body: { error },
		});
	});

	it('refuses a number that is verified already', async () => {
		await verified({ phone_number: '+14155550100' });
		const again = await lab.api('POST', '/VerifiedCallerId/', { phone_number: '14155550100' });
		expect(again.status).toBe(400);
	});
});
