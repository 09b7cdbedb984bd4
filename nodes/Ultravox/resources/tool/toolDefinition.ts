import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { choiceField, durationField, flagField, textField } from '../../settings/fields';
import type { Setting } from '../../settings/setting';
import { together, under } from '../../settings/setting';
import { automaticParameters, staticParameters } from './toolParameters';
import { requirements } from './toolRequirements';

/** The longest that a tool may take, in seconds (ultravox.md §7.1). */
export const LONGEST_SECONDS = 40;
const LONGEST_NAME = 40;

export const toolName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Look up customer',
	description: 'What the tool is called in your account, with at most 40 characters',
};

export function checkedName(parameters: Parameters): string {
	const name = parameters.text('name');
	if (name.length <= LONGEST_NAME) return name;
	throw parameters.problem('name', `has ${name.length} characters, and may have ${LONGEST_NAME}`);
}

/** What the model calls the tool, where nobody says: its name without what a model's name cannot have (ultravox.md §7.1). */
export const modelNameOf = (name: string): string =>
	name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-zA-Z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');

export const description: Setting = textField({
	displayName: 'Description',
	name: 'description',
	typeOptions: { rows: 3 },
	placeholder: 'e.g. Looks up a customer by the phone number they call from',
	description: 'What the tool does and when to use it, for the agent',
});

/** How Ultravox reaches an HTTP tool. */
export const http: Setting = together(
	textField({
		displayName: 'Base URL Pattern',
		name: 'baseUrlPattern',
		placeholder: 'e.g. https://example.com/customers/{customerId}',
		description: 'Where the tool is, without a query; a path parameter stands in braces',
	}),
	choiceField(
		{ displayName: 'HTTP Method', name: 'httpMethod', default: 'POST' },
		['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((name) => ({ name, value: name })),
	),
);

/** Everything else in a definition (ultravox.md §7.1). */
export const furtherFields: Setting = together(
	automaticParameters,
	choiceField({ displayName: 'Default Reaction', name: 'defaultReaction' }, [
		{ name: 'Listens', value: 'AGENT_REACTION_LISTENS', description: 'The agent waits' },
		{ name: 'Speaks', value: 'AGENT_REACTION_SPEAKS', description: 'The agent goes on' },
		{
			name: 'Speaks Once',
			value: 'AGENT_REACTION_SPEAKS_ONCE',
			description: 'The agent goes on, unless it spoke when it used the tool',
		},
	]),
	textField({
		displayName: 'Model Tool Name',
		name: 'modelToolName',
		placeholder: 'e.g. lookUpCustomer',
		description:
			"What the agent knows the tool as: letters, digits, _ and -; made from 'Name' when left out",
	}),
	flagField({
		displayName: 'Precomputable',
		name: 'precomputable',
		description:
			'Whether Ultravox may use the tool ahead of time, and in vain: only for one that changes nothing',
	}),
	requirements,
	under(
		'staticResponse',
		textField({
			displayName: 'Static Response',
			name: 'responseText',
			description: 'What the agent is told at once, without waiting for the tool',
		}),
	),
	staticParameters,
	durationField(
		{
			displayName: 'Timeout',
			name: 'timeout',
			placeholder: 'e.g. 10 or 10s',
			description:
				'How long the tool may take, in seconds: 2.5 when left out, 40 at most. The conversation stands still meanwhile.',
		},
		{ min: 0, max: LONGEST_SECONDS },
	),
);
