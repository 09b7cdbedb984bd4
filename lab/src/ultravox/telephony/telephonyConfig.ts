import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import { setValueAt, valueAt } from '../jsonValue';
import { keyPrefix } from '../keyPrefix';

export type TelephonyProvider = 'plivo' | 'twilio' | 'telnyx';

/** Stored credentials of a telephony provider (ultravox.md §5.1). */
export interface TelephonyConfig {
	/** By the vendor's names: `authId`, `authToken`, … */
	credentials: Record<string, string>;
	callCreationAllowedAgentIds: string[];
	callCreationAllowAllAgents: boolean;
	requestContextMapping: Record<string, string>;
}

/** One per provider and account; undefined where none is stored. */
export type TelephonyConfigs = Record<TelephonyProvider, TelephonyConfig | undefined>;

interface CredentialFields {
	name: string;
	readable: string[];
	/** Written once, read back as `<field>Prefix`. */
	secret: string[];
}

const FIELDS: Record<TelephonyProvider, CredentialFields> = {
	plivo: { name: 'Plivo', readable: ['authId'], secret: ['authToken'] },
	twilio: { name: 'Twilio', readable: ['accountSid'], secret: ['authToken'] },
	telnyx: {
		name: 'Telnyx',
		readable: ['accountSid', 'applicationSid'],
		secret: ['apiKey', 'publicKey'],
	},
};

export const telephonyProviders = Object.keys(FIELDS) as TelephonyProvider[];

export function noTelephonyConfigs(): TelephonyConfigs {
	return { plivo: undefined, twilio: undefined, telnyx: undefined };
}

/** As people write the provider. */
export function providerName(provider: TelephonyProvider): string {
	return FIELDS[provider].name;
}

/** The stored config with the fields of a body that passed the schema over it; a field not named keeps its value. */
export function changedConfig(
	provider: TelephonyProvider,
	before: TelephonyConfig | undefined,
	body: JsonObject,
): TelephonyConfig {
	const { readable, secret } = FIELDS[provider];
	const credentials = [...readable, ...secret]
		.map((field) => [field, body[field] ?? before?.credentials[field] ?? ''] as const)
		.map(([field, value]) => [field, String(value)] as const);
	const empty: Omit<TelephonyConfig, 'credentials'> = {
		callCreationAllowedAgentIds: [],
		callCreationAllowAllAgents: false,
		requestContextMapping: {},
	};
	const { callCreationAllowedAgentIds, callCreationAllowAllAgents, requestContextMapping } = {
		...empty,
		...before,
		...body,
	};
	return {
		credentials: Object.fromEntries(credentials),
		callCreationAllowedAgentIds,
		callCreationAllowAllAgents,
		requestContextMapping,
	};
}

/** A list of agents and "all agents" exclude each other. */
export function configProblems(config: TelephonyConfig): FieldProblem[] {
	return config.callCreationAllowAllAgents && config.callCreationAllowedAgentIds.length > 0
		? [
				{
					path: ['callCreationAllowAllAgents'],
					message: 'Cannot be set together with callCreationAllowedAgentIds.',
				},
			]
		: [];
}

/** As the API shows it: secrets only by their first characters. */
export function configJson(provider: TelephonyProvider, config: TelephonyConfig): JsonObject {
	const { credentials, ...settings } = config;
	const { readable, secret } = FIELDS[provider];
	return {
		...settings,
		...Object.fromEntries(readable.map((field) => [field, credentials[field] ?? ''])),
		...Object.fromEntries(
			secret.map((field) => [`${field}Prefix`, keyPrefix(credentials[field] ?? '')]),
		),
	};
}

/** The template context that the provider's request fields are mapped into. */
export function mappedContext(config: TelephonyConfig, fields: JsonObject): JsonObject {
	const context: JsonObject = {};
	for (const [from, to] of Object.entries(config.requestContextMapping)) {
		const value = fields[from] ?? valueAt(fields, from);
		if (value !== undefined) setValueAt(context, to, value);
	}
	return context;
}
