import { PhoneLab } from './phoneLab';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
});
afterEach(async () => await lab.stop());

describe('GET /Pricing/', () => {
	it.each([
		['US', 'United States', 1],
		['gb', 'United Kingdom', 44],
		['IN', 'India', 91],
	])('tells the prices of %s', async (iso, country, code) => {
		const { status, body } = await lab.api('GET', `/Pricing/?country_iso=${iso}`);
		expect(status).toBe(200);
		const rate = { rate: expect.stringMatching(/^\d+\.\d{5}$/) as string };
		const message = {
			inbound: rate,
			outbound: rate,
			outbound_networks_list: [{ group_name: `${country} - All`, ...rate }],
		};
		expect(body).toEqual({
			api_id: expect.any(String) as string,
			country,
			country_code: code,
			country_iso: iso.toUpperCase(),
			message,
			mms: message,
			phone_numbers: { local: rate, tollfree: rate },
			voice: {
				inbound: { ip: rate, local: rate, tollfree: rate },
				outbound: {
					ip: rate,
					local: rate,
					rates: [
						{
							origination_prefix: ['*'],
							prefix: [String(code)],
							...rate,
							voice_network_group: `${country} All Networks`,
						},
					],
					tollfree: rate,
				},
			},
		});
	});

	it('agrees with what numbers cost', async () => {
		const { body } = await lab.api('GET', '/Pricing/?country_iso=AU');
		const { objects } = (await lab.api('GET', '/PhoneNumber/?country_iso=AU')).body;
		expect((objects as object[])[0]).toMatchObject({
			monthly_rental_rate: (body.phone_numbers as { local: { rate: string } }).local.rate,
		});
	});

	it('refuses a missing, a malformed and an unknown country', async () => {
		expect((await lab.api('GET', '/Pricing/')).status).toBe(400);
		expect((await lab.api('GET', '/Pricing/?country_iso=USA')).status).toBe(400);
		expect((await lab.api('GET', '/Pricing/?country_iso=ZZ')).status).toBe(404);
	});
});
