import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';

/** Beyond 2^53: as a JSON number it would be another one. */
const ID = '20468599130939381';
const OTHER_ID = '29986316244302815';
const SUBACCOUNT = 'SAMTU0Y2FKNGETYZDKNI';
const PATH = `/Application/${ID}/`;

/** An application as `GET /Application/{app_id}/` gives it. */
const APPLICATION = {
	answer_method: 'POST',
	answer_url: 'https://example.com/answer',
	app_id: ID,
	app_name: 'front-desk',
	application_type: 'XML',
	default_app: false,
	default_endpoint_app: false,
	default_number_app: false,
	enabled: true,
	fallback_answer_url: '',
	fallback_method: 'POST',
	hangup_method: 'POST',
	hangup_url: 'https://example.com/answer',
	log_incoming_messages: true,
	message_method: 'POST',
	message_url: '',
	public_uri: false,
	resource_uri: `/v1/Account/MA/Application/${ID}/`,
	sip_uri: `sip:${ID}@app.plivo.com`,
	sub_account: null,
};
const SIMPLE = {
	app_id: ID,
	app_name: 'front-desk',
	answer_url: 'https://example.com/answer',
	answer_method: 'POST',
	hangup_url: 'https://example.com/answer',
	fallback_answer_url: '',
	message_url: '',
	default_number_app: false,
	sip_uri: `sip:${ID}@app.plivo.com`,
	sub_account: null,
};

/** Every setting but name and answer URL, in the panel and on the wire. */
const SETTINGS = {
	answerMethod: 'GET',
	defaultEndpointApp: true,
	defaultNumberApp: true,
	fallbackAnswerUrl: 'https://example.com/fallback',
	fallbackMethod: 'GET',
	hangupMethod: 'GET',
	hangupUrl: 'https://example.com/hangup',
	logIncomingMessages: false,
	messageMethod: 'GET',
	messageUrl: 'https://example.com/message',
	publicUri: true,
	subaccount: SUBACCOUNT,
};
const SENT_SETTINGS = {
	answer_method: 'GET',
	default_endpoint_app: true,
	default_number_app: true,
	fallback_answer_url: 'https://example.com/fallback',
	fallback_method: 'GET',
	hangup_method: 'GET',
	hangup_url: 'https://example.com/hangup',
	log_incoming_messages: false,
	message_method: 'GET',
	message_url: 'https://example.com/message',
	public_uri: true,
	subaccount: SUBACCOUNT,
};

const source = 'plivo.md §4';
const create = { resource: 'application', operation: 'create', source };
const get = { resource: 'application', operation: 'get', source };
const getMany = { resource: 'application', operation: 'getMany', source };
const update = { resource: 'application', operation: 'update', source };
const remove = { resource: 'application', operation: 'delete', source };

const smallest = { appName: 'front-desk', answerUrl: 'https://example.com/answer' };
const created = { message: 'created', app_id: ID };
const changed = answer(202, { api_id: 'a1', message: 'changed' });
const current = answer(200, { api_id: 'a2', ...APPLICATION });

