import { PhoneLab } from '../phoneLab';
import { plain } from './client';
import { metaOf, refusalOf, vendorMethods } from './vendorMethods';

let lab: PhoneLab;
let client: ReturnType<typeof vendorMethods>;
beforeEach(async () => {
	lab = await PhoneLab.start();
	client = vendorMethods(lab);
});
afterEach(async () => await lab.stop());

const API_ID = expect.any(String) as string;
const CHANGED = { apiId: API_ID, message: 'changed' };
const SUBACCOUNT = 'SA00000000000000LAB1';

describe('numbers of npm plivo (plivo.md §3.1 - §3.3)', () => {
	it('get and list', async () => {
		const number = {
			active: true,
			addedOn: '2024-10-01',
			alias: '',
			application: `/v1/Account/MALABPHONE0000000000/Application/${lab.application.app_id}/`,
			carrier: 'Plivo',
			city: 'SAN FRANCISCO',
			cnamLookup: 'disabled',
			country: 'United States',
			mmsEnabled: false,
			monthlyRentalRate: '0.80000',
			number: '14155550123',
			numberType: 'local',
			region: 'California, UNITED STATES',
			renewalDate: '2030-01-01',
			resourceUri: '/v1/Account/MALABPHONE0000000000/Number/14155550123/',
			smsEnabled: true,
			smsRate: '0.00000',
			subAccount: null,
			voiceEnabled: true,
			voiceRate: '0.00550',
		};
		expect(plain(await client.numbers.get('14155550123'))).toMatchObject({
			...number,
			apiId: API_ID,
			id: '14155550123',
		});
		const list = await client.numbers.list({
			type: 'local',
			numberStartswith: '1415',
			services: 'voice,sms',
			limit: 5,
		});
		expect(plain(list)).toMatchObject([number]);
		expect(lab.plivo.requests.at(-1)?.query).toEqual({
			type: 'local',
			number_startswith: '1415',
			services: 'voice,sms',
			limit: '5',
		});
		expect(metaOf(list)).toMatchObject({ totalCount: 1, limit: 5 });
		expect(lab.unknownFields()).toEqual([]);
	});

	it('update, with the subaccount under its name', async () => {
		const updated = await client.numbers.update('14155550123', {
			alias: 'desk',
			subAccount: SUBACCOUNT,
			cnamLookup: 'enabled',
		});
		expect(plain(updated)).toEqual(CHANGED);
		expect(lab.unknownFields()).toEqual([]);
		expect(plain(await client.numbers.get('14155550123'))).toMatchObject({
			alias: 'desk',
			subAccount: SUBACCOUNT,
			cnamLookup: 'enabled',
		});
	});

	it('addOwnNumber and unrent', async () => {
		const added = await client.numbers.addOwnNumber('442071838750', 'Other', 'London', {
			numberType: 'local',
		});
		expect(plain(added)).toEqual(CHANGED);
		expect(await client.numbers.unrent('442071838750')).toBe(true);
		expect(await refusalOf(client.numbers.get('442071838750'))).toMatchObject({ status: 404 });
	});
});

describe('phone numbers of npm plivo (plivo.md §3.4)', () => {
	it('search', async () => {
		const found = await client.numbers.search('US', { type: 'local', pattern: '2124', limit: 2 });
		expect(plain(found)).toMatchObject([
			{
				city: 'NEW YORK',
				country: 'UNITED STATES',
				id: '12124000001',
				lata: 132,
				mmsEnabled: true,
				monthlyRentalRate: '0.80000',
				number: '12124000001',
				prefix: '212',
				rateCenter: 'NWYRCYZN01',
				region: 'New York',
				resourceUri: '/v1/Account/MALABPHONE0000000000/PhoneNumber/12124000001/',
				restriction: null,
				restrictionText: null,
				setupRate: '0.00000',
				smsEnabled: true,
				smsRate: '0.00000',
				subType: 'local',
				type: 'fixed',
				voiceEnabled: true,
				voiceRate: '0.00550',
			},
			{ number: '12124000002' },
		]);
		expect(metaOf(found)).toMatchObject({ totalCount: 25 });
	});

	it('buy', async () => {
		const appId = lab.application.app_id;
		expect(plain(await client.numbers.buy('12124000001', appId, 'enabled'))).toEqual({
			apiId: API_ID,
			message: 'created',
			numbers: [{ number: '12124000001', status: 'Success' }],
			status: 'fulfilled',
			statusCode: 201,
		});
		expect(plain(await client.numbers.get('12124000001'))).toMatchObject({
			application: `/v1/Account/MALABPHONE0000000000/Application/${appId}/`,
			cnamLookup: 'enabled',
		});
		expect(await refusalOf(client.numbers.buy('12124000001'))).toMatchObject({ status: 404 });
	});

	it('buy with a compliance application, for a regulated country', async () => {
		const bought = client.numbers.buy('493022000001', undefined, undefined, undefined, 'c-1');
		expect(plain(await bought)).toMatchObject({
			numbers: [{ number: '493022000001', status: 'pending' }],
			status: 'pending',
		});
		expect(lab.plivo.requests.at(-1)?.body).toEqual({ compliance_application_id: 'c-1' });
	});
});

