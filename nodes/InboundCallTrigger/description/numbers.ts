import type { INodeProperties } from 'n8n-workflow';

/** Which numbers lead here, and through which Plivo Application. */
export const numberProperties: INodeProperties[] = [
	{
		displayName: 'Phone Number Names or IDs',
		name: 'phoneNumbers',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPhoneNumbers' },
		default: [],
		description:
			'The numbers of your Plivo account that this workflow answers. What they were linked to before is linked again when you unpublish. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Application',
		name: 'application',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Dedicated (Recommended)',
				value: 'dedicated',
				description: 'A Plivo Application of its own, made when you publish',
			},
			{
				name: 'Existing',
				value: 'existing',
				description: 'An Application of yours. Its answer URL is shared by all its numbers.',
			},
		],
		default: 'dedicated',
		description: 'The Plivo Application that holds the answer URL of these numbers',
	},
	{
		displayName: 'Plivo Application',
		name: 'applicationId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { application: ['existing'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose an Application...',
				typeOptions: { searchListMethod: 'searchApplications', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 20372631212782780',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*\\d+\\s*$',
							errorMessage: 'The ID of a Plivo Application is a number',
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Overwrite Answer URL',
		name: 'overwriteAnswerUrl',
		type: 'boolean',
		default: false,
		displayOptions: { show: { application: ['existing'] } },
		description:
			'Whether to replace the answer URL of another system in this Application. It is put back when you unpublish.',
	},
];
