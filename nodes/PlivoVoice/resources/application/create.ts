import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import type { PlivoApi } from '../../plivoApi';
import { answerUrl, applicationBody, applicationSettings } from './applicationFields';

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
export const create: RequestOperation<PlivoApi> = {
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
	request: (parameters) => ({
		method: 'POST',
		path: '/Application/',
		body: {
			app_name: applicationName(parameters),
			answer_url: parameters.url('answerUrl'),
			...applicationBody(parameters.collection('additionalFields'), (fields, name) =>
				fields.optionalUrl(name),
			),
		},
	}),
	result: readObject,
};
