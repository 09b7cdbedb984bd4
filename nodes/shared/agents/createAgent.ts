import type { IDataObject } from 'n8n-workflow';
import { refusal } from '../refusal';
import type { UltravoxApi } from '../ultravoxApi';
import type { Hints } from '../ultravoxExplained';
import { sendExplained } from '../ultravoxExplained';
import { secretTexts } from '../secretTexts';

/** It is not created a second time by itself: Ultravox has no way to tell that it is the same (ultravox.md §1.3). */
const UNKNOWN = 'Nobody knows whether the agent was created: look at Get Many before you try again';
const HINTS: Hints = {
	unknown: UNKNOWN,
};

/**
 * `POST /api/agents` (ultravox.md §4.1).
 * @throws NodeApiError also when the answer is no agent
 */
export async function createAgent(api: UltravoxApi, body: IDataObject): Promise<IDataObject> {
	const agent = await sendExplained(
		api,
		{ method: 'POST', path: '/api/agents', body, secrets: secretTexts(body) },
		HINTS,
	);
	if (typeof agent.agentId === 'string' && agent.agentId !== '') return agent;
	throw refusal(api, "Ultravox did not confirm the agent: its answer has no 'agentId'", UNKNOWN);
}
