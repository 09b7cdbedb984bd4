import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { methodField } from '../../descriptions/callbackFields';
import { defaultCountry } from '../../descriptions/country';
import { applicationLocator } from '../../descriptions/locators';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import { endpoint } from '../../endpoint';
import { cnamLookup, complianceApplicationId } from './numberFields';

/** What can be changed on a number, by name (plivo.md §3.3). */
export const updateProperties: INodeProperties[] = [
	{
		displayName: 'Alias',
		name: 'alias',
		type: 'string',
		default: '',
		placeholder: 'e.g. Front desk',
	},
	applicationLocator({
		required: false,
		description: 'What answers calls to the number',
		hint: 'For a SIP trunk, use Assign to Trunk',
	}),
	{
		displayName: 'Business Profile UUID',
		name: 'profileUuid',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		description: 'The profile of your business the number belongs to',
	},
	{
		displayName: 'Caller Name (CNAM)',
		name: 'cnam',
		type: 'string',
		default: '',
		placeholder: 'e.g. EXAMPLE INC',
		description: 'The name people in the United States see when this number calls them',
	},
	cnamLookup,
	methodField('Caller Name Report Method', 'cnamCallbackMethod', 'POST'),
	{
		displayName: 'Caller Name Report URL',
		name: 'cnamCallbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/cnam',
		description: 'Where Plivo reports that the caller name is registered',
	},
	{
		displayName: 'Caller Reputation',
		name: 'callerReputation',
		type: 'options',
		options: [
			{ name: 'Disabled', value: 'disabled' },
			{ name: 'Enabled', value: 'enabled' },
		],
		default: 'enabled',
		description: 'Watch over how trustworthy the number looks to carriers',
	},
	methodField('Caller Reputation Report Method', 'callerReputationCallbackMethod', 'POST'),
	{
		displayName: 'Caller Reputation Report URL',
		name: 'callerReputationCallbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/reputation',
		description: 'Where Plivo reports that the reputation of the number has changed',
	},
	complianceApplicationId,
	defaultCountry,
	{ ...subaccount, description: 'Auth ID of the subaccount the number goes to' },
];

/** The changes as they go into the request; `{}` when there are none. */
export function numberChanges(fields: Parameters): IDataObject {
	return given({
		app_id: fields.optionalDecimalId('application'),
		subaccount: subaccountId(fields),
		alias: fields.givenText('alias'),
		cnam_lookup: fields.optionalChoice('cnamLookup'),
		cnam: fields.optionalText('cnam'),
		...endpoint(fields, 'cnamCallback'),
		compliance_application_id: fields.optionalText('complianceApplicationId'),
		caller_reputation: fields.optionalChoice('callerReputation'),
		profile_uuid: fields.optionalUuid('profileUuid'),
		...endpoint(fields, 'callerReputationCallback'),
	});
}
