import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { APPLICATION, DIGITS, NUMBER, SUBACCOUNT, TRUNK, number, numberItem } from './numbers';

const PATH = `/Number/${DIGITS}/`;
const APPLICATION_PATH = `/Application/${APPLICATION}/`;
const TRUNK_PATH = `/Zentrunk/Trunk/${TRUNK}/`;
const PROFILE = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';

const update = { resource: 'number', operation: 'update', source: 'plivo.md §3.3' };
const toApplication = {
	resource: 'number',
	operation: 'assignToApplication',
	source: 'plivo.md §3.1, §3.3',
};
const toTrunk = {
	resource: 'number',
	operation: 'assignToTrunk',
	source: 'plivo.md §2.4, §3.1, §3.2',
};

const changed = answer(202, { api_id: 'a1', message: 'changed' });
const current = (target?: string | null) => answer(200, { api_id: 'a2', ...number(target) });
const theApplication = answer(200, { api_id: 'a3', app_id: APPLICATION, app_name: 'front-desk' });
const onTrunk = `Zentrunk/Trunk/${TRUNK}`;
const trunk = (direction: string | undefined, status = 'enabled') =>
	answer(200, {
		api_id: 'a3',
		object: {
			trunk_id: TRUNK,
			name: 'Ultravox',
			trunk_status: status,
			trunk_direction: direction,
		},
	});

const getApplication = { method: 'GET', path: APPLICATION_PATH } as const;
const getTrunk = { method: 'GET', path: TRUNK_PATH } as const;
const getNumber = { method: 'GET', path: PATH } as const;
const post = (body: object) => ({ method: 'POST', path: PATH, body }) as const;

const applicationChosen = { number: byId(NUMBER), application: byId(APPLICATION) };
const trunkChosen = { number: byId(NUMBER), trunk: byId(TRUNK) };
const CONSOLE =
	/^Assign it by hand: Open Phone Numbers in the Plivo console; Select \+14155550100; Under Voice Configuration, select SIP Trunk; Choose the inbound trunk Ultravox \(20372631212782780\); Save the changes/;

/** What Plivo refuses when the number is read back says nothing about the assignment itself. */
const notReadBack: ContractCase = {
	...toTrunk,
	size: 'more',
	title: 'taken, but not to be read back: no steps by hand for what may be done',
	parameters: trunkChosen,
	answers: [trunk('inbound'), changed, answer(403, { api_id: 'f1c7', error: 'forbidden' })],
	requests: [getTrunk, post({ app_id: TRUNK }), getNumber],
	refusal: /^Plivo took the change; reading it back did not succeed: /,
	hint: /^(?!.*Assign it by hand).*HTTP status 403/,
};

