import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page, nothingToChange } from '../../operations/contractCase';

const NUMBER = '+14155550100';
/** With `+`, encoded, unlike a rented number's. */
const PATH = '/VerifiedCallerId/%2B14155550100/';
const VERIFICATION = '2e68eb73-4d54-4391-bc98-71cd380911a4';
const SUBACCOUNT = 'SAMTU0Y2FKNGETYZDKNI';

/** A caller ID as `GET /VerifiedCallerId/{number}/` gives it. */
const CALLER_ID = {
	alias: 'Front desk',
	country: 'US',
	created_at: '2026-09-22T14:11:03.091534Z',
	modified_at: '2026-09-22T14:11:03.091534Z',
	phone_number: NUMBER,
	subaccount: '',
	verification_uuid: VERIFICATION,
};
const ITEM = { phoneNumber: NUMBER, ...CALLER_ID };

const STARTED = {
	message: `Verification code is sent to number ${NUMBER} which is valid for 15 minutes`,
	verification_uuid: VERIFICATION,
};

const source = 'plivo.md §3.5';
const start = { resource: 'verifiedCallerId', operation: 'startVerification', source };
const confirm = { resource: 'verifiedCallerId', operation: 'confirm', source };
const get = { resource: 'verifiedCallerId', operation: 'get', source };
const getMany = { resource: 'verifiedCallerId', operation: 'getMany', source };
const update = { resource: 'verifiedCallerId', operation: 'update', source };
const remove = { resource: 'verifiedCallerId', operation: 'delete', source };

const startRequest = (body: object) => ({
	method: 'POST' as const,
	path: '/VerifiedCallerId/',
	body,
});