export const applicationCases: ContractCase[] = [
	{
		...create,
		size: 'smallest',
		title: 'name and answer URL; defaults are left to Plivo',
		parameters: smallest,
		answers: [answer(201, { api_id: 'a1', ...created })],
		requests: [
			{
				method: 'POST',
				path: '/Application/',
				body: { app_name: 'front-desk', answer_url: 'https://example.com/answer' },
			},
		],
		items: [created],
	},
	{
		...create,
		size: 'more',
		title: 'a success without an id is none',
		parameters: smallest,
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [
			{
				method: 'POST',
				path: '/Application/',
				body: { app_name: 'front-desk', answer_url: 'https://example.com/answer' },
			},
		],
		refusal: /Plivo did not confirm it: its answer has no app_id/,
		hint: /f1c7/,
	},
	{
		...create,
		size: 'full',
		title: 'everything Plivo knows of an application',
		parameters: { ...smallest, additionalFields: SETTINGS },
		answers: [answer(201, { api_id: 'a1', ...created })],
		requests: [
			{
				method: 'POST',
				path: '/Application/',
				body: {
					app_name: 'front-desk',
					answer_url: 'https://example.com/answer',
					...SENT_SETTINGS,
				},
			},
		],
		items: [created],
	},
	...(
		[
			[{ appName: 'Front desk' }, /'Name' cannot be 'Front desk'/],
			[{ appName: '={{ $json.nothing }}' }, /'Name' is empty/],
			[{ answerUrl: '={{ $json.nothing }}' }, /'Answer URL' is empty/],
			[{ answerUrl: 'example.com/answer' }, /'Answer URL' is not a web address/],
			[{ additionalFields: { hangupUrl: 'hangup' } }, /'Hangup URL' is not a web address/],
			[{ additionalFields: { answerMethod: 'PUT' } }, /'Answer Method' has no choice 'PUT'/],
			[{ additionalFields: { subaccount: 'SA1' } }, /'Subaccount' is not the Auth ID/],
			[
				{ additionalFields: { fallbackMethod: 'GET' } },
				/'Fallback Method' needs 'Fallback Answer URL'/,
			],
			[{ additionalFields: { messageMethod: 'GET' } }, /'Message Method' needs 'Message URL'/],
		] as const
	).map(([wrong, refusal]): ContractCase => ({
		...create,
		size: 'bad',
		title: String(refusal),
		parameters: { ...smallest, ...wrong },
		requests: [],
		refusal,
	})),
	{
		...create,
		size: 'more',
		title: 'a name that is taken: Plivo made none, and is not asked again',
		source: 'plivo.md §1.2, §1.4',
		parameters: smallest,
		answers: [answer(409, { api_id: 'f1c7', error: 'app_name is already taken' })],
		requests: [
			{
				method: 'POST',
				path: '/Application/',
				body: { app_name: 'front-desk', answer_url: 'https://example.com/answer' },
			},
		],
		refusal: /Plivo refused the request: app_name is already taken/,
		hint: /HTTP status 409.*f1c7/,
	},
	{
		...get,
		size: 'smallest',
		title: 'the fields that matter',
		parameters: { application: byId(ID) },
		answers: [current],
		requests: [{ method: 'GET', path: PATH }],
		items: [SIMPLE],
	},
	{
		...get,
		size: 'full',
		title: 'all fields',
		parameters: { application: byId(` ${ID} `), simplify: false },
		answers: [current],
		requests: [{ method: 'GET', path: PATH }],
		items: [APPLICATION],
	},
	{
		...get,
		size: 'bad',
		title: 'the name is not the ID',
		// From the item: in the panel, n8n itself refuses it.
		parameters: { application: byId('={{ $json.name }}') },
		input: { name: 'front-desk' },
		requests: [],
		refusal: /'Application' is not an ID: 'front-desk'/,
	},
	{
		...get,
		size: 'more',
		title: 'an ID that came as a number has lost its last digits',
		parameters: { application: { __rl: true, mode: 'id', value: Number(ID) } },
		requests: [],
		refusal: /'Application' came as a number too large to be exact/,
	},
	{
		...getMany,
		size: 'smallest',
		title: 'one page',
		parameters: {},
		answers: [page([APPLICATION])],
		requests: [{ method: 'GET', path: '/Application/', query: { limit: '20', offset: '0' } }],
		items: [SIMPLE],
	},
	{
		...getMany,
		size: 'full',
		title: 'by the beginning of the name, in a subaccount, all pages',
		source: 'plivo.md §4, §1.1',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: { appName: 'front', subaccount: SUBACCOUNT },
		},
		answers: [page(Array(20).fill(APPLICATION), 21), page([APPLICATION], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: '/Application/',
			query: { app_name: 'front', subaccount: SUBACCOUNT, limit: '20', offset },
		})),
		items: Array(21).fill(APPLICATION),
	},
	{
		...getMany,
		size: 'bad',
		title: 'a subaccount by its name',
		parameters: { filters: { subaccount: 'Marketing' } },
		requests: [],
		refusal: /'Subaccount' is not the Auth ID of a subaccount: 'Marketing'/,
	},
	{
		...update,
		size: 'smallest',
		title: 'only what changes is sent; the item is what Plivo has afterwards',
		parameters: {
			application: byId(ID),
			updateFields: { answerUrl: 'https://example.com/answer' },
		},
		answers: [changed, current],
		requests: [
			{ method: 'POST', path: PATH, body: { answer_url: 'https://example.com/answer' } },
			{ method: 'GET', path: PATH },
		],
		items: [{ ...APPLICATION, message: 'changed' }],
	},
	{
		...update,
		size: 'more',
		title: 'taken, but not to be read back: what is not there is the read, not the change',
		parameters: {
			application: byId(ID),
			updateFields: { answerUrl: 'https://example.com/answer' },
		},
		answers: [changed, answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [
			{ method: 'POST', path: PATH, body: { answer_url: 'https://example.com/answer' } },
			{ method: 'GET', path: PATH },
		],
		refusal: /^Plivo took the change; reading it back did not succeed: Plivo did not find it/,
		hint: /HTTP status 404.*f1c7/,
	},
	{
		...update,
		size: 'more',
		title: 'a method alone: its address may be there already',
		parameters: { application: byId(ID), updateFields: { messageMethod: 'GET' } },
		answers: [changed, current],
		requests: [
			{ method: 'POST', path: PATH, body: { message_method: 'GET' } },
			{ method: 'GET', path: PATH },
		],
		items: [{ ...APPLICATION, message: 'changed' }],
	},
	{
		...update,
		size: 'full',
		title: 'everything but the name, which Plivo does not say that it changes',
		parameters: {
			application: byId(ID),
			updateFields: { answerUrl: 'https://example.com/new', ...SETTINGS },
		},
		answers: [changed, current],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { answer_url: 'https://example.com/new', ...SENT_SETTINGS },
			},
			{ method: 'GET', path: PATH },
		],
		items: [{ ...APPLICATION, message: 'changed' }],
	},
	...(
		[
			[{}, /'Update Fields' are empty/],
			[{ answerUrl: '' }, /'Answer URL' is empty/],
			[{ messageUrl: 'ftp://example.com' }, /'Message URL' is not a web address/],
		] as const
	).map(([updateFields, refusal]): ContractCase => ({
		...update,
		size: 'bad',
		title: String(refusal),
		parameters: { application: byId(ID), updateFields },
		requests: [],
		refusal,
	})),
	{
		...update,
		size: 'more',
		title: 'a blank URL takes away the one that is there',
		parameters: {
			application: byId(ID),
			updateFields: { fallbackAnswerUrl: '', hangupUrl: ' ', messageUrl: '' },
		},
		answers: [changed, current],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { fallback_answer_url: '', hangup_url: '', message_url: '' },
			},
			{ method: 'GET', path: PATH },
		],
		items: [{ ...APPLICATION, message: 'changed' }],
	},
	{
		...update,
		size: 'more',
		title: 'an application that is not there',
		source: 'plivo.md §1.2',
		parameters: { application: byId(ID), updateFields: { publicUri: false } },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'POST', path: PATH, body: { public_uri: false } }],
		refusal: /Plivo did not find it: not found/,
		hint: /f1c7/,
	},
	{
		...remove,
		size: 'smallest',
		title: 'SIP phones are not deleted along, though Plivo does that unless told',
		parameters: { application: byId(ID) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH, query: { cascade: 'false' } }],
		items: [{ app_id: ID, deleted: true }],
	},
	{
		...remove,
		size: 'full',
		title: 'all options, at the second attempt',
		source: 'plivo.md §4, §1.4 (DELETE is safe to repeat)',
		parameters: {
			application: byId(ID),
			options: { cascade: true, newEndpointApplication: byId(OTHER_ID) },
		},
		answers: [answer(502), answer(204)],
		requests: Array(2).fill({
			method: 'DELETE',
			path: PATH,
			query: { cascade: 'true', new_endpoint_application: OTHER_ID },
		}),
		items: [{ app_id: ID, deleted: true }],
	},
	{
		...remove,
		size: 'bad',
		title: 'SIP phones cannot go to the one that is deleted',
		parameters: { application: byId(ID), options: { newEndpointApplication: byId(ID) } },
		requests: [],
		refusal: /'New Application of SIP Phones' is the application that is deleted/,
	},
	{
		...remove,
		size: 'more',
		title: 'Plivo keeps one that has numbers',
		source: 'plivo.md §1.2',
		parameters: { application: byId(ID) },
		answers: [answer(400, { api_id: 'f1c7', error: 'the application has numbers' })],
		requests: [{ method: 'DELETE', path: PATH, query: { cascade: 'false' } }],
		refusal: /Plivo refused the request: the application has numbers/,
		hint: /f1c7/,
	},
];
