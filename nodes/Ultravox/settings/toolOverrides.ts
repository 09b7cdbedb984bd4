import type { Setting } from './setting';
import { toolRows } from './tools';

const added = toolRows({
	displayName: 'Add',
	name: 'add',
	description: 'Tools that the agent has besides its own',
});

/** Changes to an agent's tools for one call: what is taken away goes first (ultravox.md §4.3). */
export const toolOverridesSetting: Setting = {
	properties: [
		{
			displayName: 'Tool Overrides',
			name: 'toolOverrides',
			type: 'fixedCollection',
			placeholder: 'Change Tools',
			default: {},
			description: "Changes to the agent's tools for this call",
			options: [
				{
					displayName: 'Changes',
					name: 'values',
					values: [
						{
							displayName: 'Remove All',
							name: 'removeAll',
							type: 'boolean',
							default: false,
							description: 'Whether the agent loses all tools of its own',
						},
						{
							displayName: 'Remove',
							name: 'remove',
							type: 'string',
							default: '',
							placeholder: 'e.g. hangUp, queryCorpus',
							description: 'Names of tools as the model knows them, with commas between them',
							displayOptions: { show: { removeAll: [false] } },
						},
						...added.properties,
					],
				},
			],
		},
	],
	read: (parameters) => {
		const [changes] = parameters.rows('toolOverrides');
		if (changes === undefined) return {};
		const isEmptied = changes.flag('removeAll');
		const removed = isEmptied ? [] : changes.texts('remove');
		const toolOverrides = {
			...(removed.length === 0 ? {} : { remove: removed }),
			...(isEmptied ? { removeAll: true } : {}),
			...added.read(changes),
		};
		return Object.keys(toolOverrides).length === 0 ? {} : { toolOverrides };
	},
};
