import { PhoneLab } from '../phoneLab';
import { plain } from './client';
import { refusalOf, vendorMethods } from './vendorMethods';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
});
afterEach(async () => await lab.stop());

describe('accounts of npm plivo (plivo.md §1)', () => {
	it('get', async () => {
		expect(plain(await vendorMethods(lab).accounts.get())).toEqual({
			accountType: 'standard',
			address: '1 Laboratory Road',
			apiId: expect.any(String) as string,
			autoRecharge: false,
			billingMode: 'prepaid',
			cashCredits: '25.00000',
			city: 'Localhost',
			name: 'Phone Lab',
			resourceUri: '/v1/Account/MALABPHONE0000000000/',
			state: '',
			timezone: 'Asia/Kolkata',
		});
	});

	it('update', async () => {
		const { accounts } = vendorMethods(lab);
		const changes = { name: 'Other', city: 'Bengaluru', address: '2 Road' };
		expect(plain(await accounts.update({ ...changes }))).toEqual({
			apiId: expect.any(String) as string,
			message: 'changed',
		});
		expect(plain(await accounts.get())).toMatchObject(changes);
		expect(lab.unknownFields()).toEqual([]);
	});

	it('a wrong token is refused', async () => {
		expect(await refusalOf(vendorMethods(lab, 'wrong').accounts.get())).toEqual({
			apiID: expect.any(String) as string,
			message: 'Authentication failed',
			status: 401,
		});
	});
});

describe('pricings of npm plivo', () => {
	it('get', async () => {
		expect(plain(await vendorMethods(lab).pricings.get('GB'))).toMatchObject({
			apiId: expect.any(String) as string,
			country: 'United Kingdom',
			countryCode: 44,
			countryIso: 'GB',
			message: { outboundNetworksList: [{ groupName: 'United Kingdom - All' }] },
			phoneNumbers: { local: { rate: '0.80000' }, tollfree: { rate: '1.40000' } },
			voice: {
				inbound: { local: { rate: '0.00500' } },
				outbound: { rates: [{ prefix: ['44'], rate: '0.01600' }] },
			},
		});
	});

	it('an unknown country is not found', async () => {
		expect(await refusalOf(vendorMethods(lab).pricings.get('ZZ'))).toEqual({
			apiID: expect.any(String) as string,
			message: 'not found',
			status: 404,
		});
	});
});
