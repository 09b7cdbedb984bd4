import type { StepsOperation } from '../../../shared/operations/operation';
import { numberLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { changeNumber, readApplication } from './leadTo';
import { numberItem } from './numberItem';
import { ownNumber } from './ownNumber';
import { numberChanges, updateProperties } from './updateFields';

/** `POST /Number/{digits}/` with what changes, and the number as it is afterwards (plivo.md §3.3). */
export const update: StepsOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update number',
	description: 'Change the alias, the application, the caller name and more of a number',
	properties: [
		numberLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: updateProperties,
		},
	],
	execute: async (api, parameters) => {
		const number = ownNumber(parameters, 'updateFields');
		const changes = numberChanges(parameters.collection('updateFields'));
		if (Object.keys(changes).length === 0) throw parameters.problem('updateFields', 'are empty');
		if (typeof changes.app_id === 'string') await readApplication(api, changes.app_id);
		const { answer, changed } = await changeNumber(api, number, changes);
		return [{ json: { ...numberItem(changed), message: answer.message ?? null } }];
	},
};