const updateCases: ContractCase[] = [
	{
		...update,
		size: 'smallest',
		title: 'a blank alias takes it away; the item is what Plivo has afterwards',
		parameters: { number: byId(NUMBER), updateFields: { alias: '' } },
		answers: [changed, current()],
		requests: [post({ alias: '' }), getNumber],
		items: [{ ...numberItem(), message: 'changed' }],
	},
	...(
		[
			['cnamCallbackMethod', 'Caller Name Report'],
			['callerReputationCallbackMethod', 'Caller Reputation Report'],
		] as const
	).map(([name, label]): ContractCase => ({
		...update,
		size: 'bad',
		title: `a ${label} method without an address`,
		parameters: { number: byId(NUMBER), updateFields: { [name]: 'GET' } },
		requests: [],
		refusal: new RegExp(`'${label} Method' needs '${label} URL'`),
	})),
	{
		...update,
		size: 'more',
		title: 'taken, but not to be read back',
		parameters: { number: byId(NUMBER), updateFields: { alias: '' } },
		answers: [changed, answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [post({ alias: '' }), getNumber],
		refusal: /^Plivo took the change; reading it back did not succeed: /,
		hint: /HTTP status 404.*f1c7/,
	},
	{
		...update,
		size: 'full',
		title: 'D4.7 everything that can be changed, on a number as people write it',
		parameters: {
			number: byId('415.555.0100'),
			updateFields: {
				alias: 'Front desk',
				application: byId(APPLICATION),
				callerReputation: 'enabled',
				callerReputationCallbackMethod: 'GET',
				callerReputationCallbackUrl: 'https://example.com/reputation',
				cnam: 'EXAMPLE INC',
				cnamCallbackMethod: 'POST',
				cnamCallbackUrl: 'https://example.com/cnam',
				cnamLookup: 'disabled',
				complianceApplicationId: 'c0ffee',
				defaultCountry: 'US',
				profileUuid: PROFILE,
				subaccount: SUBACCOUNT,
			},
		},
		answers: [theApplication, changed, current()],
		requests: [
			getApplication,
			post({
				alias: 'Front desk',
				app_id: APPLICATION,
				caller_reputation: 'enabled',
				caller_reputation_callback_method: 'GET',
				caller_reputation_callback_url: 'https://example.com/reputation',
				cnam: 'EXAMPLE INC',
				cnam_callback_method: 'POST',
				cnam_callback_url: 'https://example.com/cnam',
				cnam_lookup: 'disabled',
				compliance_application_id: 'c0ffee',
				profile_uuid: PROFILE,
				subaccount: SUBACCOUNT,
			}),
			getNumber,
		],
		items: [{ ...numberItem(), message: 'changed' }],
	},
	...(
		[
			[{}, /'Update Fields' are empty/],
			[{ cnamCallbackUrl: 'example.com' }, /'Caller Name Report URL' is not a web address/],
			[{ profileUuid: '42' }, /'Business Profile UUID' is not an ID: '42'/],
			[{ subaccount: 'SA 1' }, /'Subaccount' is not the Auth ID/],
			[{ cnamLookup: 'on' }, /'Caller Name Lookup' has no choice 'on'/],
		] as const
	).map(([updateFields, refusal]): ContractCase => ({
		...update,
		size: 'bad',
		title: String(refusal),
		parameters: { number: byId(NUMBER), updateFields },
		requests: [],
		refusal,
	})),
	{
		...update,
		size: 'more',
		title: 'D4.8 a number of somebody else',
		source: 'plivo.md §1.2',
		parameters: { number: byId(NUMBER), updateFields: { alias: 'Mine' } },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [post({ alias: 'Mine' })],
		refusal: /\+14155550100 is not a number of this account/,
		hint: /f1c7/,
	},
	{
		...update,
		size: 'more',
		title: 'the ID of a trunk is none of an application: nothing is changed',
		source: 'plivo.md §2.4',
		parameters: { number: byId(NUMBER), updateFields: { application: byId(TRUNK) } },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'GET', path: `/Application/${TRUNK}/` }],
		refusal: /This account has no application 20372631212782780/,
		hint: /Assign to Trunk.*f1c7/,
	},
];

