import { byId } from '../plivoVoice/support/accountWorld';
import { UltravoxAccount } from './support/ultravoxAccount';
import { bothProfiles } from './support/ultravoxProfiles';

const MINUTE_MS = 60_000;
const SID = 'AC00000000000000000000000000000000';

describe.each(bothProfiles)('the account, %s', (_name, variants) => {
	let account: UltravoxAccount;

	beforeAll(async () => {
		account = await UltravoxAccount.start(variants);
	});

	afterAll(async () => await account.close());

	test('what it is, what it may do and how it is paid', async () => {
		account.ultravox.account.allowedConcurrentCalls = 5;
		const whole = await account.run('account', 'get', { simplify: false });
		expect(whole).toEqual(await account.console('GET', '/api/accounts/me'));
		const shown = await account.run('account', 'get');
		expect(shown).toMatchObject({
			accountId: account.ultravox.account.accountId,
			allowedConcurrentCalls: 5,
		});
		expect(Object.keys(shown).length).toBeLessThanOrEqual(10);
		expect(await account.items('account', 'getMany', { returnAll: true })).toEqual([shown]);

		const { billing, invoices } = account.ultravox.account;
		expect(await account.run('account', 'getBilling')).toEqual(billing);
		const numbers = invoices.map(({ invoiceNumber }) => invoiceNumber).toReversed();
		const all = await account.items('account', 'getInvoices', { returnAll: true });
		expect(all.map(({ invoiceNumber }) => invoiceNumber)).toEqual(numbers);
		const some = await account.items('account', 'getInvoices', { limit: 3 });
		expect(some).toEqual(all.slice(0, 3));
	});

	test('what calls were there, for how long, and how many at once', async () => {
		const voices = await account.fromList('searchVoices', /^Lab-English, .*English$/);
		const { agentId } = account.ultravox.addAgent({ name: 'Ava' });
		const { agentId: other } = account.ultravox.addAgent({ name: 'Ben' });
		const call = async (agent: string, fields: object = {}) =>
			await account.console('POST', `/api/agents/${agent}/calls`, {
				medium: { plivo: {} },
				...fields,
			});
		await call(agentId, { metadata: { customer: 'c1' } });
		await call(agentId, { metadata: { customer: 'c2' } });
		await call(other);

		expect(await account.run('account', 'getCallUsage')).toMatchObject({
			allTime: { totalCount: 3, joinedCount: 0 },
		});
		const filters = {
			agentIds: agentId,
			metadata: { values: [{ key: 'customer', value: 'c2' }] },
			fromDate: new Date(Date.now() - MINUTE_MS).toISOString(),
		};
		const usage = await account.run('account', 'getCallUsage', { filters });
		expect(usage).toMatchObject({
			allTime: { totalCount: 1 },
			daily: [{ totalCount: 1 }],
			hourly: [{ totalCount: 1 }],
		});
		const spoken = await account.run('account', 'getCallUsage', {
			filters: { ...filters, voiceId: voices },
		});
		expect(spoken).toMatchObject({ allTime: { totalCount: 0 } });

		const now = Date.now();
		const { timeSeries } = await account.run('account', 'getConcurrency', {
			options: {
				bucket: '5min',
				start: new Date(now - 5 * MINUTE_MS).toISOString(),
				end: new Date(now + MINUTE_MS).toISOString(),
			},
		});
		const peaks = (timeSeries as Array<Record<string, number>>).map((one) => one.maxTotalCalls);
		expect(Math.max(...(peaks as number[]))).toBe(3);
		expect(await account.run('account', 'get')).toMatchObject({ activeCalls: 3 });

		const minutes = await account.run('account', 'getUsage', {
			filters: { fromDate: '2026-01-30T23:00:00', toDate: '2026-02-02' },
		});
		expect(minutes).toMatchObject({
			dailyUsage: ['2026-01-30', '2026-01-31', '2026-02-01'].map((date) => ({ date, minutes: 0 })),
			totalMinutes: 0,
		});
	});

	test('keys of voice providers go out, are never shown again, and are taken away', async () => {
		const key = 'sk_eleven-0123456789abcdef';
		const google = 'R09PR0xFLVBSSVZBVEUtS0VZ';
		const hidden = account.secret(google).replace(/^=\{\{ | \}\}$/g, '');
		const given = await account.run('account', 'updateTtsKeys', {
			updateFields: {
				elevenLabs: account.secret(key),
				google: `={{ { "type": "service_account", "private_key": ${hidden} } }}`,
			},
		});
		const path = '/api/accounts/me/tts_api_keys';
		const [sent] = account.sent('PATCH', path) as Array<Record<string, string>>;
		expect(sent?.elevenLabs).toBe(key);
		expect(JSON.parse(sent?.google ?? '')).toEqual({
			type: 'service_account',
			private_key: google,
		});
		expect(given).toMatchObject({ elevenLabs: { prefix: expect.any(String) as string } });
		const shown = await account.run('account', 'getTtsKeys');
		expect(shown).toEqual(given);
		expect(shown).toEqual(await account.console('GET', path));

		account.ultravox.faults.add({
			match: ({ method }) => method === 'PATCH',
			status: 400,
			body: { elevenLabs: [`${key} is not a key`] },
		});
		const refused = await account.refused('account', 'updateTtsKeys', {
			updateFields: { elevenLabs: account.secret(key) },
		});
		expect(refused.message).toContain('[removed] is not a key');
		await account.run('account', 'updateTtsKeys', { updateFields: { removeKeys: ['elevenLabs'] } });
		expect(Object.keys(await account.console('GET', path))).toEqual(['google']);
	});

	test('the old telephony settings: set, read without the token, removed', async () => {
		const token = 'token-of-the-twilio-account';
		const { agentId } = account.ultravox.addAgent({ name: 'Receptionist' });
		const agent = await account.fromList('searchAgents', 'Receptionist');
		expect(agent).toEqual({ ...byId(agentId), mode: 'list' });
		const set = await account.run('account', 'updateTelephonySettings', {
			change: 'set',
			provider: 'twilio',
			accountSid: SID,
			authToken: account.secret(token),
			callCreationAllowedAgentIds: [agentId],
		});
		const path = '/api/accounts/me/telephony_config';
		expect(account.sent('PATCH', path)).toMatchObject([
			{ twilio: { accountSid: SID, authToken: token, callCreationAllowedAgentIds: [agentId] } },
		]);
		expect(set).toMatchObject({
			twilio: { accountSid: SID, callCreationAllowedAgentIds: [agentId] },
			plivo: null,
		});
		expect(await account.run('account', 'getTelephonySettings')).toEqual(set);
		const removed = await account.run('account', 'updateTelephonySettings', {
			change: 'remove',
			provider: 'twilio',
		});
		expect(removed).toMatchObject({ twilio: null });
		expect(await account.console('GET', path)).toMatchObject({ twilio: null });
	});

	test('every operation was executed', () => account.expectExecuted('account'));
});
