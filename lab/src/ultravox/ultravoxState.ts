import { randomUUID } from 'node:crypto';
import type { LabLog } from '../labLog';
import type { LabInvoice } from './account/invoices';
import { monthlyInvoices } from './account/invoices';
import type { TtsApiKeys } from './account/ttsApiKeys';
import type { AgentScript } from './agentScript';
import type { LabApiKey } from './apiKeys/labApiKey';
import type { BatchScheduler } from './batches/batchScheduler';
import type { LabCorpora } from './corpora/labCorpora';
import type { DeletedCall } from './deletedCalls/deletedCall';
import type { LabAgent } from './labAgent';
import type { LabClock } from '../labClock';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { LabWebhook } from './labWebhook';
import type { OpenApiSchemas } from './openApiSchemas';
import type { LabSip } from './sip/labSip';
import type { TelephonyConfigs } from './telephony/telephonyConfig';
import type { LabThrottle } from './throttles/labThrottle';
import type { LabTool } from './tools/labTool';
import type { UltravoxFaults } from './ultravoxFaults';
import type { UltravoxVariants } from './ultravoxVariants';
import type { LabVoice } from './voices/labVoice';
import type { WebhookDelivery } from './webhookDelivery';

/** The API key that the lab's Ultravox starts with: 8 characters, a dot, 32 characters. */
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
	/** The plan includes the outbound call scheduler (ultravox.md §6). */
	batchesEnabled: boolean;
	/** The account may have calls deleted once they are billed (ultravox.md §2.1). */
	autoDeleteEnabled: boolean;
	/** As `GET /api/accounts/me/billing` shows it. */
	billing: { billingEmail: string | null; paymentMethod: string | null };
	/** Oldest first. */
	readonly invoices: LabInvoice[];
	/** How many voices may be cloned (ultravox.md §7.2); null: no limit. */
	allowedVoices: number | null;
	/** How many corpora there may be (ultravox.md §7.4); null: no limit. */
	allowedCorpora: number | null;
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
	readonly deletedCalls: Map<string, DeletedCall>;
	readonly webhooks: Map<string, LabWebhook>;
	readonly throttles: Map<string, LabThrottle>;
	readonly batches: BatchScheduler;
	/** Requests to Plivo to dial somebody that were not answered yet. */
	readonly dialing: { underWay: number };
	readonly tools: Map<string, LabTool>;
	readonly voices: Map<string, LabVoice>;
	readonly corpora: LabCorpora;
	/** The time of all that is planned; tests move it on. */
	readonly clock: LabClock;
	readonly requests: RecordedRequest[];
	/** Recordings by the token of their signed address. */
	readonly storedRecordings: Map<string, Buffer>;
	readonly telephonyConfigs: TelephonyConfigs;
	readonly ttsApiKeys: TtsApiKeys;
	readonly sip: LabSip;
	/** By their prefix. */
	readonly apiKeys: Map<string, LabApiKey>;
	/** What agents do that nobody gave a script, and calls without an agent. */
	defaultScript: AgentScript;
	readonly minimumMediaIdleMs: number;
	/** Base URL of the Plivo that dials for Ultravox; undefined where there is none. */
	readonly plivoApiUrl: string | undefined;
	apiUrl: string;
	appUrl: string;
	voiceUrl: string;
}

export function createAccount(): LabAccount {
	return {
		accountId: randomUUID(),
		allowedConcurrentCalls: null,
		paymentRequired: false,
		batchesEnabled: true,
		autoDeleteEnabled: true,
		billing: { billingEmail: 'billing@example.com', paymentMethod: 'visa **** 4242' },
		invoices: monthlyInvoices(),
		allowedVoices: 1,
		allowedCorpora: 2,
	};
}
