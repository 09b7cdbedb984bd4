import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed, readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { refuseAlone } from '../../endpoint';
import { answerUrl, applicationBody, applicationSettings } from './applicationFields';

/** Methods that say nothing without their address: without a hangup URL, Plivo reports the end to the answer URL (plivo.md §4). */
const METHODS = [
	['fallbackMethod', 'fallbackAnswerUrl'],
	['messageMethod', 'messageUrl'],
] as const;

function applicationName(parameters: Parameters): string {
	const name = parameters.text('appName');
	if (/^[A-Za-z0-9_-]+$/.test(name)) return name;
	throw parameters.problem(
		'appName',
		`cannot be '${name}'`,
		'Use letters, digits, - and _ only, such as front-desk',
	);
}

/** `POST /Application/` (plivo.md §4). */
export const create: StepsOperation<PlivoApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create application',
	description: 'Create a voice application, which says what happens with calls to its numbers',
	properties: [
		{
			displayName: 'Name',
			name: 'appName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. front-desk',
			description: 'Letters, digits, hyphens and underscores',
		},
		{ ...answerUrl, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: applicationSettings,
		},
	],
	execute: async (api, parameters) => {
		const settings = parameters.collection('additionalFields');
		// An application that is there may have the address already; a new one has not.
		for (const [method, url] of METHODS) {
			refuseAlone(settings, [method], url, settings.optionalText(url) !== undefined);
		}
		const answer = await api.send({
			method: 'POST',
			path: '/Application/',
			body: {
				app_name: applicationName(parameters),
				answer_url: parameters.url('answerUrl'),
				...applicationBody(settings, (fields, name) => fields.optionalUrl(name)),
			},
		});
		const app_id = confirmed(api, answer, 'app_id');
		return [{ json: { ...readObject(answer), app_id } }];
	},
};
