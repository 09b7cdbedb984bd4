import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from '../providerFailure';
import { wasRefusedForItself } from '../providerStatus';
import { getUltravoxAccount } from '../ultravoxRequest';
import type { AgentDuties } from './agentLookup';
import { agentDuties, NO_DUTIES } from './agentLookup';
import type { CallToolSettings } from './definitions';
import { callTools, canHearTools } from './definitions';
import { COLLECT_TOOL, HANDOFF_TOOL } from './toolNames';

/** What a call of an agent needs besides its other settings. */
export interface AttachedTools {
	duties: AgentDuties;
	/** False when Ultravox could not be asked for them: they are as if the agent had none. */
	isKnown: boolean;
	/** Ultravox may answer another time: it did not refuse, as it does an agent that is gone. */
	mayKnowLater?: boolean;
	/** For the creation of the call (ultravox.md §4.3); undefined when the agent needs none. */
	toolOverrides?: IDataObject;
	/** Why the call would be without what the agent needs, as a sentence; undefined when it has all. */
	lack?: string;
}

const NOT_HEARD =
	"The agent hands off or collects data, for which Ultravox has to reach n8n over https: set WEBHOOK_URL of n8n to its https address, or take 'Handoff Phone Number' and 'Data Collection Fields' from the agent";

/** Where a call's tools come out. */
export type ToolPlace = Pick<CallToolSettings, 'webhookUrl' | 'key' | 'callerId' | 'step'> & {
	agentId: string;
	/** How long (ms) Ultravox may be asked what the agent needs. */
	budget: number;
	/** Nobody hears the tools: in the editor's test nothing can be asked later. */
	isDeaf?: boolean;
};

/**
 * Looks what an agent has to do in its calls, and makes the tools for it. Never throws: when Ultravox cannot be asked, the call can
 * be made without them rather than not at all; the log says so, and the answer what it lacks.
 */
export async function attachTools(
	context: RequestContext,
	{ agentId, budget, isDeaf = false, ...place }: ToolPlace,
): Promise<AttachedTools> {
	// It cannot be asked for, and the call is refused with a better sentence.
	if (!/^[\w-]{1,100}$/.test(agentId)) return { duties: NO_DUTIES, isKnown: false };
	try {
		const duties = await agentDuties(context, agentId, budget);
		if (isDeaf) return { duties, isKnown: true };
		const { apiKey: secret } = await getUltravoxAccount(context);
		const add = callTools({ ...place, secret, ...duties });
		const isNeeded = duties.handoffNumber !== null || duties.dataFields.length > 0;
		const isUnheard = isNeeded && !canHearTools(place.webhookUrl);
		if (isUnheard) {
			context.logger.warn(
				`'${context.getNode().name}' cannot hand off or collect data: Ultravox reaches tools over https only, and this n8n has another address`,
			);
		}
		return {
			duties,
			isKnown: true,
			...(add.length === 0 ? {} : { toolOverrides: overrides(add, duties) }),
			...(isUnheard ? { lack: NOT_HEARD } : {}),
		};
	} catch (error) {
		context.logger.warn(
			`'${context.getNode().name}' does not know whether an agent hands off or collects data: Ultravox could not be asked for it`,
			{ error },
		);
		const lack = `Ultravox does not tell what the agent does in its calls. ${(error as Error).message}`;
		const mayKnowLater = !wasRefusedForItself(error);
		return { duties: NO_DUTIES, isKnown: false, mayKnowLater, lack };
	}
}

/** Names are unique in a call (ultravox.md §7.1): a tool of the same name that the agent has gives way. */
function overrides(add: IDataObject[], { toolNames }: AgentDuties): IDataObject {
	const remove = toolNames.filter((name) => [HANDOFF_TOOL, COLLECT_TOOL].includes(name));
	return { ...(remove.length === 0 ? {} : { remove }), add };
}
