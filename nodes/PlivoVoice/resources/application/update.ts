import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { applicationLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { readBack } from '../../readBack';
import { answerUrl, applicationBody, applicationSettings } from './applicationFields';

/** A URL, or '' to take away the one that is there. */
const urlOrNone = (fields: Parameters, name: string) =>
	fields.givenText(name) === '' ? '' : fields.optionalUrl(name);

/**
 * `POST /Application/{app_id}/` with what changes, and the application as it is afterwards. Its name is not offered: that Plivo
 * changes one is not documented (plivo.md §4).
 */
export const update: StepsOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update application',
	description: 'Change a voice application; this changes what happens on all of its numbers',
	properties: [
		applicationLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'What stays out of here stays as it is; a blank URL is taken away',
			options: [answerUrl, ...applicationSettings],
		},
	],
	execute: async (api, parameters) => {
		const path = `/Application/${parameters.decimalId('application')}/`;
		const fields = parameters.collection('updateFields');
		const body = given({
			answer_url: fields.has('answerUrl') ? fields.url('answerUrl') : undefined,
			...applicationBody(fields, urlOrNone),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const { message } = await api.send({ method: 'POST', path, body });
		const after = await readBack(api, async () => await api.send({ method: 'GET', path }));
		const application = readObject(after);
		return [{ json: { ...application, message: message ?? null } }];
	},
};
