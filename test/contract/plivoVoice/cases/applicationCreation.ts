import type { IDataObject } from 'n8n-workflow';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { ID, of, SENT_SETTINGS, SETTINGS } from '../support/application';

const create = of('create');
const smallest = { appName: 'front-desk', answerUrl: 'https://example.com/answer' };
const creates = (settings: IDataObject = {}): ExpectedRequest => ({
	method: 'POST',
	path: '/Application/',
	body: { app_name: 'front-desk', answer_url: 'https://example.com/answer', ...settings },
});
const created = { message: 'created', app_id: ID };

/** Applications are made. */
export const applicationCreationCases: ContractCase[] = [
	{
		...create,
		size: 'smallest',
		title: 'name and answer URL; defaults are left to Plivo',
		parameters: smallest,
		answers: [answer(201, { api_id: 'a1', ...created })],
		requests: [creates()],
		items: [created],
	},
	{
		...create,
		size: 'more',
		title: 'a success without an id is none',
		parameters: smallest,
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [creates()],
		refusal: /Plivo did not confirm it: its answer has no app_id/,
		hint: /f1c7/,
	},
	{
		...create,
		size: 'full',
		title: 'everything Plivo knows of an application',
		parameters: { ...smallest, additionalFields: SETTINGS },
		answers: [answer(201, { api_id: 'a1', ...created })],
		requests: [creates(SENT_SETTINGS)],
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
		requests: [creates()],
		refusal: /Plivo refused the request: app_name is already taken/,
		hint: /HTTP status 409.*f1c7/,
	},
];
