import type { PlivoFault } from '../../../lab/src/plivo/faults';
import { accountProfiles } from './support/accountProfiles';
import { AccountWorld, API_ID, byId, everythingIn, hidden } from './support/accountWorld';

const ANSWER_URL = 'https://example.com/answer';
const SHOWN_ID = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';

describe.each(accountProfiles)('%s', (_name, variants) => {
	let account: AccountWorld;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
	});

	afterAll(async () => {
		await account.close();
	});

	const fault = (ordered: PlivoFault) => account.plivo.faults.add(ordered);

	/** Plivo has enough until two seconds after it first said so: whoever asks sooner is refused again. */
	const busyForTwoSeconds = (path: string): PlivoFault => {
		let open = Infinity;
		return {
			match: ({ path: asked }) => {
				if (!asked.endsWith(path) || Date.now() > open) return false;
				open = Math.min(open, Date.now() + 1_900);
				return true;
			},
			times: 9,
			status: 429,
			headers: tellsWhen() ? { 'Retry-After': '2' } : {},
		};
	};

	const tellsWhen = () => account.plivo.variants.retryAfterHeader === 'present';

	test("a refusal is told in Plivo's words, with its status and the id for its support", async () => {
		const { zentrunk } = account.account;
		zentrunk.enabled = false;
		const { message, description } = await account.refused('trunk', 'getMany');
		expect(message).toBe('Plivo does not allow this: SIP trunking is not enabled for this account');
		expect(description).toMatch(/HTTP status 403\. /);
		expect(description).toMatch(API_ID);
		await expect(account.offered('searchTrunks')).rejects.toThrow(
			/SIP trunking is not enabled for this account/,
		);
		zentrunk.enabled = true;

		const gone = await account.refused('sipCredential', 'delete', {
			sipCredential: byId(SHOWN_ID),
		});
		expect(gone.message).toBe(
			account.plivo.variants.notFoundBody === 'empty'
				? 'Plivo did not find it'
				: 'Plivo did not find it: not found',
		);
		expect(gone.description).toContain('HTTP status 404.');
	});

	test('what Plivo repeats of a secret is not shown', async () => {
		const { authToken } = account.account;
		fault({
			match: 'GET /v1/Account/',
			// n8n itself asks a second time after a 401.
			times: 2,
			status: 401,
			body: { api_id: SHOWN_ID, error: `${authToken} is not a token` },
		});
		expect(await account.refused('account', 'get')).toEqual({
			message: 'Plivo refused the credential: [removed] is not a token',
			description: `Check the Auth ID and the Auth Token in the credential. HTTP status 401. Plivo's api_id for its support: ${SHOWN_ID}.`,
		});

		const password = 'Strong_Pass_1';
		fault({
			match: '/Zentrunk/Credential/',
			status: 400,
			body: { api_id: SHOWN_ID, error: { password: [`${password} is too weak`] } },
		});
		const { execution, error } = await account.node.try('sipCredential', 'create', {
			username: 'ultravox1',
			generatePassword: false,
			password: hidden(password),
		});
		expect(error).toContain('[removed] is too weak');
		expect(everythingIn(execution)).not.toContain(password);
		expect(everythingIn(execution)).not.toContain(authToken);
	});

	test('what Plivo holds back is sent again when the wait is over, but never where a phone rings', async () => {
		const { credentials } = account.account.zentrunk;
		fault(busyForTwoSeconds('/Zentrunk/Credential/'));
		const requests = await account.requestsOf(async () => {
			await account.run('sipCredential', 'create', {
				username: 'patient1',
				generatePassword: true,
			});
		});
		// Who is not told when to come again asks too soon once.
		expect(requests).toHaveLength(tellsWhen() ? 2 : 3);
		expect([...credentials.values()].map(({ username }) => username)).toEqual(['patient1']);

		fault({ match: '/VerifiedCallerId/', status: 429, headers: { 'Retry-After': '1' } });
		const rings = await account.requestsOf(async () => {
			const { message, description } = await account.refused(
				'verifiedCallerId',
				'startVerification',
				{ phoneNumber: '+14155550177', channel: 'call' },
			);
			expect(message).toMatch(/^Plivo is at its limit for this account/);
			expect(description).toContain('Try again in 1 seconds.');
		});
		expect(rings).toHaveLength(1);
	});

	test('what failed is read and deleted again, never made again', async () => {
		const { applications } = account.account;
		const create = { appName: 'front-desk', answerUrl: ANSWER_URL };
		fault({ match: 'POST /v1/Account/', status: 500 });
		const writes = await account.requestsOf(async () => {
			const { message, description } = await account.refused('application', 'create', create);
			expect(message).toBe('Plivo failed: The lab was told to fail');
			expect(description).toMatch(/HTTP status 500\. /);
		});
		expect(writes).toHaveLength(1);
		expect(applications.size).toBe(0);
		// Made, but its answer was lost: a second one would be one too many.
		fault({ match: 'POST /v1/Account/', drop: true, afterEffect: true });
		const lost = await account.requestsOf(async () => {
			const { message } = await account.refused('application', 'create', create);
			expect(message).toMatch(/^The request to Plivo failed/);
		});
		expect(lost).toHaveLength(1);
		expect(applications.size).toBe(1);

		const [id = ''] = applications.keys();
		const application = byId(id);
		fault({ match: 'GET /v1/Account/', status: 500 });
		const reads = await account.requestsOf(async () => {
			const { json } = await account.run('application', 'get', { application });
			expect(json).toMatchObject({ app_id: id });
		});
		expect(reads).toHaveLength(2);
		fault({ match: 'DELETE /v1/Account/', drop: true, afterEffect: true });
		const deletions = await account.requestsOf(async () => {
			const { json } = await account.run('application', 'delete', { application });
			expect(json).toEqual({ app_id: id, deleted: true });
		});
		expect(deletions.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
		expect(applications.size).toBe(0);
	});
});
