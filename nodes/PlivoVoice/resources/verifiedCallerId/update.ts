import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import { defaultCountry } from '../../descriptions/country';
import { verifiedCallerIdLocator } from '../../descriptions/locators';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import type { PlivoApi } from '../../plivoApi';
import { alias, callerIdItem, callerIdNumber, callerIdPath } from './callerIdFields';

/** `POST /VerifiedCallerId/{number}/`; the answer is the caller ID as it is now (plivo.md §3.5). */
export const update: RequestOperation<PlivoApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update verified caller ID',
	description: 'Change the name of a verified number, or the subaccount it belongs to',
	properties: [
		verifiedCallerIdLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [alias, defaultCountry, subaccount],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const body = given({
			alias: fields.givenText('alias'),
			subaccount: subaccountId(fields),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return { method: 'POST', path: callerIdPath(callerIdNumber(parameters, 'updateFields')), body };
	},
	result: callerIdItem,
};
