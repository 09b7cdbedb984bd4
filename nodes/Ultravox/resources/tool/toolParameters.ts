import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { rowsSetting } from '../../settings/rows';

const name = (words: string): INodeProperties => ({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. customerId',
	description: words,
});

const location: INodeProperties = {
	displayName: 'Location',
	name: 'location',
	type: 'options',
	options: [
		{ name: 'Body', value: 'PARAMETER_LOCATION_BODY' },
		{ name: 'Header', value: 'PARAMETER_LOCATION_HEADER' },
		{ name: 'Path', value: 'PARAMETER_LOCATION_PATH' },
		{ name: 'Query', value: 'PARAMETER_LOCATION_QUERY' },
	],
	default: 'PARAMETER_LOCATION_BODY',
	description:
		'Where the tool gets it; only an HTTP tool can get it anywhere else than in the body',
};

const place = (row: Parameters): IDataObject => ({
	name: row.text('name'),
	location: row.choice('location'),
});

/** What the model fills in (ultravox.md §7.1). */
export const dynamicParameters = rowsSetting(
	{
		displayName: 'Parameters',
		name: 'dynamicParameters',
		row: 'Parameter',
		description: 'What the agent fills in when it uses the tool',
	},
	[
		name('What the agent knows the parameter as'),
		location,
		{
			displayName: 'Required',
			name: 'required',
			type: 'boolean',
			default: true,
			description: 'Whether the agent has to fill it in',
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'json',
			default: '{ "type": "string", "description": "" }',
			description: 'JSON Schema of the value: its type, what it means, and the values it may have',
		},
	],
	(rows) =>
		rows.map((row) => {
			const schema = row.optionalObject('schema') ?? {};
			if (Object.keys(schema).length === 0) {
				throw row.problem('schema', 'is empty', 'Write at least {"type": "string"}');
			}
			return { ...place(row), schema, required: row.flag('required') };
		}),
);

/** Text as it is; anything else as JSON. */
function valueOf(row: Parameters): unknown {
	const value = row.raw('value');
	if (row.choice('valueType') === 'text') return row.givenText('value') ?? '';
	if (typeof value !== 'string') return value ?? null;
	let parsed: unknown;
	try {
		parsed = JSON.parse(value) as unknown;
	} catch {
		parsed = undefined;
	}
	if (parsed !== undefined) return parsed;
	throw row.problem('value', 'is no JSON', "Choose 'Text' as its type, or write JSON");
}

/** What is always the same, and unknown to the model (ultravox.md §7.1). */
export const staticParameters = rowsSetting(
	{
		displayName: 'Static Parameters',
		name: 'staticParameters',
		row: 'Static Parameter',
		description: 'What the tool always gets, without the agent knowing',
	},
	[
		name('What the tool knows the parameter as'),
		location,
		{
			displayName: 'Type',
			name: 'valueType',
			type: 'options',
			options: [
				{ name: 'JSON', value: 'json', description: 'A number, true, false, a list or an object' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
		},
		{ displayName: 'Value', name: 'value', type: 'string', default: '' },
	],
	(rows) => rows.map((row) => ({ ...place(row), value: valueOf(row) })),
);

const KNOWN_VALUES: Array<[name: string, value: string, description: string]> = [
	['Call ID', 'CALL_ID', 'The ID of the call'],
	['Call Metadata', 'CALL_METADATA', 'What the call was created with'],
	['Call Stage ID', 'CALL_STAGE_ID', 'The ID of the stage that the call is in'],
	['Call State', 'CALL_STATE', 'What tools have kept in the call'],
	['Conversation History', 'CONVERSATION_HISTORY', 'What was said up to now'],
	['Output Sample Rate', 'OUTPUT_SAMPLE_RATE', 'Of the sound of the call, in hertz'],
	['Thread ID', 'THREAD_ID', 'The ID of the thread that uses the tool'],
	['Thread States', 'THREAD_STATES', 'What the threads of the call are doing'],
];

/** What Ultravox fills in itself (ultravox.md §7.1). */
export const automaticParameters = rowsSetting(
	{
		displayName: 'Automatic Parameters',
		name: 'automaticParameters',
		row: 'Automatic Parameter',
		description: 'What Ultravox itself fills in, such as the ID of the call',
	},
	[
		name('What the tool knows the parameter as'),
		location,
		{
			displayName: 'Known Value',
			name: 'knownValue',
			type: 'options',
			options: KNOWN_VALUES.map(([label, value, description]) => ({
				name: label,
				value: `KNOWN_PARAM_${value}`,
				description,
			})),
			default: 'KNOWN_PARAM_CALL_ID',
		},
	],
	(rows) => rows.map((row) => ({ ...place(row), knownValue: row.choice('knownValue') })),
);