export const verifiedCallerIdCases: ContractCase[] = [
	{
		...start,
		size: 'smallest',
		title: 'a code by text message, which is the default',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(202, { api_id: 'a1', ...STARTED })],
		requests: [startRequest({ phone_number: NUMBER, channel: 'sms' })],
		items: [{ phoneNumber: NUMBER, channel: 'sms', ...STARTED }],
	},
	{
		...start,
		size: 'full',
		title: 'D4.7 a code by call, to a number as people write it',
		parameters: {
			phoneNumber: '(415) 555-0100',
			channel: 'call',
			additionalFields: {
				alias: 'Front desk',
				defaultCountry: 'US',
				subaccount: SUBACCOUNT,
			},
		},
		answers: [answer(202, { api_id: 'a1', ...STARTED })],
		requests: [
			startRequest({
				phone_number: NUMBER,
				channel: 'call',
				alias: 'Front desk',
				subaccount: SUBACCOUNT,
			}),
		],
		items: [{ phoneNumber: NUMBER, channel: 'call', ...STARTED }],
	},
	...[
		['', /'Phone Number' is empty/],
		['+1415555CALL', /'Phone Number':.*letters/],
		['+14155550100<+14155550101', /'Phone Number':.*"<"/],
		['415 555', /'Phone Number':.*country/],
		// Of Washington without its 1, or of Egypt: nobody's phone rings on a guess.
		['2025550123', /'Phone Number':.*does not say its country/],
	].map(([phoneNumber, refusal]): ContractCase => ({
		...start,
		size: 'bad',
		title: `D4.7 '${String(phoneNumber)}' is no number`,
		// From the item: what stands blank in the panel, n8n itself refuses.
		parameters: { phoneNumber: '={{ $json.number }}' },
		input: { number: String(phoneNumber) },
		requests: [],
		refusal: refusal as RegExp,
	})),
	{
		...start,
		size: 'bad',
		title: 'the main account is no subaccount',
		source: 'plivo.md §1',
		parameters: {
			phoneNumber: NUMBER,
			additionalFields: { subaccount: 'MAMTU0Y2FKNGETYZDKNI' },
		},
		requests: [],
		refusal: /'Subaccount' is not the Auth ID of a subaccount/,
	},
	...['sms', 'call'].flatMap((channel) =>
		[429, 500].map((status): ContractCase => ({
			...start,
			size: 'more',
			title: `nothing that reaches a phone (${channel}) is sent again after ${status}`,
			source: 'plivo.md §1.4',
			parameters: { phoneNumber: NUMBER, channel },
			answers: [answer(status, { api_id: 'f1c7', error: 'later' })],
			requests: [startRequest({ phone_number: NUMBER, channel })],
			refusal: /later/,
			hint: /f1c7/,
		})),
	),
	{
		...start,
		size: 'more',
		title: 'a success without an id is none, and is not tried again',
		parameters: { phoneNumber: NUMBER },
		answers: [answer(202, { api_id: 'f1c7', message: 'ok' })],
		requests: [startRequest({ phone_number: NUMBER, channel: 'sms' })],
		refusal: /Plivo did not confirm it: its answer has no verification_uuid/,
		hint: /f1c7/,
	},
	{
		...confirm,
		size: 'more',
		title: 'a success that names no number is none',
		parameters: { verificationUuid: VERIFICATION, otp: '123456' },
		answers: [answer(200, { api_id: 'f1c7', message: 'ok' })],
		requests: [
			{
				method: 'POST',
				path: `/VerifiedCallerId/Verification/${VERIFICATION}/`,
				body: { otp: '123456' },
			},
		],
		refusal: /Plivo did not confirm it: its answer has no phone_number/,
		hint: /f1c7/,
	},
	{
		...confirm,
		size: 'smallest',
		title: 'the code as it was sent',
		parameters: { verificationUuid: VERIFICATION, otp: '012345' },
		answers: [answer(201, { api_id: 'a1', ...CALLER_ID, channel: 'call' })],
		requests: [
			{
				method: 'POST',
				path: `/VerifiedCallerId/Verification/${VERIFICATION}/`,
				body: { otp: '012345' },
			},
		],
		items: [{ ...ITEM, channel: 'call' }],
	},
	{
		...confirm,
		size: 'full',
		title: 'the code as people copy it',
		parameters: { verificationUuid: ` ${VERIFICATION.toUpperCase()} `, otp: ' 123 456 ' },
		answers: [answer(200, { api_id: 'a1', ...CALLER_ID })],
		requests: [
			{
				method: 'POST',
				path: `/VerifiedCallerId/Verification/${VERIFICATION}/`,
				body: { otp: '123456' },
			},
		],
		items: [ITEM],
	},
	...[
		[NUMBER, '123456', /'Verification UUID' is not an ID/],
		[VERIFICATION, '', /'Code' is empty/],
		[VERIFICATION, 'one two three', /'Code' has to consist of digits/],
	].map(([verificationUuid, otp, refusal]): ContractCase => ({
		...confirm,
		size: 'bad',
		title: `${String(refusal)}`,
		// From the item: what stands blank in the panel, n8n itself refuses.
		parameters: { verificationUuid: '={{ $json.id }}', otp: '={{ $json.code }}' },
		input: { id: String(verificationUuid), code: String(otp) },
		requests: [],
		refusal: refusal as RegExp,
	})),
	{
		...confirm,
		size: 'more',
		title: 'a wrong code',
		parameters: { verificationUuid: VERIFICATION, otp: '000000' },
		answers: [answer(400, { api_id: 'f1c7', error: 'otp is incorrect' })],
		requests: [
			{
				method: 'POST',
				path: `/VerifiedCallerId/Verification/${VERIFICATION}/`,
				body: { otp: '000000' },
			},
		],
		refusal: /Plivo refused the request: otp is incorrect/,
		hint: /HTTP status 400.*f1c7/,
	},
	{
		...get,
		size: 'smallest',
		title: 'the + stands in the path, encoded',
		parameters: { verifiedCallerId: byId(NUMBER) },
		answers: [answer(200, { api_id: 'a1', ...CALLER_ID })],
		requests: [{ method: 'GET', path: PATH }],
		items: [ITEM],
	},
	{
		...get,
		size: 'full',
		title: 'D4.7 a number without its country',
		parameters: {
			verifiedCallerId: byId('415-555-0100'),
			options: { defaultCountry: 'US' },
		},
		answers: [answer(200, { api_id: 'a1', ...CALLER_ID })],
		requests: [{ method: 'GET', path: PATH }],
		items: [ITEM],
	},
	{
		...get,
		size: 'bad',
		title: 'a number that was never verified',
		parameters: { verifiedCallerId: byId('14155550100') },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /Plivo did not find it: not found/,
		hint: /f1c7/,
	},
	{
		...getMany,
		size: 'smallest',
		title: 'all fields, with the + where Plivo left it out',
		parameters: {},
		answers: [
			page([
				{ ...CALLER_ID, resource_uri: '/v1/Account/MA/VerifiedCallerId/14155550100' },
				{ ...CALLER_ID, phone_number: '14155550101' },
			]),
		],
		requests: [{ method: 'GET', path: '/VerifiedCallerId/', query: { limit: '20', offset: '0' } }],
		items: [
			{ ...ITEM, resource_uri: '/v1/Account/MA/VerifiedCallerId/14155550100' },
			{ ...ITEM, phoneNumber: '+14155550101', phone_number: '14155550101' },
		],
	},
	{
		...getMany,
		size: 'full',
		title: 'all filters, two pages',
		parameters: {
			returnAll: true,
			filters: { alias: 'Front desk', country: 'us', subaccount: SUBACCOUNT },
		},
		answers: [page(Array(20).fill(CALLER_ID), 20), page([], 20)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: '/VerifiedCallerId/',
			query: {
				alias: 'Front desk',
				country: 'US',
				subaccount: SUBACCOUNT,
				limit: '20',
				offset,
			},
		})),
		items: Array(20).fill(ITEM),
	},
	{
		...getMany,
		size: 'bad',
		title: 'a country in words',
		parameters: { filters: { country: 'India' } },
		requests: [],
		refusal: /'Country' is not a two-letter country code: 'India'/,
	},
	{
		...update,
		size: 'smallest',
		title: 'a blank alias takes it away',
		parameters: { verifiedCallerId: byId(NUMBER), updateFields: { alias: '' } },
		answers: [answer(202, { api_id: 'a1', ...CALLER_ID, alias: '' })],
		requests: [{ method: 'POST', path: PATH, body: { alias: '' } }],
		items: [{ ...ITEM, alias: '' }],
	},
	{
		...update,
		size: 'full',
		title: 'alias and subaccount',
		parameters: {
			verifiedCallerId: byId('415 555 0100'),
			updateFields: { alias: 'Sales', defaultCountry: 'us', subaccount: SUBACCOUNT },
		},
		answers: [answer(202, { api_id: 'a1', ...CALLER_ID, alias: 'Sales', subaccount: SUBACCOUNT })],
		requests: [{ method: 'POST', path: PATH, body: { alias: 'Sales', subaccount: SUBACCOUNT } }],
		items: [{ ...ITEM, alias: 'Sales', subaccount: SUBACCOUNT }],
	},
	{
		...update,
		size: 'bad',
		parameters: { verifiedCallerId: byId(NUMBER), updateFields: { defaultCountry: 'US' } },
		...nothingToChange,
	},
	{
		...remove,
		size: 'smallest',
		title: 'a caller ID is deleted',
		parameters: { verifiedCallerId: byId(NUMBER) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ phone_number: NUMBER, deleted: true }],
	},
	{
		...remove,
		size: 'full',
		title: 'D4.7 a number without its country; the answer got lost',
		parameters: {
			verifiedCallerId: byId('(415) 555-0100'),
			options: { defaultCountry: 'US' },
		},
		answers: [answer(500), answer(404, {})],
		requests: Array(2).fill({ method: 'DELETE', path: PATH }),
		items: [{ phone_number: NUMBER, deleted: true }],
	},
	{
		...remove,
		size: 'bad',
		title: 'no number',
		parameters: { verifiedCallerId: byId('front desk') },
		requests: [],
		refusal: /'Verified Caller ID':.*letters/,
	},
];
