import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	APPLICATION,
	current,
	ID,
	of,
	PATH,
	SENT_SETTINGS,
	SETTINGS,
} from '../support/application';

const OTHER_ID = '29986316244302815';

const update = of('update');
const remove = of('delete');
const changed = answer(202, { api_id: 'a1', message: 'changed' });

/** Applications are changed and deleted. */
export const applicationChangeCases: ContractCase[] = [
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
