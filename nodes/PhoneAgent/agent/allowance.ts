import type { IDataObject } from 'n8n-workflow';
import { isAllowed } from '../../shared/connectAgent/steps';
import { readConfiguration } from '../../shared/telephony/configuration';
import type { AgentChange, Wanted } from '../../shared/telephony/ensureConfiguration';
import {
	configurationChanges,
	writeConfiguration,
} from '../../shared/telephony/ensureConfiguration';
import type { ProviderCredentials } from '../../shared/telephony/provider';
import { plivoProvider } from '../../shared/telephony/provider';
import { getPlivoAccount } from '../../shared/plivoRequest';
import { refusal } from '../../shared/refusal';
import type { UltravoxApi } from '../../shared/ultravoxApi';

/** Stands for an agent that is not there yet. */
const ANY_AGENT = '00000000-0000-4000-8000-000000000000';

/** The Plivo configuration of Ultravox as it is; null when there is none. */
export const plivoConfiguration = async (api: UltravoxApi): Promise<IDataObject | null> =>
	await readConfiguration(api, plivoProvider);

/** Credentials are given for a new configuration alone: what Ultravox has is not for an agent to change. */
async function wanted(
	{ context }: UltravoxApi,
	agentId: string,
	agentChange: AgentChange,
	before: IDataObject | null,
): Promise<Wanted> {
	const credentials: ProviderCredentials = { fields: {}, secrets: [] };
	if (before === null) {
		const { authId, authToken } = await getPlivoAccount(context);
		credentials.fields = { authId, authToken };
		credentials.secrets = [authToken];
	}
	return { credentials, agentChange, agents: [agentId], allowAll: undefined, mapping: undefined };
}

/**
 * Looks whether one agent more could be allowed, before it is made.
 * @throws InputProblem when Ultravox has as many as it takes
 */
export async function refuseOneTooMany(
	api: UltravoxApi,
	before: IDataObject | null,
): Promise<void> {
	const one = await wanted(api, ANY_AGENT, 'add', before);
	if (before !== null) configurationChanges(plivoProvider, before, one);
}

/**
 * Lets calls to the account's Plivo numbers reach an agent (ultravox.md §5.1).
 * @param before the configuration; a new one is made where there is none
 * @throws NodeApiError also when Ultravox takes the change and does not allow the agent
 */
export async function allowAgent(
	api: UltravoxApi,
	agentId: string,
	before: IDataObject | null,
): Promise<void> {
	const one = await wanted(api, agentId, 'add', before);
	const { configuration } = await writeConfiguration(api, plivoProvider, one, before);
	if (isAllowed(configuration, agentId)) return;
	throw refusal(
		api,
		'Ultravox took the change, but does not allow the agent',
		'Look at the telephony settings in the Ultravox console',
	);
}

/** Takes an agent out of those that calls may reach. Where all may be reached, nothing is changed. */
export async function disallowAgent(
	api: UltravoxApi,
	agentId: string,
	before: IDataObject | null,
): Promise<void> {
	if (before === null || before.callCreationAllowAllAgents === true) return;
	const one = await wanted(api, agentId, 'remove', before);
	await writeConfiguration(api, plivoProvider, one, before);
}
