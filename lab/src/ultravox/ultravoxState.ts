import { randomUUID } from 'node:crypto';
import type { LabLog } from '../labLog';
import type { AgentScript } from './agentScript';
import type { LabAgent } from './labAgent';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { LabWebhook } from './labWebhook';
import type { OpenApiSchemas } from './openApiSchemas';
import type { PlivoTelephonyConfig } from './plivoTelephonyConfig';
import type { UltravoxFaults } from './ultravoxFaults';
import type { UltravoxVariants } from './ultravoxVariants';
import type { WebhookDelivery } from './webhookDelivery';

/** The one API key of the lab's Ultravox: 8 characters, a dot, 32 characters. */
export const LAB_ULTRAVOX_API_KEY = 'LABKEY00.labultravoxkey00000000000000000000';

/** A request as tests read it back: without headers, so without the key. */
export interface RecordedRequest {
	host: 'api' | 'app';
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | string[]>;
	body: unknown;
	/** Milliseconds since the epoch. */
	at: number;
}

/** Switches of the lab's account that a test may turn. */
export interface LabAccount {
	readonly accountId: string;
	/** null: no cap (ultravox.md §1.3). */
	allowedConcurrentCalls: number | null;
	/** The free minutes are used up and nobody pays: calls are refused. */
	paymentRequired: boolean;
}

/** Everything the lab's Ultravox knows. */
export interface UltravoxState {
	readonly log: LabLog;
	readonly variants: UltravoxVariants;
	readonly faults: UltravoxFaults;
	readonly schemas: OpenApiSchemas;
	readonly deliveries: WebhookDelivery;
	/** Aborted when the lab shuts down. */
	readonly closing: AbortSignal;
	readonly account: LabAccount;
	readonly agents: Map<string, LabAgent>;
	readonly calls: Map<string, LabUltravoxCall>;
	readonly webhooks: Map<string, LabWebhook>;
	readonly requests: RecordedRequest[];
	/** Recordings by the token of their signed address. */
	readonly storedRecordings: Map<string, Buffer>;
	plivoConfig: PlivoTelephonyConfig | undefined;
	/** What agents do that nobody gave a script, and calls without an agent. */
	defaultScript: AgentScript;
	readonly minimumMediaIdleMs: number;
	apiUrl: string;
	appUrl: string;
	voiceUrl: string;
}

export function createAccount(): LabAccount {
	return { accountId: randomUUID(), allowedConcurrentCalls: null, paymentRequired: false };
}
