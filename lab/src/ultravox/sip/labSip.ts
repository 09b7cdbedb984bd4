import { randomBytes } from 'node:crypto';
import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, mergeDeep } from '../jsonValue';
import type { SipRegistration } from './sipRegistration';

export interface AgentAllowance {
	agentId: string;
	/** For the user part of the address that is called. */
	toUserPattern?: string;
}

/** What the account answers on SIP (ultravox.md §5.4). */
export interface SipConfig {
	allowedCidrRanges: string[];
	allowAllAgents: boolean;
	allowedAgents: AgentAllowance[];
	fallbackHandler: { url: string; secrets: string[] } | null;
}

/** The SIP side of the lab's account: it is configured, but nobody calls in. */
export class LabSip {
	config: SipConfig = {
		allowedCidrRanges: [],
		allowAllAgents: false,
		allowedAgents: [],
		fallbackHandler: null,
	};
	readonly registrations = new Map<string, SipRegistration>();
	readonly domain: string;

	constructor(accountId: string) {
		this.domain = `${accountId}.sip.invalid`;
	}

	/** The Sip object of the API. */
	json(): JsonObject {
		const { allowedAgents, ...config } = this.config;
		return {
			...config,
			allowedAgents: allowedAgents.map((allowance) => ({
				agentId: allowance.agentId,
				toUserPattern: allowance.toUserPattern ?? `^agent_${allowance.agentId}$`,
			})),
			domain: this.domain,
		};
	}
}

/**
 * The config with the fields of a body that passed the schema over it. A fallback handler without secrets gets
 * one.
 *
 * @param nested whether a handler that is given takes the place of the old one, or only of its fields (variant)
 */
export function changedSipConfig(
	before: SipConfig,
	body: JsonObject,
	nested: 'replace' | 'merge',
): SipConfig {
	const changed = { ...before, ...body } as SipConfig;
	if (!body.fallbackHandler) return changed;
	const given = asJsonObject(body.fallbackHandler);
	const handler =
		nested === 'merge' ? mergeDeep({ ...asJsonObject(before.fallbackHandler) }, given) : given;
	const secrets = handler.secrets ?? [randomBytes(24).toString('base64url')];
	return {
		...changed,
		fallbackHandler: { url: String(handler.url), secrets: secrets as string[] },
	};
}

/** Patterns that are none are refused. */
export function patternProblems(allowedAgents: AgentAllowance[]): FieldProblem[] {
	return allowedAgents.flatMap(({ toUserPattern }, index) =>
		toUserPattern === undefined || isPattern(toUserPattern)
			? []
			: [
					{
						path: ['allowedAgents', String(index), 'toUserPattern'],
						message: 'This is not a regular expression.',
					},
				],
	);
}

function isPattern(text: string): boolean {
	try {
		new RegExp(text);
		return true;
	} catch {
		return false;
	}
}
