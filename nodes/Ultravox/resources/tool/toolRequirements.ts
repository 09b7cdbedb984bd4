import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from '../../../shared/forbiddenKeys';
import type { Parameters } from '../../../shared/operations/parameters';
import { rowsSetting } from '../../settings/rows';
import type { Setting } from '../../settings/setting';
import { together, under } from '../../settings/setting';

const shown = (...kinds: string[]) => ({ show: { kind: kinds } });

const rowFields: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Header API Key', value: 'headerApiKey', description: 'A key in a header' },
			{
				name: 'HTTP Authentication',
				value: 'httpAuth',
				description: 'A token in the header Authorization',
			},
			{ name: 'None', value: 'none', description: 'An alternative without authentication' },
			{ name: 'Query API Key', value: 'queryApiKey', description: 'A key in the query' },
			{
				name: 'Ultravox Call Token',
				value: 'ultravoxCallToken',
				description: 'A token of the call that Ultravox makes itself, for its built-in tools',
			},
		],
		default: 'headerApiKey',
	},
	{
		displayName: 'Requirement',
		name: 'requirement',
		type: 'string',
		default: '',
		placeholder: 'e.g. apiKey',
		description: "The name under which an agent or call gives the secret, in its 'Auth Tokens'",
		displayOptions: shown('headerApiKey', 'httpAuth', 'queryApiKey'),
	},
	{
		displayName: 'Header or Parameter',
		name: 'fieldName',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-API-Key',
		description: 'Where the key is put: the name of the header, or of the parameter in the query',
		displayOptions: shown('headerApiKey', 'queryApiKey'),
	},
	{
		displayName: 'Scheme',
		name: 'scheme',
		type: 'string',
		default: 'Bearer',
		placeholder: 'e.g. Bearer',
		displayOptions: shown('httpAuth'),
	},
	{
		displayName: 'Scopes',
		name: 'scopes',
		type: 'string',
		default: '',
		description: 'What the token has to allow, with commas between several',
		displayOptions: shown('ultravoxCallToken'),
	},
	{
		displayName: 'Alternative',
		name: 'alternative',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description:
			'All rows with the same number are needed together; of different numbers, one is enough',
	},
];

/** One of the ways of a requirement (ultravox.md §7.1). */
function requirement(row: Parameters, kind: string): IDataObject {
	if (kind === 'httpAuth') return { httpAuth: { scheme: row.text('scheme') } };
	return { [kind]: { name: row.text('fieldName') } };
}

/** Rows of one alternative, all of which have to be met. */
function alternative(rows: Parameters[]): IDataObject {
	const requirements: IDataObject = {};
	const option: IDataObject = {};
	for (const row of rows) {
		const kind = row.choice('kind');
		if (kind === 'none') {
			if (rows.length === 1) continue;
			throw row.problem(
				'kind',
				"'None' stands beside others in one alternative",
				"Give it a number of its own in 'Alternative'",
			);
		}
		if (kind === 'ultravoxCallToken') {
			option.ultravoxCallTokenRequirement = { scopes: row.texts('scopes') };
			continue;
		}
		const name = row.text('requirement');
		if (FORBIDDEN_KEYS.has(name)) throw row.problem('requirement', `cannot be '${name}'`);
		if (name in requirements) {
			throw row.problem('requirement', `'${name}' stands there twice in one alternative`);
		}
		requirements[name] = requirement(row, kind);
	}
	return { requirements, ...option };
}

const httpSecurityOptions = rowsSetting(
	{
		displayName: 'Authentication',
		name: 'httpSecurityOptions',
		row: 'Requirement',
		description:
			'What Ultravox has to send along so that an HTTP tool lets it in. The secrets come from the agent or the call.',
	},
	rowFields,
	(rows) => {
		const groups = new Map<number, Parameters[]>();
		for (const row of rows) {
			const number = row.integer('alternative', { min: 1 });
			groups.set(number, [...(groups.get(number) ?? []), row]);
		}
		const numbers = [...groups.keys()].sort((a, b) => a - b);
		return { options: numbers.map((number) => alternative(groups.get(number) ?? [])) };
	},
);

const requiredOverrides: Setting = {
	properties: [
		{
			displayName: 'Required Parameter Overrides',
			name: 'requiredParameterOverrides',
			type: 'string',
			default: '',
			placeholder: 'e.g. customerId',
			description:
				'Names of parameters that an agent or call has to give a fixed value, with commas between several',
		},
	],
	read: (parameters) => {
		const names = parameters.texts('requiredParameterOverrides');
		return names.length === 0 ? {} : { requiredParameterOverrides: names };
	},
};

/** What has to be met before a call can use the tool. */
export const requirements: Setting = under(
	'requirements',
	together(httpSecurityOptions, requiredOverrides),
);
