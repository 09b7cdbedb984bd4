import { CALLER } from '../support/phoneWorld';
import type { OtherParty } from '../support/otherParty';
import { otherParty } from '../support/otherParty';
import { bothWays } from './support/accountProfiles';
import { AccountWorld, API_ID, byId } from './support/accountWorld';

describe.each(bothWays)('%s', (_name, variants) => {
	let account: AccountWorld;
	let day: OtherParty;
	let night: OtherParty;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
		day = await otherParty(account.world, 'Good day.');
		night = await otherParty(account.world, 'Good night.');
	});

	afterAll(async () => {
		await day.close();
		await night.close();
		await account.close();
	});

	const heardBy = async (number: string) => {
		const call = account.plivo.placeInboundCall({ from: CALLER, to: number });
		await call.waitForEnd();
		return call.heard.map(({ text }) => text);
	};

	test('an application: made, found by its name, answering, changed, deleted under its number', async () => {
		const { plivo, world } = account;
		const { applications, numbers } = account.account;
		const number = world.number();
		const wish = {
			appName: 'front-desk',
			answerUrl: day.answerUrl,
			additionalFields: { hangupUrl: 'http://127.0.0.1:9/hangup', logIncomingMessages: false },
		};
		const { json: made } = await account.run('application', 'create', wish);
		const id = String(made.app_id);
		expect(applications.get(id)).toMatchObject({
			app_name: 'front-desk',
			answer_url: day.answerUrl,
			hangup_url: 'http://127.0.0.1:9/hangup',
			log_incoming_messages: false,
		});
		if (plivo.variants.duplicateAppName === 'refused') {
			const { message, description } = await account.refused('application', 'create', wish);
			expect(message).toBe('Plivo refused the request: app_name is already taken');
			expect(description).toMatch(/^HTTP status 409\. /);
			expect(description).toMatch(API_ID);
		} else {
			const { json: second } = await account.run('application', 'create', wish);
			expect(second.app_id).not.toBe(id);
		}

		const application = await account.fromList('searchApplications', `front-desk (${id})`);
		await account.run('number', 'update', { number: byId(number), updateFields: { application } });
		expect(numbers.get(number.slice(1))?.app_id).toBe(id);
		expect(await heardBy(number)).toEqual(['Good day.']);

		const { json: changed } = await account.run('application', 'update', {
			application,
			updateFields: { answerUrl: night.answerUrl, hangupUrl: '', answerMethod: 'GET' },
		});
		expect(changed).toMatchObject({ app_id: id, answer_url: night.answerUrl, hangup_url: '' });
		expect(applications.get(id)).toMatchObject({ hangup_url: '', answer_method: 'GET' });
		expect(await heardBy(number)).toEqual(['Good night.']);
		const { json: read } = await account.run('application', 'get', { application });
		expect(read).toMatchObject({ app_id: id, app_name: 'front-desk', answer_method: 'GET' });

		if (plivo.variants.deleteWithoutCascade === 'refused') {
			const { message } = await account.refused('application', 'delete', { application });
			expect(message).toBe('Plivo refused the request: the application has numbers');
			expect(numbers.get(number.slice(1))?.app_id).toBe(id);
			await account.run('application', 'delete', { application, options: { cascade: true } });
		} else {
			await account.run('application', 'delete', { application });
		}
		expect(applications.has(id)).toBe(false);
		expect(numbers.get(number.slice(1))?.app_id).toBeNull();
		const { message } = await account.refused('application', 'get', { application });
		expect(message).toMatch(/^Plivo did not find it/);
	});

	test('more than a page of applications: all of them, as many as wanted, those of a name', async () => {
		const { applications } = account.account;
		for (let n = 1; n <= 43; n++) {
			account.account.addApplication({
				app_name: n % 2 === 0 ? `even-${n}` : `odd-${n}`,
				answer_url: day.answerUrl,
			});
		}
		const ids = [...applications.keys()];
		const paged = await account.requestsOf(async () => {
			const { items } = await account.run('application', 'getMany', { returnAll: true });
			expect(items.map(({ json }) => json.app_id)).toEqual(ids);
		});
		expect(paged.map(({ query }) => query.offset)).toEqual(['0', '20', '40']);
		const { items: few } = await account.run('application', 'getMany', { limit: 23 });
		expect(few.map(({ json }) => json.app_id)).toEqual(ids.slice(0, 23));
		const { items: even } = await account.run('application', 'getMany', {
			returnAll: true,
			filters: { appName: 'even-' },
		});
		expect(even).toHaveLength(21);
		const last = [...applications.values()].find(({ app_name: name }) => name === 'odd-43');
		expect(await account.offered('searchApplications', 'odd-43')).toEqual([
			`odd-43 (${String(last?.app_id)})`,
		]);
	});

	test('the account and its prices', async () => {
		const { authId } = account.account;
		const { json: simple } = await account.run('account', 'get');
		expect(simple).toMatchObject({ auth_id: authId, cash_credits: '25.00000', name: 'Phone Lab' });
		expect(simple).not.toHaveProperty('resource_uri');
		const { json: raw } = await account.run('account', 'get', { simplify: false });
		expect(raw).toMatchObject({ ...simple, resource_uri: `/v1/Account/${authId}/` });
		const { json: prices } = await account.run('account', 'getPricing', { countryIso: 'gb' });
		expect(prices).toMatchObject({ country_iso: 'GB', voice: { outbound: { tollfree: {} } } });
		const { description } = await account.refused('account', 'getPricing', { countryIso: 'XX' });
		expect(description).toContain('HTTP status 404.');
	});
});
