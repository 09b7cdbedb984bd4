import type { IDataObject } from 'n8n-workflow';
import { given } from '../operations/given';
import { InputProblem } from '../operations/inputProblem';
import { statusOf } from '../providerStatus';
import type { UltravoxApi } from '../ultravoxApi';
import { MOST_AGENTS } from './agentIds';
import { sendExplained } from '../ultravoxExplained';
import { readConfiguration, sendChange } from './configuration';
import type { ProviderCredentials, TelephonyProvider } from './provider';
import type { Settings } from './settings';
import { settingsBody } from './settings';

/** What becomes of the listed agents: they join those allowed, leave them, or are all that are allowed. */
export type AgentChange = 'add' | 'remove' | 'set';

/** What a configuration is to be. */
export interface Wanted extends Settings {
	credentials: ProviderCredentials;
	agentChange: AgentChange;
	/** Only a missing configuration is made: one that is there stays as it is, also one that somebody makes in the meantime. */
	onlyMissing?: boolean;
}

export interface Ensured {
	/** As Ultravox has it now. */
	configuration: IDataObject;
	/** As it was before; null when there was none. */
	before: IDataObject | null;
	/** Which of its fields were written. */
	written: string[];
}

const textsIn = (value: unknown): string[] =>
	Array.isArray(value) ? value.map((one) => String(one).toLowerCase()) : [];

const isSameSet = (some: string[], others: string[]) =>
	some.length === others.length && some.every((one) => others.includes(one));

/** The agents that are allowed afterwards. */
function agentsAfter(before: string[], { agents = [], agentChange }: Wanted): string[] {
	if (agentChange === 'set') return agents;
	const others = before.filter((id) => !agents.includes(id));
	if (agentChange === 'remove') return others;
	const all = [...before, ...agents.filter((id) => !before.includes(id))];
	if (all.length <= MOST_AGENTS) return all;
	throw new InputProblem(
		`With these agents, ${all.length} would be allowed, and Ultravox takes ${MOST_AGENTS}`,
		"Take others out first, or switch on 'Allow All Agents'",
	);
}

function accessChanges(current: IDataObject, wanted: Wanted): IDataObject {
	const allowedAll = current.callCreationAllowAllAgents === true;
	const listed = textsIn(current.callCreationAllowedAgentIds);
	const named = (wanted.agents ?? []).length > 0;
	const allowAll = wanted.allowAll ?? (wanted.agentChange === 'set' ? false : allowedAll);
	if (allowAll && named && wanted.agentChange === 'remove') {
		throw new InputProblem(
			'All agents are allowed, so that none can be taken out',
			"Switch off 'Allow All Agents' with the same operation",
		);
	}
	// All are allowed already: nothing to do for one of them.
	const keeps = allowAll && allowedAll;
	const agents = keeps ? listed : allowAll ? [] : agentsAfter(listed, wanted);
	return given({
		callCreationAllowAllAgents: allowAll === allowedAll ? undefined : allowAll,
		callCreationAllowedAgentIds: isSameSet(agents, listed) ? undefined : agents,
	});
}

/**
 * A secret is compared with what Ultravox shows of it: its first characters. Where it shows none, nobody knows: it counts as another,
 * and is written again.
 */
function differs(current: IDataObject, field: string, value: string, isSecret: boolean): boolean {
	if (!isSecret) return current[field] !== value;
	const shown = (current[`${field}Prefix`] as IDataObject | null | undefined)?.prefix;
	const prefix = typeof shown === 'string' ? shown.replace(/[.*\u2026\s]+$/, '') : '';
	return prefix === '' || !value.startsWith(prefix);
}

function mappingChange(current: IDataObject, { mapping }: Wanted): IDataObject {
	if (mapping === undefined) return {};
	const sorted = (value: unknown) =>
		JSON.stringify(Object.entries((value ?? {}) as IDataObject).sort());
	return sorted(mapping) === sorted(current.requestContextMapping)
		? {}
		: { requestContextMapping: mapping };
}

/**
 * What has to be patched so that a configuration is as wanted; {} when it is.
 * @throws InputProblem for more agents than Ultravox takes
 */
export function configurationChanges(
	{ secretFields }: TelephonyProvider,
	current: IDataObject,
	wanted: Wanted,
): IDataObject {
	const { fields } = wanted.credentials;
	const isOther = Object.entries(fields).some(([field, value]) =>
		differs(current, field, value, secretFields.includes(field)),
	);
	return {
		...(isOther ? fields : {}),
		...accessChanges(current, wanted),
		...mappingChange(current, wanted),
	};
}

/** The body of a new configuration (ultravox.md §5.1). */
export function newConfiguration(
	{ fields }: ProviderCredentials,
	{ agents = [], allowAll = false, mapping = {} }: Partial<Settings>,
): IDataObject {
	return {
		...fields,
		...settingsBody({
			agents: agents.length === 0 ? undefined : agents,
			allowAll,
			mapping: Object.keys(mapping).length === 0 ? undefined : mapping,
		}),
	};
}

async function patch(
	api: UltravoxApi,
	provider: TelephonyProvider,
	before: IDataObject,
	wanted: Wanted,
): Promise<Ensured> {
	if (wanted.onlyMissing === true) return { configuration: before, before, written: [] };
	const body = configurationChanges(provider, before, wanted);
	const written = Object.keys(body);
	if (written.length === 0) return { configuration: before, before, written };
	const { secrets } = wanted.credentials;
	const configuration = await sendChange(api, provider, { method: 'PATCH', body, secrets });
	return { configuration, before, written };
}

/** Makes a configuration be as wanted: creates it, patches what differs, or leaves it alone (peers.md U0.9). */
export async function ensureConfiguration(
	api: UltravoxApi,
	provider: TelephonyProvider,
	wanted: Wanted,
): Promise<Ensured> {
	return await writeConfiguration(api, provider, wanted, await readConfiguration(api, provider));
}

/** The same where what there is was read before. */
export async function writeConfiguration(
	api: UltravoxApi,
	provider: TelephonyProvider,
	wanted: Wanted,
	current: IDataObject | null,
): Promise<Ensured> {
	if (current !== null) return await patch(api, provider, current, wanted);
	const isRemoval = wanted.agentChange === 'remove';
	const body = newConfiguration(
		wanted.credentials,
		isRemoval ? { ...wanted, agents: undefined } : wanted,
	);
	let failure: unknown;
	try {
		const { secrets } = wanted.credentials;
		const request = { method: 'POST', path: provider.path, body, secrets } as const;
		const configuration = await sendExplained(api, request);
		return { configuration, before: null, written: Object.keys(body) };
	} catch (error) {
		failure = error;
	}
	// Somebody else may have made it in the meantime: how Ultravox refuses a second one is not documented.
	const there = [400, 409].includes(statusOf(failure) ?? 0)
		? await readConfiguration(api, provider)
		: null;
	if (there === null) throw failure;
	return await patch(api, provider, there, wanted);
}
