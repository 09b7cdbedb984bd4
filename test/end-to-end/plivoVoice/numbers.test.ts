import { CALLER } from '../support/phoneWorld';
import { otherParty } from '../support/otherParty';
import { accountProfiles } from './support/accountProfiles';
import { AccountWorld, API_ID } from './support/accountWorld';

describe.each(accountProfiles)('%s', (_name, variants) => {
	let account: AccountWorld;

	beforeAll(async () => {
		account = await AccountWorld.start(variants);
	});

	afterAll(async () => {
		await account.close();
	});

	const owned = (number: string) => account.account.numbers.get(number.slice(1));

	test('a number: searched, bought, named, led to an application, called, given up', async () => {
		const { items: found } = await account.run('number', 'search', {
			countryIso: 'us',
			returnAll: true,
			filters: { region: 'California', services: ['voice', 'sms'] },
		});
		expect(found).toHaveLength(50);
		expect(new Set(found.map(({ json }) => json.phoneNumber)).size).toBe(50);
		const number = String(found[0]?.json.phoneNumber);
		expect(found[0]?.json).toMatchObject({ monthly_rental_rate: '0.80000', sub_type: 'local' });

		const { json: bought } = await account.run('number', 'buy', {
			phoneNumber: number,
			additionalFields: { cnamLookup: 'enabled' },
		});
		expect(bought).toMatchObject({ phoneNumber: number, usable: true, hint: null });
		expect(owned(number)).toMatchObject({ active: true, app_id: null, cnam_lookup: 'enabled' });
		expect(account.account.cashCredits).toBe('24.20000');

		await account.run('number', 'update', {
			number: await account.fromList('searchNumbers', number),
			updateFields: { alias: 'Front desk' },
		});
		const listed = await account.fromList('searchNumbers', `${number} (Front desk)`);
		const party = await otherParty(account.world, 'The front desk.');
		const [name] = await account.offered('searchApplications', party.applicationId);
		const { json: assigned } = await account.run('number', 'assignToApplication', {
			number: listed,
			application: await account.fromList('searchApplications', String(name)),
		});
		expect(assigned).toMatchObject({
			phoneNumber: number,
			applicationId: party.applicationId,
			trunkId: null,
		});
		const call = account.plivo.placeInboundCall({ from: CALLER, to: number });
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['The front desk.']);
		await party.close();

		const { json: read } = await account.run('number', 'get', { number: listed });
		expect(read).toMatchObject({
			phoneNumber: number,
			alias: 'Front desk',
			applicationId: party.applicationId,
		});
		for (let n = 0; n < 44; n++) account.world.number();
		const { items: all } = await account.run('number', 'getMany', { returnAll: true });
		expect(all.map(({ json }) => json.phoneNumber)).toEqual(
			[...account.account.numbers.keys()].map((digits) => `+${digits}`),
		);
		const { items: some } = await account.run('number', 'getMany', {
			filters: { alias: 'Front desk', numberStartswith: '+1 415' },
		});
		expect(some.map(({ json }) => json)).toEqual([read]);

		const requests = await account.requestsOf(async () => {
			const { message } = await account.refused('number', 'unrent', {
				number: listed,
				repeatNumber: CALLER,
			});
			expect(message).toContain(`is ${CALLER}, but 'Number' is ${number}`);
		});
		expect(requests).toEqual([]);
		const { json: gone } = await account.run('number', 'unrent', {
			number: listed,
			repeatNumber: number,
		});
		expect(gone).toMatchObject({ phoneNumber: number, deleted: true });
		expect(owned(number)).toBeUndefined();
		const { message } = await account.refused('number', 'get', { number: listed });
		expect(message).toBe(`${number} is not a number of this account`);
	});

	test('numbers that are not to be had, or not to be used yet', async () => {
		const { plivo } = account;
		const { items } = await account.run('number', 'search', { countryIso: 'DE', limit: 1 });
		const german = String(items[0]?.json.phoneNumber);
		const { json } = await account.run('number', 'buy', { phoneNumber: german });
		expect(json).toMatchObject({
			usable: false,
			status: plivo.variants.regulatedNumberStatus,
			hint: expect.stringContaining(plivo.variants.regulatedNumberStatus) as string,
		});
		expect(owned(german)).toMatchObject({ active: false });

		const missing = await account.refused('number', 'buy', { phoneNumber: german });
		expect(missing.message).toMatch(
			plivo.variants.missingPhoneNumberStatus === 404
				? /^Plivo did not find it/
				: /^Plivo refused the request: number not found$/,
		);
		expect(missing.description).toContain(
			`HTTP status ${plivo.variants.missingPhoneNumberStatus}.`,
		);
		const credits = account.account.cashCredits;
		account.account.cashCredits = '0.50000';
		const poor = await account.refused('number', 'buy', { phoneNumber: '+14152000010' });
		expect(poor.message).toBe('Plivo refused the request: insufficient credits');
		expect(poor.description).toMatch(API_ID);
		expect(owned('+14152000010')).toBeUndefined();
		account.account.cashCredits = credits;
	});

	test('T1.8 a number that Plivo leads to a trunk in its console only: the way there is told', async () => {
		const number = account.world.number();
		const { zentrunk } = account.account;
		const { uri_uuid } = zentrunk.addUri({ uri: 'pbx.example.com' });
		const { trunk_id: id } = zentrunk.addTrunk({ name: 'PBX', primary_uri_uuid: uri_uuid });
		account.plivo.faults.add({
			match: `POST /v1/Account/${account.account.authId}/Number/`,
			status: 400,
			body: { api_id: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11', error: 'app_id is invalid' },
		});
		const assign = {
			number: await account.fromList('searchNumbers', number),
			trunk: await account.fromList('searchTrunks', `PBX (${id}), inbound`),
		};
		const { message, description } = await account.refused('number', 'assignToTrunk', assign);
		expect(message).toBe('Plivo refused the request: app_id is invalid');
		expect(description).toMatch(/^Assign it by hand: .*inbound trunk PBX \(\d+\)/);
		expect(description).toContain('2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11');
		expect(owned(number)?.app_id).toBeNull();
		await account.run('number', 'assignToTrunk', assign);
		expect(owned(number)?.app_id).toBe(id);
	});
});
