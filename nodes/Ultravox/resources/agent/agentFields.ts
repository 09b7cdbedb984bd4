import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { Parameters } from '../../../shared/operations/parameters';
import { additionalBodyFields, withAdditionalFields } from '../../settings/additionalBodyFields';

/** The agent an operation is for. */
export const chosenAgent = agentLocator({
	required: true,
	description: 'An agent of your account',
});

export const agentPath = (parameters: Parameters, below = '') =>
	`/api/agents/${parameters.uuid('agent')}${below}`;

/** The name of an agent: at most 64 characters (ultravox.md §4.1). */
export function checkedName(parameters: Parameters, name: string): string {
	const text = parameters.text(name);
	if (text.length <= 64) return text;
	throw parameters.problem(name, `has ${text.length} characters, and may have 64`);
}

export const agentName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Receptionist',
};

/** Fields of the body besides the settings; the rest belongs into `callTemplate`. */
const BODY_FIELDS = new Set(['name', 'callTemplate']);

/** Settings of an agent that lie beside `callTemplate` instead of inside it are dropped by Ultravox without a word (§10.6). */
export const agentBodyFields: INodeProperties = {
	...additionalBodyFields,
	hint: 'What calls are set up with goes inside the call template, as in the requests of Ultravox',
};

/**
 * The body of a create or an update with the additional fields of the user.
 * @param template '{}' leaves `callTemplate` out
 */
export function agentBody(
	parameters: Parameters,
	name: string | undefined,
	template: IDataObject,
): IDataObject {
	const more = parameters.optionalObject(additionalBodyFields.name) ?? {};
	const isTemplate = (key: string) => !BODY_FIELDS.has(key) && TEMPLATE_FIELDS.has(key);
	const misplaced = Object.keys(more).find(isTemplate);
	if (misplaced !== undefined) {
		throw parameters.problem(
			additionalBodyFields.name,
			`have '${misplaced}' where Ultravox drops it`,
			`Write {"callTemplate": {"${misplaced}": ...}}`,
		);
	}
	return withAdditionalFields(parameters, {
		...(name === undefined ? {} : { name }),
		...(Object.keys(template).length === 0 ? {} : { callTemplate: template }),
	});
}

/** What can be set in the template of an agent (ultravox.md §4.1). */
const TEMPLATE_FIELDS = new Set([
	'contextSchema',
	'dataConnection',
	'externalVoice',
	'firstSpeakerSettings',
	'inactivityMessages',
	'initialOutputMedium',
	'joinTimeout',
	'languageHint',
	'maxDuration',
	'medium',
	'model',
	'recordingEnabled',
	'retentionPolicy',
	'selectedTools',
	'sharedSecrets',
	'systemPrompt',
	'temperature',
	'timeExceededMessage',
	'vadSettings',
	'voice',
	'voiceOverrides',
]);

/** What of an agent describes secrets without holding any: a variable may be called `password`, and a requirement `apiKey`. */
export const describedInAgent = [
	'callTemplate.contextSchema',
	'callTemplate.selectedTools.*.temporaryTool',
];
