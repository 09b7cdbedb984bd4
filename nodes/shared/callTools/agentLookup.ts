import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { TIMED_OUT, within } from '../deadline';
import { durationSeconds } from '../durationSeconds';
import { isObject } from '../operations/values';
import { pathSegment } from '../pathSegment';
import type { RequestContext } from '../providerFailure';
import { providerFailure } from '../providerFailure';
import { hasMarker } from '../simpleAgent/block';
import type { DataField } from '../simpleAgent/read';
import { ignoredSettings, readSimpleAgent } from '../simpleAgent/read';
import { getUltravoxAccount, ultravoxRequest } from '../ultravoxRequest';

/** What the settings of a simple agent mean for its calls. */
export interface AgentDuties {
	handoffNumber: string | null;
	/** False: what the caller says never stops the agent, in the whole call (through the bridge). */
	interruptible: boolean;
	dataFields: readonly DataField[];
	dataWebhookUrl: string | null;
	/** What the model calls the agent's own tools. */
	toolNames: readonly string[];
	/** Who speaks first in its calls, and what, as its template says; {} where it does not (ultravox.md §2.1). */
	firstSpeakerSettings: IDataObject;
	/** How long its calls last at most, in seconds, where they do not say it themselves; null where its template does not either. */
	longestSeconds: number | null;
}

/** Of an agent that nobody knows. */
export const NO_DUTIES: AgentDuties = {
	handoffNumber: null,
	interruptible: true,
	dataFields: [],
	dataWebhookUrl: null,
	toolNames: [],
	firstSpeakerSettings: {},
	longestSeconds: null,
};

/** For how long (ms) what is known of an agent holds: a busy number does not ask with every call, and an edit is soon in force. */
const FRESH_MS = 60_000;
/** For how long (ms) it is still better than nothing, while Ultravox cannot be asked. */
const USABLE_MS = 60 * 60_000;
const MOST = 1_000;

/** Oldest first. A convenience: losing it costs one request for each agent. */
const known = new Map<string, { at: number; duties: AgentDuties }>();

/** What an agent of Ultravox has to do in its calls: the marked block of its prompt says so. How they begin says its template. */
export function dutiesOf(agent: IDataObject): AgentDuties {
	const template = isObject(agent.callTemplate) ? agent.callTemplate : {};
	const prompt = template.systemPrompt;
	const firstSpeakerSettings = isObject(template.firstSpeakerSettings)
		? template.firstSpeakerSettings
		: {};
	const longestSeconds = durationSeconds(template.maxDuration);
	if (typeof prompt !== 'string' || !hasMarker(prompt)) {
		return { ...NO_DUTIES, firstSpeakerSettings, longestSeconds };
	}
	const { handoffNumber, interruptible, dataFields, dataWebhookUrl } = readSimpleAgent(agent);
	const toolNames = toolNamesOf(template);
	return {
		handoffNumber,
		interruptible,
		dataFields,
		dataWebhookUrl,
		toolNames,
		firstSpeakerSettings,
		longestSeconds,
	};
}

function toolNamesOf({ selectedTools }: IDataObject): string[] {
	const tools = Array.isArray(selectedTools) ? selectedTools.filter(isObject) : [];
	return tools.flatMap(({ nameOverride, temporaryTool, toolName }) => {
		const own = isObject(temporaryTool) ? temporaryTool.modelToolName : undefined;
		const name = nameOverride ?? own ?? toolName;
		return typeof name === 'string' && name !== '' ? [name] : [];
	});
}

/**
 * What an agent has to do in its calls, asked from Ultravox at most once a minute.
 * @param budget milliseconds: a caller may wait
 * @throws NodeApiError with Ultravox's words, when nothing was known before
 */
export async function agentDuties(
	context: RequestContext,
	agentId: string,
	budget: number,
): Promise<AgentDuties> {
	const { baseUrl, apiKey } = await getUltravoxAccount(context);
	const key = createHash('sha256').update(`${baseUrl} ${apiKey} ${agentId}`).digest('hex');
	const now = Date.now();
	const before = known.get(key);
	if (before !== undefined && now - before.at < FRESH_MS) return before.duties;
	const asked = ask(context, agentId, budget);
	if (before !== undefined && now - before.at < USABLE_MS) {
		return await asked.then(
			(duties) => remember(key, duties),
			() => before.duties,
		);
	}
	return remember(key, await asked);
}

async function ask(context: RequestContext, agentId: string, budget: number): Promise<AgentDuties> {
	const asked = ultravoxRequest(context, {
		method: 'GET',
		path: `/api/agents/${pathSegment(agentId)}`,
		timeout: budget,
		repeat: 'safe',
	});
	const agent = await within(asked, budget);
	if (agent !== TIMED_OUT) {
		const hint = ignoredSettings(agent);
		if (hint !== null) context.logger.warn(`'${context.getNode().name}': ${hint}`);
		return dutiesOf(agent);
	}
	const message = `Ultravox did not answer within ${budget / 1000} s`;
	throw providerFailure(context, 'Ultravox', { message });
}

function remember(key: string, duties: AgentDuties): AgentDuties {
	known.delete(key);
	known.set(key, { at: Date.now(), duties });
	const [oldest] = known.keys();
	if (known.size > MOST && oldest !== undefined) known.delete(oldest);
	return duties;
}
