import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';

/** What kind of number it is. */
export const numberType: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Fixed', value: 'fixed', description: 'Local and national numbers' },
		{ name: 'Local', value: 'local' },
		{ name: 'Mobile', value: 'mobile' },
		{ name: 'National', value: 'national' },
		{ name: 'Toll-Free', value: 'tollfree' },
	],
	default: 'local',
};

/** What a number has to be good for. */
export const services: INodeProperties = {
	displayName: 'Services',
	name: 'services',
	type: 'multiOptions',
	options: [
		{ name: 'MMS', value: 'mms' },
		{ name: 'SMS', value: 'sms' },
		{ name: 'Voice', value: 'voice' },
	],
	default: ['voice'],
	description: 'What the numbers have to be good for, all of it',
};

/** Services as Plivo wants them: with commas, voice first (plivo.md §3.1). */
export function serviceList(parameters: Parameters): string | undefined {
	const chosen = parameters.choices('services');
	const inOrder = ['voice', 'sms', 'mms'].filter((service) => chosen.includes(service));
	return inOrder.length === 0 ? undefined : inOrder.join(',');
}

/** The names of callers. */
export const cnamLookup: INodeProperties = {
	displayName: 'Caller Name Lookup',
	name: 'cnamLookup',
	type: 'options',
	options: [
		{ name: 'Disabled', value: 'disabled' },
		{ name: 'Enabled', value: 'enabled' },
	],
	default: 'enabled',
	description: 'Look up the names of callers (CNAM); in the United States only',
};

/** What the number is for, as Plivo knows it from the papers handed in. */
export const complianceApplicationId: INodeProperties = {
	displayName: 'Compliance Application ID',
	name: 'complianceApplicationId',
	type: 'string',
	default: '',
	description: 'The accepted papers for a number of a regulated country, such as India',
};
