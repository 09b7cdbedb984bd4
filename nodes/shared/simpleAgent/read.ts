import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../operations/values';
import { splitPrompt } from './block';
import { NO_SETTINGS } from './blockSettings';
import { instructionsIn } from './instructions';
import type { AgentType, SimpleAgent } from './simpleAgent';

export type { DataField, DataFieldType, SimpleAgent } from './simpleAgent';

/** A text that says something, else null. */
export const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value : null;

/** An object, also where there is none. */
export const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The tools of a template, as ids; by name those that were selected by it, or that exist in these calls only. */
export function toolIdsOf({ selectedTools }: IDataObject): string[] {
	const tools = Array.isArray(selectedTools) ? selectedTools.filter(isObject) : [];
	return tools.flatMap((tool) => {
		const { toolId, toolName, nameOverride, temporaryTool } = tool;
		const name = toolName ?? nameOverride ?? objectOf(temporaryTool).modelToolName;
		return textOf(toolId) ?? textOf(name) ?? [];
	});
}

/** The main language stands in the hint, which is what Ultravox listens and speaks by; the block has the others. */
function languageOf(hint: string | null, languages: readonly string[]): string | null {
	const [first, ...others] = languages;
	const main = hint ?? first;
	if (main === undefined) return null;
	return [main, ...others.filter((code) => code !== main)].join(', ');
}

const isAll = (all: number | null, chosen: string[]) =>
	all !== null && (Number.isNaN(all) || all === chosen.length);

/** What the settings of the first speaker tell where the block does not. */
function derivedFrom({ firstSpeakerSettings }: IDataObject): {
	type: AgentType;
	interruptible: boolean;
	firstMessage: string | null;
} {
	const { user, agent } = objectOf(firstSpeakerSettings);
	const fallback = objectOf(objectOf(user).fallback);
	return {
		type: isObject(user) ? 'outbound' : 'inbound',
		interruptible: objectOf(agent).uninterruptible !== true,
		firstMessage: textOf(objectOf(agent).text) ?? textOf(fallback.text),
	};
}

const IGNORED = {
	several: 'there are several',
	notAtEnd: 'text follows it',
} as const;

/** Why the settings in the prompt of an agent do not count, as a sentence; null when they do, or there are none. */
export function ignoredSettings(agent: IDataObject): string | null {
	const { ignored } = splitPrompt(textOf(objectOf(agent.callTemplate).systemPrompt) ?? '');
	return ignored === undefined
		? null
		: `The settings block of Phone Agent in the prompt of the agent does not count, because ${IGNORED[ignored]}: leave one, at the end of the prompt`;
}

/**
 * An agent of Ultravox as the simple agent that it is (peers.md §1.3). Any agent can be read, also one that was made or edited in
 * Ultravox: what its prompt does not say is as if it was not set.
 */
export function readSimpleAgent(agent: IDataObject): SimpleAgent {
	const template = objectOf(agent.callTemplate);
	const { text, settings } = splitPrompt(textOf(template.systemPrompt) ?? '');
	const block = settings ?? NO_SETTINGS;
	const { type, interruptible, firstMessage } = derivedFrom(template);
	const actionIds = toolIdsOf(template);
	return {
		name: textOf(agent.name),
		type: block.type ?? type,
		language: languageOf(textOf(template.languageHint), block.languages),
		accent: block.accent,
		handoffNumber: block.handoffNumber,
		interruptible: block.interruptible ?? interruptible,
		dataFields: block.dataFields,
		dataWebhookUrl: block.dataWebhookUrl,
		instructions: instructionsIn(text),
		firstMessage,
		voice: textOf(template.voice),
		model: block.modelLabel ?? textOf(template.model),
		// All are not all any more once somebody took one away or put one in.
		actionIds: isAll(block.allActions, actionIds) ? null : actionIds,
	};
}
