import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { APPLICATION, DIGITS, NUMBER } from './numbers';

const source = 'plivo.md §3.4';
const buy = { resource: 'number', operation: 'buy', source };
const unrent = { resource: 'number', operation: 'unrent', source: 'plivo.md §3.3' };

const BUY = `/PhoneNumber/${DIGITS}/`;
const OWN = `/Number/${DIGITS}/`;
const bought = (status: string, order = status) => ({
	message: 'created',
	numbers: [{ number: DIGITS, status }],
	status: order,
});
const SOLD = bought('Success', 'fulfilled');
const usable = { phoneNumber: NUMBER, usable: true, hint: null, ...SOLD };
const notYet = (status: string) =>
	`Calls to this number do not work yet; Plivo says ${status}. Look it up with Get before relying on it.`;

export const numberPurchaseCases: ContractCase[] = [
	{
		...buy,
		size: 'smallest',
		title: 'a number that works at once',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(201, { api_id: 'a1', ...SOLD })],
		requests: [{ method: 'POST', path: BUY }],
		items: [usable],
	},
	{
		...buy,
		size: 'full',
		title: 'everything Plivo takes along; the application is looked up before money is spent',
		parameters: {
			phoneNumber: '(415) 555-0100',
			additionalFields: {
				application: byId(APPLICATION),
				cnamLookup: 'enabled',
				complianceApplicationId: 'c0ffee',
				defaultCountry: 'US',
				haEnable: true,
				verificationInfo: '{"name": "Example Inc"}',
			},
		},
		answers: [
			answer(200, { api_id: 'a1', app_id: APPLICATION, app_name: 'front-desk' }),
			answer(201, { api_id: 'a2', ...SOLD, fallback_number: '14155550199' }),
		],
		requests: [
			{ method: 'GET', path: `/Application/${APPLICATION}/` },
			{
				method: 'POST',
				path: BUY,
				body: {
					app_id: APPLICATION,
					cnam_lookup: 'enabled',
					ha_enable: true,
					compliance_application_id: 'c0ffee',
					verification_info: { name: 'Example Inc' },
				},
			},
		],
		items: [{ ...usable, fallback_number: '14155550199' }],
	},
	...(
		[
			[{ phoneNumber: '={{ $json.nothing }}' }, /'Phone Number' is empty/],
			[{ phoneNumber: '+1415555CALL' }, /'Phone Number':.*letters/],
			[{ phoneNumber: '+14155550100<+14155550101' }, /'Phone Number':.*"<"/],
			// Of Washington without its 1, or of Egypt: money is not spent on a guess.
			[{ phoneNumber: '2025550123' }, /'Phone Number':.*does not say its country/],
		] as const
	).map(([wrong, refusal]): ContractCase => ({
		...buy,
		size: 'bad',
		title: `D4.7 ${String(refusal)}`,
		parameters: wrong,
		requests: [],
		refusal,
	})),
	{
		...buy,
		size: 'bad',
		title: 'information in words',
		parameters: {
			phoneNumber: NUMBER,
			additionalFields: { verificationInfo: 'Example Inc' },
		},
		requests: [],
		refusal: /'Verification Information' is not a JSON object/,
	},
	{
		...buy,
		size: 'bad',
		title: 'Plivo has sold it to somebody else',
		source: 'plivo.md §1.2',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(404, { api_id: 'f1c7', error: 'number not found' })],
		requests: [{ method: 'POST', path: BUY }],
		refusal: /Plivo did not find it: number not found/,
		hint: /HTTP status 404.*f1c7/,
	},
	{
		...buy,
		size: 'more',
		title: 'no money is spent on a number for an application that is not there',
		parameters: {
			phoneNumber: NUMBER,
			additionalFields: { application: byId(APPLICATION) },
		},
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'GET', path: `/Application/${APPLICATION}/` }],
		refusal: /This account has no application 29986316244302815/,
	},
	{
		...buy,
		size: 'more',
		title: 'a purchase is not repeated when Plivo fails',
		source: 'plivo.md §1.4',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(500, { api_id: 'f1c7', error: 'server' })],
		requests: [{ method: 'POST', path: BUY }],
		refusal: /Plivo failed: server/,
	},
	{
		...buy,
		size: 'more',
		title: 'what Plivo held back was not bought: it is sent again',
		source: 'plivo.md §1.3, §1.4',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(429, { api_id: 'a1', error: 'slow' }), answer(201, SOLD)],
		requests: Array(2).fill({ method: 'POST', path: BUY }),
		items: [usable],
	},
	...['pending', 'Pending Verification', 'under-review', 'Something new'].map(
		(status): ContractCase => ({
			...buy,
			size: 'more',
			title: `'${status}' is not usable yet`,
			parameters: { phoneNumber: NUMBER },
			answers: [answer(201, { api_id: 'a1', ...bought(status) })],
			requests: [{ method: 'POST', path: BUY }],
			items: [{ phoneNumber: NUMBER, usable: false, hint: notYet(status), ...bought(status) }],
		}),
	),
	{
		...buy,
		size: 'more',
		title: 'a number that is fine in an order that is not',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(201, bought('Success', 'pending'))],
		requests: [{ method: 'POST', path: BUY }],
		items: [
			{
				phoneNumber: NUMBER,
				usable: false,
				hint: notYet('pending'),
				...bought('Success', 'pending'),
			},
		],
	},
	{
		...buy,
		size: 'more',
		title: 'an answer that says nothing is no success',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(201, { api_id: 'a1', message: 'created' })],
		requests: [{ method: 'POST', path: BUY }],
		items: [
			{
				phoneNumber: NUMBER,
				usable: false,
				hint: notYet('nothing of its status'),
				message: 'created',
			},
		],
	},
	...['failed', 'Error: number is not available'].map((status): ContractCase => ({
		...buy,
		size: 'more',
		title: `'${status}' is a refusal, though the answer is 201`,
		parameters: { phoneNumber: NUMBER },
		answers: [answer(201, { api_id: 'a1', ...bought(status) })],
		requests: [{ method: 'POST', path: BUY }],
		refusal: new RegExp(`Plivo did not sell \\+14155550100: ${status}`),
		hint: /a1/,
	})),
	{
		...unrent,
		size: 'smallest',
		title: 'the number, asked for twice',
		parameters: { number: byId(NUMBER), repeatNumber: NUMBER },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: OWN }],
		items: [{ phoneNumber: NUMBER, number: DIGITS, deleted: true }],
	},
	{
		...unrent,
		size: 'full',
		title: 'D4.7 written in two ways; the answer got lost',
		source: 'plivo.md §3.3, §1.4 (DELETE is safe to repeat)',
		parameters: {
			number: byId(NUMBER),
			repeatNumber: '(415) 555-0100',
			options: { defaultCountry: 'US' },
		},
		answers: [answer(500), answer(404, {})],
		requests: Array(2).fill({ method: 'DELETE', path: OWN }),
		items: [{ phoneNumber: NUMBER, number: DIGITS, deleted: true }],
	},
	...(
		[
			['={{ $json.nothing }}', /'Repeat Number' is empty/],
			['+14155550101', /'Repeat Number' is \+14155550101, but 'Number' is \+14155550100/],
			['yes', /'Repeat Number':.*letters/],
			[DIGITS, /'Repeat Number':.*does not say its country/],
		] as const
	).map(([repeatNumber, refusal]): ContractCase => ({
		...unrent,
		size: 'bad',
		title: String(refusal),
		parameters: { number: byId(NUMBER), repeatNumber },
		requests: [],
		refusal,
	})),
	{
		...unrent,
		size: 'more',
		title: 'D4.8 a number of somebody else',
		source: 'plivo.md §1.2',
		parameters: { number: byId(NUMBER), repeatNumber: NUMBER },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'DELETE', path: OWN }],
		refusal: /\+14155550100 is not a number of this account/,
		hint: /f1c7/,
	},
];
