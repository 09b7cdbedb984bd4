import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from '../../shared/forbiddenKeys';
import type { Parameters } from '../../shared/operations/parameters';
import type { Setting } from './setting';

export type RowLabels = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<Pick<INodeProperties, 'description' | 'displayOptions'>> & {
		/** One row: `Inactivity Message`. */
		row: string;
		/** How a row is added; `Add Inactivity Message` when not given. */
		placeholder?: string;
	};

/** A list of rows in the panel; `read` makes the value of all of them. */
export function rowsSetting(
	{ row, ...labels }: RowLabels,
	values: INodeProperties[],
	read: (rows: Parameters[], parameters: Parameters) => unknown,
): Setting {
	return {
		properties: [
			{
				placeholder: `Add ${row}`,
				...labels,
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [{ displayName: row, name: 'values', values }],
			},
		],
		read: (parameters) => {
			const rows = parameters.rows(labels.name);
			return rows.length === 0 ? {} : ({ [labels.name]: read(rows, parameters) } as IDataObject);
		},
	};
}

export interface NamedRowOptions extends RowLabels {
	/** What a row's name is called: `Header`. */
	nameLabel: string;
	nameExample?: string;
	/** Values are secret: they are typed without being shown. */
	isSecret?: boolean;
	/** What is wrong with a name, as words after its label; undefined when nothing is. */
	check?(name: string): string | undefined;
}

/** Names with texts, as rows; they become one object. */
export function namedRows({
	nameLabel,
	nameExample,
	isSecret,
	check,
	...labels
}: NamedRowOptions): Setting {
	const values: INodeProperties[] = [
		{
			displayName: nameLabel,
			name: 'name',
			type: 'string',
			default: '',
			...(nameExample === undefined ? {} : { placeholder: `e.g. ${nameExample}` }),
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			...(isSecret ? { typeOptions: { password: true } } : {}),
			default: '',
		},
	];
	return rowsSetting(labels, values, (rows) => {
		const object: IDataObject = {};
		for (const row of rows) {
			const name = row.text('name');
			if (FORBIDDEN_KEYS.has(name)) throw row.problem('name', `cannot be '${name}'`);
			const fault = check?.(name);
			if (fault !== undefined) throw row.problem('name', fault);
			if (Object.keys(object).includes(name))
				throw row.problem('name', `'${name}' stands there twice`);
			object[name] = row.givenText('value') ?? '';
		}
		return object;
	});
}

/** Secret texts, as rows. */
export function secretRows(
	labels: RowLabels,
	{ least = 1, most }: { least?: number; most?: number } = {},
): Setting {
	const values: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];
	return rowsSetting(labels, values, (rows) =>
		rows.map((row) => {
			const secret = row.text('secret');
			if (secret.length < least || secret.length > (most ?? Infinity)) {
				const allowed = most === undefined ? `${least} or more` : `${least} to ${most}`;
				throw row.problem('secret', `has ${secret.length} characters, and has to have ${allowed}`);
			}
			return secret;
		}),
	);
}
