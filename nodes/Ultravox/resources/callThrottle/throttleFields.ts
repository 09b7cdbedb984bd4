import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';

/** The limits of a throttle; all of them hold (ultravox.md §6). */
export const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	default: {},
	description: 'How many calls may be created within how many seconds; all rules hold at once',
	options: [
		{
			displayName: 'Rule',
			name: 'values',
			values: [
				{
					displayName: 'Calls',
					name: 'maxCalls',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100 },
					default: 1,
				},
				{
					displayName: 'Within Seconds',
					name: 'windowSeconds',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 86400 },
					default: 1,
				},
			],
		},
	],
};

/** The rules as Ultravox takes them. */
export const readRules = (parameters: Parameters): IDataObject[] =>
	parameters.rows('rules').map((row) => ({
		maxCalls: row.integer('maxCalls', { min: 1, max: 100 }),
		windowSeconds: row.integer('windowSeconds', { min: 1, max: 86_400 }),
	}));

/** The name of a throttle: at most 64 characters. */
export function checkedName(parameters: Parameters, name: string): string {
	if (name.length <= 64) return name;
	throw parameters.problem('name', `has ${name.length} characters, and may have 64`);
}