const applicationCases: ContractCase[] = [
	{
		...toApplication,
		size: 'smallest',
		title: 'the application is there, and the number leads to it afterwards',
		parameters: applicationChosen,
		answers: [theApplication, changed, current()],
		requests: [getApplication, post({ app_id: APPLICATION }), getNumber],
		items: [{ ...numberItem(), message: 'changed' }],
	},
	{
		...toApplication,
		size: 'full',
		title: 'D4.7 a number as people write it; Plivo names the application by its bare id',
		source: 'plivo.md §3.1 (sometimes app_id)',
		parameters: {
			number: byId('(415) 555-0100'),
			application: byId(APPLICATION),
			options: { defaultCountry: 'US' },
		},
		answers: [
			theApplication,
			answer(200, { api_id: 'a1', message: 'changed' }),
			answer(200, { ...number(null), app_id: APPLICATION }),
		],
		requests: [getApplication, post({ app_id: APPLICATION }), getNumber],
		items: [{ ...numberItem(null), app_id: APPLICATION, message: 'changed' }],
	},
	{
		...toApplication,
		size: 'bad',
		title: 'no application is chosen',
		parameters: { number: byId(NUMBER), application: byId('={{ $json.nothing }}') },
		requests: [],
		refusal: /'Application' is empty/,
	},
	{
		...toApplication,
		size: 'more',
		title: 'an application that is not there: nothing is changed',
		source: 'plivo.md §1.2',
		parameters: applicationChosen,
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [getApplication],
		refusal: /This account has no application 29986316244302815/,
		hint: /f1c7/,
	},
	{
		...toApplication,
		size: 'more',
		title: 'D4.8 a number of somebody else',
		source: 'plivo.md §1.2',
		parameters: applicationChosen,
		answers: [theApplication, answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [getApplication, post({ app_id: APPLICATION })],
		refusal: /\+14155550100 is not a number of this account/,
		hint: /f1c7/,
	},
	...(
		[
			[null, /Plivo took the change, but \+14155550100 still leads nowhere/],
			[onTrunk, /Plivo took the change, but \+14155550100 still leads to 20372631212782780/],
		] as const
	).map(([target, refusal]): ContractCase => ({
		...toApplication,
		size: 'more',
		title: `an answer alone is no success: ${String(refusal)}`,
		parameters: applicationChosen,
		answers: [theApplication, changed, current(target)],
		requests: [getApplication, post({ app_id: APPLICATION }), getNumber],
		refusal,
	})),
];

const trunkCases: ContractCase[] = [
	{
		...toTrunk,
		size: 'smallest',
		title: 'T1.8 the trunk is looked at first, and the number leads to it afterwards',
		parameters: trunkChosen,
		answers: [trunk('inbound'), changed, current(onTrunk)],
		requests: [getTrunk, post({ app_id: TRUNK }), getNumber],
		items: [{ ...numberItem(onTrunk), trunkStatus: 'enabled', hint: null, message: 'changed' }],
	},
	{
		...toTrunk,
		size: 'full',
		title: 'T1.8 a trunk that is switched off is said to be so',
		parameters: {
			number: byId('(415) 555-0100'),
			trunk: byId(TRUNK),
			options: { defaultCountry: 'US' },
		},
		answers: [trunk('inbound', 'disabled'), changed, current(onTrunk)],
		requests: [getTrunk, post({ app_id: TRUNK }), getNumber],
		items: [
			{
				...numberItem(onTrunk),
				trunkStatus: 'disabled',
				hint: 'The trunk is disabled: the number answers once the trunk is enabled',
				message: 'changed',
			},
		],
	},
	...[undefined, 'outbound'].map((direction): ContractCase => ({
		...toTrunk,
		size: 'bad',
		title: `T1.8 a trunk that is not inbound (${String(direction)}) would let calls die: nothing is changed`,
		source: 'plivo.md §2.4',
		parameters: trunkChosen,
		answers: [trunk(direction)],
		requests: [getTrunk],
		refusal: /'Trunk' is (outbound|of unknown direction): only an inbound trunk/,
		hint: /the number would stop answering/,
	})),
	{
		...toTrunk,
		size: 'bad',
		title: 'the domain of a trunk is not its ID',
		parameters: { number: byId(NUMBER), trunk: byId('={{ $json.domain }}') },
		input: { domain: `${TRUNK}.zt.plivo.com` },
		requests: [],
		refusal: /'Trunk' is not an ID/,
	},
	{
		...toTrunk,
		size: 'more',
		title: 'a trunk that is not there: nothing is changed',
		source: 'plivo.md §1.2',
		parameters: trunkChosen,
		answers: [answer(404, { api_id: 'f1c7', error: 'trunk not found' })],
		requests: [getTrunk],
		refusal: /This account has no SIP trunk 20372631212782780/,
		hint: /f1c7/,
	},
	...[400, 403, 422].map((status): ContractCase => ({
		...toTrunk,
		size: 'more',
		title: `T1.8 Plivo refuses (${status}): the steps in the console`,
		source: 'plivo.md §1.2; peers.md T1.8',
		parameters: trunkChosen,
		answers: [trunk('inbound'), answer(status, { api_id: 'f1c7', error: 'app_id is invalid' })],
		requests: [getTrunk, post({ app_id: TRUNK })],
		refusal: /Plivo .*: app_id is invalid/,
		hint: new RegExp(`${CONSOLE.source}.*HTTP status ${status}.*f1c7`),
	})),
	{
		...toTrunk,
		size: 'more',
		title: 'T1.8 Plivo leads on to another address: no steps by hand, for nothing was refused',
		source: 'RFC 9110 §15.4.3; peers.md T1.8',
		parameters: trunkChosen,
		answers: [trunk('inbound'), answer(302)],
		requests: [getTrunk, post({ app_id: TRUNK })],
		refusal: /^Plivo leads on to another address, which is not followed$/,
		hint: /^Check the base URL in the credential\. HTTP status 302/,
	},
	{
		...toTrunk,
		size: 'more',
		title: 'T1.8 accepted, but without effect: the steps in the console',
		source: 'plivo.md §3.2; peers.md T1.8',
		parameters: trunkChosen,
		answers: [trunk('inbound'), changed, current()],
		requests: [getTrunk, post({ app_id: TRUNK }), getNumber],
		refusal: /Plivo took the change, but \+14155550100 still leads to 29986316244302815/,
		hint: CONSOLE,
	},
	{
		...toTrunk,
		size: 'more',
		title: 'D4.8 a number of somebody else',
		source: 'plivo.md §1.2',
		parameters: trunkChosen,
		answers: [trunk('inbound'), answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [getTrunk, post({ app_id: TRUNK })],
		refusal: /\+14155550100 is not a number of this account/,
		hint: /f1c7/,
	},
];

export const numberChangeCases: ContractCase[] = [
	...updateCases,
	...applicationCases,
	...trunkCases,
	notReadBack,
];
