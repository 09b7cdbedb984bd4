import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID } from '../../operations/contractCase';

/** The answer of `GET /` (plivo.md §1). */
const ACCOUNT = {
	account_type: 'standard',
	address: '340 Pine Street',
	auth_id: AUTH_ID,
	auto_recharge: false,
	billing_mode: 'prepaid',
	cash_credits: '4.88860',
	city: 'San Francisco',
	name: 'Example Inc',
	resource_uri: '/v1/Account/MAENGINETEST00000001/',
	state: 'California',
	timezone: 'Asia/Kolkata',
};

const SIMPLE_ACCOUNT: Partial<typeof ACCOUNT> = { ...ACCOUNT };
delete SIMPLE_ACCOUNT.resource_uri;

const rate = (money: string) => ({ rate: money });

/** The answer of `GET /Pricing/` as the SDKs of Plivo read it. */
const PRICES = {
	country: 'United States',
	country_code: 1,
	country_iso: 'US',
	message: {
		inbound: rate('0.00000'),
		outbound: rate('0.00650'),
		outbound_networks_list: [{ group_name: 'US', rate: '0.00650' }],
	},
	phone_numbers: { local: rate('0.80000'), tollfree: rate('1.00000') },
	voice: {
		inbound: { ip: rate('0.00300'), local: rate('0.00850'), tollfree: rate('0.02100') },
		outbound: {
			ip: rate('0.00300'),
			local: rate('0.01200'),
			rates: [
				{ prefix: ['1'], rate: '0.01200' },
				{ prefix: ['1340'], rate: '0.02400' },
			],
			tollfree: rate('0.00300'),
		},
	},
};

const pricing = { resource: 'account', operation: 'getPricing' };

export const accountCases: ContractCase[] = [
	{
		resource: 'account',
		operation: 'get',
		size: 'smallest',
		title: 'the account of the credential',
		source: 'plivo.md §1',
		parameters: {},
		answers: [answer(200, { api_id: 'a1', ...ACCOUNT })],
		requests: [{ method: 'GET', path: '/' }],
		items: [SIMPLE_ACCOUNT],
	},
	{
		resource: 'account',
		operation: 'get',
		size: 'full',
		title: 'all that Plivo says, at the second attempt',
		source: 'plivo.md §1, §1.4 (GET is safe to repeat)',
		parameters: { simplify: false },
		answers: [answer(503), answer(200, { api_id: 'a1', ...ACCOUNT })],
		requests: Array(2).fill({ method: 'GET', path: '/' }),
		items: [ACCOUNT],
	},
	{
		resource: 'account',
		operation: 'get',
		size: 'bad',
		title: 'a wrong token',
		source: 'plivo.md §1.2',
		parameters: {},
		// n8n signs in anew and asks again, once.
		answers: Array(2).fill(answer(401, { api_id: 'f1c7', error: 'authentication failed' })),
		requests: Array(2).fill({ method: 'GET', path: '/' }),
		refusal: /Plivo refused the credential: authentication failed/,
		hint: /HTTP status 401.*f1c7/,
	},
	{
		...pricing,
		size: 'smallest',
		title: 'the prices of a country',
		source: 'npm plivo resources/pricings.js, plivo-go pricing.go and its fixture',
		parameters: { countryIso: 'US' },
		answers: [answer(200, { api_id: 'a1', ...PRICES })],
		requests: [{ method: 'GET', path: '/Pricing/', query: { country_iso: 'US' } }],
		items: [PRICES],
	},
	{
		...pricing,
		size: 'full',
		title: 'a country in lower case, with blanks; prices of MMS too',
		source: 'npm plivo resources/pricings.js (PricingResponse)',
		parameters: { countryIso: ' us ' },
		answers: [answer(200, { api_id: 'a1', ...PRICES, mms: PRICES.message })],
		requests: [{ method: 'GET', path: '/Pricing/', query: { country_iso: 'US' } }],
		items: [{ ...PRICES, mms: PRICES.message }],
	},
	...['', 'USA', '+1', 'United States'].map((countryIso): ContractCase => ({
		...pricing,
		size: 'bad',
		title: `'${countryIso}' is no country code`,
		source: 'npm plivo resources/pricings.js (country_iso is required)',
		// From the item: what stands blank in the panel, n8n itself refuses.
		parameters: { countryIso: '={{ $json.country }}' },
		input: { country: countryIso },
		requests: [],
		refusal: countryIso === '' ? /'Country' is empty/ : /'Country' is not a two-letter country/,
	})),
	{
		...pricing,
		size: 'more',
		title: 'a country that Plivo does not know',
		source: 'plivo.md §1.2',
		parameters: { countryIso: 'XX' },
		answers: [answer(400, { api_id: 'f1c7', error: 'invalid country_iso' })],
		requests: [{ method: 'GET', path: '/Pricing/', query: { country_iso: 'XX' } }],
		refusal: /Plivo refused the request: invalid country_iso/,
		hint: /f1c7/,
	},
];
