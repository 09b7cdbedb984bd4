import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { describeMissing, missingSecrets } from '../../../shared/agents/missingSecrets';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { withFirstSpeaker } from '../../settings/firstSpeaker';
import { systemPromptSetting } from '../../settings/model';
import { secretTexts } from '../../../shared/secretTexts';
import { collected, together } from '../../settings/setting';
import { callTemplateSettings } from '../../settings/subsets';
import {
	agentBody,
	agentBodyFields,
	agentName,
	agentPath,
	checkedName,
	chosenAgent,
	describedInAgent,
} from './agentFields';
import { removableSettings } from './removableSettings';
import { changedTemplate, keptSettings, writableTemplate } from '../../../shared/agents/template';
import { toolAuthTokens, withToolAuthTokens } from './writeOnly';

const updateFields = collected(
	{ displayName: 'Update Fields', name: 'updateFields' },
	{
		properties: [agentName],
		read: (fields) => (fields.has('name') ? { name: checkedName(fields, 'name') } : {}),
	},
	systemPromptSetting,
);
const settings = together(updateFields, callTemplateSettings);

const replaceTemplate: INodeProperties = {
	displayName: 'Replace Template',
	name: 'replaceTemplate',
	type: 'boolean',
	default: false,
	description:
		'Whether the settings below become all settings of the agent, prompt included: whatever is not set here is lost. Otherwise they change what is there.',
};

interface Update {
	name: string | undefined;
	changes: IDataObject;
	removed: string[];
	/** The body, of which `callTemplate` holds the changes alone. */
	body: IDataObject;
}

/** An emptied input may be an expression that gave nothing: a prompt does not go by accident. */
function refuseEmptyPrompt(parameters: Parameters, isReplaced: boolean): void {
	const fields = parameters.collection('updateFields');
	if (!fields.has('systemPrompt') || fields.optionalText('systemPrompt') !== undefined) return;
	throw fields.problem(
		'systemPrompt',
		'is empty',
		isReplaced
			? 'Remove the field to leave the agent without a prompt'
			: "To take the prompt away, choose it under 'Remove Settings'",
	);
}

function readUpdate(parameters: Parameters, isReplaced: boolean): Update {
	refuseEmptyPrompt(parameters, isReplaced);
	const { name, ...fields } = settings.read(parameters);
	const removed = isReplaced ? [] : parameters.choices('removeSettings');
	const body = agentBody(parameters, name as string | undefined, fields);
	const changes = (body.callTemplate ?? {}) as IDataObject;
	const both = removed.find((key) => key in changes);
	if (both !== undefined) {
		throw parameters.problem(
			'removeSettings',
			`name '${both}', which is also set`,
			'Do one of both',
		);
	}
	const isEmpty = removed.length === 0 && parameters.rows('toolAuthTokens').length === 0;
	if (isEmpty && Object.keys(body).length === 0) {
		throw parameters.problem(
			'updateFields',
			'are empty',
			'Set what is to be changed, here or below',
		);
	}
	if (isReplaced && body.callTemplate === undefined) {
		throw parameters.problem('replaceTemplate', 'would leave the agent without any settings');
	}
	return { name: body.name as string | undefined, changes, removed, body };
}

/** The new template; undefined when nothing of it changes. */
async function newTemplate(
	api: UltravoxApi,
	parameters: Parameters,
	{ changes, removed }: Update,
): Promise<{ before: IDataObject; sent: IDataObject } | undefined> {
	const isOnlyName =
		Object.keys(changes).length === 0 &&
		removed.length === 0 &&
		parameters.rows('toolAuthTokens').length === 0;
	if (isOnlyName) return undefined;
	const isReplaced = parameters.flag('replaceTemplate');
	const agent = isReplaced ? {} : await api.send({ method: 'GET', path: agentPath(parameters) });
	const before = writableTemplate(agent);
	const changed = changedTemplate(before, changes, removed);
	// Only a new medium says anything about who speaks first; what was removed stays away.
	const isAsked = changes.medium !== undefined && !removed.includes('firstSpeakerSettings');
	const sent = withToolAuthTokens(parameters, isAsked ? withFirstSpeaker(changed) : changed);
	return { before, sent };
}

function warn({ context }: UltravoxApi, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}

/**
 * `PATCH /api/agents/{agent_id}` (ultravox.md §4.1, §10.5). A patch replaces the whole template, by what is known: so the template is
 * read, changed and sent whole. Sent whole, it is also right where a patch only changes.
 */
export const update: StepsOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update agent',
	description:
		'Change the name, prompt or settings of an agent; all others stay. Only calls that begin afterwards are different.',
	describesSecrets: describedInAgent,
	properties: [
		chosenAgent,
		{
			displayName:
				'Ultravox never shows auth tokens of tools and the shared secrets of a data connection. If the agent has any, give them again with each change of settings: else they may be lost.',
			name: 'secretsNotice',
			type: 'notice',
			default: '',
		},
		replaceTemplate,
		...settings.properties,
		{ ...removableSettings, displayOptions: { show: { replaceTemplate: [false] } } },
		toolAuthTokens,
		agentBodyFields,
	],
	execute: async (api, parameters) => {
		const change = readUpdate(parameters, parameters.flag('replaceTemplate'));
		const template = await newTemplate(api, parameters, change);
		const body = { ...change.body, ...(template ? { callTemplate: template.sent } : {}) };
		const agent = await sendExplained(api, {
			method: 'PATCH',
			path: agentPath(parameters),
			body,
			secrets: secretTexts(body),
		});
		if (template) tellWhatIsOpen(api, template, agent);
		return [{ json: agent }];
	},
};

function tellWhatIsOpen(
	api: UltravoxApi,
	{ before, sent }: { before: IDataObject; sent: IDataObject },
	agent: IDataObject,
): void {
	// Shared secrets sign a data connection (ultravox.md §2.1): where there is none, none are missed.
	const missing = missingSecrets(sent).filter(
		(part) => part !== 'sharedSecrets' || sent.dataConnection !== undefined,
	);
	if (missing.length > 0) {
		warn(
			api,
			`If the agent had ${describeMissing(missing)}, the update may have removed them: Ultravox does not show them. Give them again in an update.`,
		);
	}
	const kept = keptSettings(before, sent, writableTemplate(agent));
	if (kept.length > 0) {
		warn(api, `Ultravox kept what was to be removed: ${kept.join(', ')}`);
	}
}
