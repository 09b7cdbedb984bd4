import { randomUUID } from 'node:crypto';
import type { AgentScript } from './agentScript';
import type { JsonObject } from './jsonValue';
import { without } from './jsonValue';
import { templateVariables } from './template';
import type { CallRequest } from './vendorTypes';

/** An agent of the lab's account. */
export interface LabAgent {
	agentId: string;
	publishedRevisionId: string;
	name: string;
	created: string;
	updated: string;
	/** As it was written, write-only parts included. */
	callTemplate: CallRequest;
	script: AgentScript;
}

export function createAgent(input: {
	name: string;
	callTemplate?: CallRequest;
	script?: AgentScript;
}): LabAgent {
	const now = new Date().toISOString();
	return {
		agentId: randomUUID(),
		publishedRevisionId: randomUUID(),
		name: input.name,
		created: now,
		updated: now,
		callTemplate: input.callTemplate ?? {},
		script: input.script ?? {},
	};
}

/** The Agent object of the API: without shared secrets and tool tokens, which cannot be read back. */
export function agentJson(agent: LabAgent, calls: number): JsonObject {
	const { selectedTools, ...template } = without(agent.callTemplate, 'sharedSecrets');
	return {
		agentId: agent.agentId,
		publishedRevisionId: agent.publishedRevisionId,
		name: agent.name,
		created: agent.created,
		callTemplate: {
			name: agent.name,
			created: agent.created,
			updated: agent.updated,
			...template,
			...(selectedTools
				? { selectedTools: selectedTools.map((tool) => without(tool, 'authTokens')) }
				: {}),
		},
		statistics: { calls },
	};
}

/**
 * The variables a call with this agent must bring (ultravox.md §4.2). The script's greeting stands for
 * what the model would make of the system prompt, so its variables count as well.
 */
export function agentVariables(agent: LabAgent, greetingTemplated: boolean): string[] {
	const { callTemplate: template, script } = agent;
	return templateVariables([
		template.systemPrompt,
		template.languageHint,
		template.timeExceededMessage,
		template.inactivityMessages?.map(({ message }) => message),
		template.selectedTools?.map(({ temporaryTool }) => [
			temporaryTool?.description,
			temporaryTool?.staticParameters,
		]),
		greetingTemplated ? template.firstSpeakerSettings : [],
		script.greeting,
	]);
}
