import { bothWays } from './support/accountProfiles';
import { AccountWorld, everythingIn } from './support/accountWorld';

const ELSEWHERE = '+14155550177';
const FRIEND = '+14155550134';
const LOGIN = { username: 'pbx01', password: 'strong_Pass_1' };

describe.each(bothWays)('%s', (_name, variants) => {
	let account: AccountWorld;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
	});

	afterAll(async () => {
		await account.close();
	});

	test('a verified caller ID: a code is sent, mistyped, right; the number calls; it is renamed, deleted', async () => {
		const { plivo } = account;
		const { callerIds, zentrunk } = account.account;
		const { credential_uuid } = zentrunk.addCredential(LOGIN);
		const trunk = zentrunk.addTrunk({ trunk_direction: 'outbound', credential_uuid });
		plivo.people.add({ number: FRIEND, script: [{ hangUp: true }] });
		const callFromElsewhere = async () =>
			await plivo
				.placeTrunkCall({
					trunk: trunk.trunk_id,
					from: ELSEWHERE,
					to: FRIEND,
					credential: LOGIN,
				})
				.waitForEnd();

		const started = await account.run('verifiedCallerId', 'startVerification', {
			phoneNumber: '(415) 555-0177',
			channel: 'call',
			additionalFields: { alias: 'Mobile', defaultCountry: 'US' },
		});
		expect(started.json).toMatchObject({ phoneNumber: ELSEWHERE, channel: 'call' });
		const verificationUuid = String(started.json.verification_uuid);
		const { code } = { ...callerIds.pending(verificationUuid) } as { code: string };
		expect(everythingIn(started.execution)).not.toContain(code);
		expect(await callFromElsewhere()).toMatchObject({ hangupCauseCode: 4190 });

		const mistyped = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
		const { message } = await account.refused('verifiedCallerId', 'confirm', {
			verificationUuid,
			otp: mistyped,
		});
		expect(message).toBe('Plivo refused the request: otp is incorrect');
		const { json: confirmed } = await account.run('verifiedCallerId', 'confirm', {
			verificationUuid,
			otp: `${code.slice(0, 3)} ${code.slice(3)}`,
		});
		expect(confirmed).toMatchObject({ phoneNumber: ELSEWHERE, channel: 'call' });
		expect(await callFromElsewhere()).toMatchObject({ callStatus: 'completed' });

		const verifiedCallerId = await account.fromList(
			'searchVerifiedCallerIds',
			`${ELSEWHERE} (Mobile)`,
		);
		const { json: updated } = await account.run('verifiedCallerId', 'update', {
			verifiedCallerId,
			updateFields: { alias: 'Office' },
		});
		expect(updated).toMatchObject({ phoneNumber: ELSEWHERE, alias: 'Office' });
		expect(callerIds.find(ELSEWHERE)?.alias).toBe('Office');
		const { json: read } = await account.run('verifiedCallerId', 'get', { verifiedCallerId });
		expect(read).toMatchObject({ phoneNumber: ELSEWHERE, alias: 'Office', country: 'US' });

		for (let n = 10; n < 40; n++) callerIds.add({ phone_number: `+442071830${n}5` });
		const { items: all } = await account.run('verifiedCallerId', 'getMany', { returnAll: true });
		expect(all.map(({ json }) => json.phoneNumber)).toEqual(
			callerIds.all().map(({ phone_number: number }) => number),
		);
		const { items: named } = await account.run('verifiedCallerId', 'getMany', {
			filters: { alias: 'Office', country: 'us' },
		});
		expect(named.map(({ json }) => json)).toEqual([expect.objectContaining(read)]);

		const { json: gone } = await account.run('verifiedCallerId', 'delete', { verifiedCallerId });
		expect(gone).toEqual({ phone_number: ELSEWHERE, deleted: true });
		expect(callerIds.find(ELSEWHERE)).toBeUndefined();
		expect(await callFromElsewhere()).toMatchObject({ hangupCauseCode: 4190 });
	});
});
