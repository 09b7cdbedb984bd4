import type { INodeProperties } from 'n8n-workflow';

/** Facts of the call that can be handed to the agent by ticking them. */
export const callFields: INodeProperties = {
	displayName: 'Call Fields',
	name: 'callFields',
	type: 'multiOptions',
	options: [
		{ name: 'Call UUID', value: 'callUuid' },
		{ name: 'Called Number', value: 'to' },
		{ name: 'Caller Name', value: 'callerName' },
		{ name: 'Caller Number', value: 'from' },
		{ name: 'Country of the Caller', value: 'countryCode' },
		{ name: 'Forwarded From', value: 'forwardedFrom' },
		{ name: 'SIP Headers (X-PH-...)', value: 'sipHeaders' },
	],
	default: [],
	description:
		'Facts of the call the agent may use. Each is a template variable of the same name, such as {{from}}.',
};

/**
 * Template variables with values of the user's own.
 * @param valueHint what expressions can reach; it stands under each value (n8n shows no hint under the collection itself)
 */
export const templateContext = (valueHint: string): INodeProperties => ({
	displayName: 'Template Context',
	name: 'templateContext',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	default: {},
	description: 'Values for the template variables in the prompt of the agent',
	options: [
		{
			displayName: 'Variable',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. user.phone_number',
					description: 'A dot makes a nested value',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					hint: valueHint,
				},
			],
		},
	],
});

/** Text pairs kept with the Ultravox call. */
export const metadata: INodeProperties = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Entry',
	default: {},
	description: 'Kept with the Ultravox call and given in the item. The CallUUID is always there.',
	options: [
		{
			displayName: 'Entry',
			name: 'values',
			values: [
				{
					displayName: 'Key',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4711',
				},
			],
		},
	],
};
