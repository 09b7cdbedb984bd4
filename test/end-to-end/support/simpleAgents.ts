import { randomUUID } from 'node:crypto';
import type { BlockSettings } from '../../../nodes/shared/simpleAgent/block';
import { joinPrompt } from '../../../nodes/shared/simpleAgent/block';
import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import type { PhoneWorld } from './phoneWorld';

const NOTHING: BlockSettings = {
	languages: [],
	accent: null,
	handoffNumber: null,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: null,
	dataFields: [],
};

/** A new agent with the block of a simple agent in its prompt; its id. */
export function simpleAgent(
	world: PhoneWorld,
	settings: Partial<BlockSettings>,
	script: AgentScript,
): string {
	return world.lab.ultravox.addAgent({
		name: `Simple agent ${randomUUID()}`,
		systemPrompt: joinPrompt('You answer the phone.', { ...NOTHING, ...settings }),
		greeting: script.greeting,
		script,
	}).agentId;
}

export const chosen = (agentId: string) => ({ agent: { __rl: true, mode: 'id', value: agentId } });
