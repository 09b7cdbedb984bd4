import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/tools` (ultravox.md §7.1); the order is repeated with each page (§1.1). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many tools',
	description: "Get many tools: your own, and Ultravox's built-in ones",
	describesSecrets: ['definition'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Ownership',
					name: 'ownership',
					type: 'options',
					options: [
						{ name: 'Private', value: 'private', description: 'Those of your account' },
						{ name: 'Public', value: 'public', description: 'Those that are built in' },
					],
					default: 'private',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer',
					description: 'Only tools that Ultravox finds with this text',
				},
				{
					displayName: 'Sort Order',
					name: 'sortOrder',
					type: 'options',
					options: [
						{ name: 'By Name', value: 'alphabetic' },
						{ name: 'By Name, Backwards', value: 'reverseAlphabetic' },
						{ name: 'Default', value: 'default', description: 'Your own first, newest first' },
						{
							name: 'Display',
							value: 'display',
							description: 'Built-in ones by name, then your own, newest first',
						},
						{ name: 'Newest First', value: 'reverseChronologic' },
						{ name: 'Oldest First', value: 'chronologic' },
					],
					default: 'default',
				},
			],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/api/tools',
			query: given({
				ownership: filters.optionalChoice('ownership'),
				search: filters.optionalText('search'),
				sortOrder: filters.optionalChoice('sortOrder'),
			}),
		};
	},
};