describe('objects that npm plivo returns', () => {
	interface OwnNumber {
		number: string;
		update(number: string, changes: object): Promise<unknown>;
		unrent(number: string): Promise<unknown>;
	}
	interface SoldNumber {
		number: string;
		buy(number: string): Promise<unknown>;
	}

	it('a found number can be bought, an owned one updated and given up', async () => {
		const [sold] = (await client.numbers.search('GB', { type: 'mobile' })) as SoldNumber[];
		expect(plain(await sold?.buy(sold.number))).toMatchObject({ status: 'fulfilled' });
		const [own] = (await client.numbers.list({ numberStartswith: '447' })) as OwnNumber[];
		expect(own?.number).toBe(sold?.number);
		expect(plain(await own?.update(own.number, { alias: 'mobile' }))).toEqual(CHANGED);
		expect(lab.plivo.account.numbers.get('447400100001')?.alias).toBe('mobile');
		expect(await own?.unrent(own.number)).toBe(true);
		expect(lab.plivo.account.numbers.has('447400100001')).toBe(false);
	});
});

describe('verified caller ids of npm plivo (plivo.md §3.5)', () => {
	it('initiate, verify, get, update, list, delete', async () => {
		const { verify } = client;
		const started = await verify.initiate('+919768368717', { alias: 'desk', channel: 'call' });
		const uuid = (started as { verificationUuid: string }).verificationUuid;
		expect(plain(started)).toEqual({
			apiId: API_ID,
			message: 'Verification code is sent to number +919768368717 which is valid for 15 minutes',
			verificationUuid: uuid,
		});
		const code = lab.plivo.account.callerIds.pending(uuid)?.code ?? '';
		const facts = {
			alias: 'desk',
			country: 'IN',
			createdAt: expect.any(String) as string,
			phoneNumber: '+919768368717',
			verificationUuid: uuid,
		};
		expect(plain(await verify.verify(uuid, code))).toEqual({
			...facts,
			apiId: API_ID,
			channel: 'call',
		});
		const shown = { ...facts, modifiedAt: expect.any(String) as string, subaccount: '' };
		expect(plain(await verify.getVerifiedCallerId('+919768368717'))).toEqual({
			...shown,
			apiId: API_ID,
		});
		const options = { alias: 'home', subaccount: SUBACCOUNT };
		expect(plain(await verify.updateVerifiedCallerId('+919768368717', options))).toEqual({
			...shown,
			...options,
			apiId: API_ID,
		});
		expect(plain(await verify.listVerifiedCallerId({ country: 'IN' }))).toEqual({
			apiId: API_ID,
			meta: { limit: 20, next: null, offset: 0, previous: null, totalCount: 1 },
			objects: [
				{
					...shown,
					...options,
					resourceUri: '/v1/Account/MALABPHONE0000000000/VerifiedCallerId/919768368717',
				},
			],
		});
		expect(await verify.deleteVerifiedCallerId('+919768368717')).toBe(true);
		expect(lab.plivo.account.callerIds.all()).toEqual([]);
		expect(lab.unknownFields()).toEqual([]);
	});
});
