import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';

/** Names and values that travel along with a call or a stream, for a collection. */
export const headerRows = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Header',
	default: {},
	description,
	options: [
		{
			displayName: 'Header',
			name: 'values',
			values: [
				{
					displayName: 'Name',
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
});

/**
 * The rows as `name=value,name2=value2` (plivo.md §5.1, §5.4); undefined when there are none.
 * @param dropped names that Plivo drops without a word
 */
export function headerList(fields: Parameters, name: string, dropped = /^$/): string | undefined {
	const seen = new Set<string>();
	const pairs = fields.rows(name).map((row) => {
		const [header = '', value = ''] = [row.optionalText('name'), row.optionalText('value')];
		if (!/^[A-Za-z0-9]+$/.test(header) || !/^[A-Za-z0-9]+$/.test(value)) {
			throw fields.problem(
				name,
				`have a row that Plivo does not take: '${header}'`,
				'Names and values have letters and digits only, and at least one',
			);
		}
		if (dropped.test(header)) {
			throw fields.problem(name, `cannot have '${header}'`, 'Plivo drops this name: take another');
		}
		if (seen.has(header)) throw fields.problem(name, `have '${header}' twice`);
		seen.add(header);
		return `${header}=${value}`;
	});
	return pairs.length === 0 ? undefined : pairs.join(',');
}
