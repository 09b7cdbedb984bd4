import type { DeliveryFaults } from '../deliveryFaults';
import type { LabLog } from '../labLog';
import { allCalls } from './account/accountJson';
import type { AgentScript } from './agentScript';
import { knownApiKey } from './apiKeys/labApiKey';
import { startApiServer } from './apiServer';
import { startAppServer } from './appServer';
import { BatchScheduler } from './batches/batchScheduler';
import { LabCorpora } from './corpora/labCorpora';
import type { LabAgent } from './labAgent';
import { createAgent } from './labAgent';
import { LabClock } from '../labClock';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { LabWebhook } from './labWebhook';
import type { RunningServer } from './listen';
import { loadOpenApi } from './openApiDocument';
import { OpenApiSchemas } from './openApiSchemas';
import { builtInTools } from './tools/builtInTools';
import { LabSip } from './sip/labSip';
import type { TelephonyConfigs } from './telephony/telephonyConfig';
import { noTelephonyConfigs } from './telephony/telephonyConfig';
import type { LabThrottle } from './throttles/labThrottle';
import { UltravoxFaults } from './ultravoxFaults';
import type { LabAccount, RecordedRequest, UltravoxState } from './ultravoxState';
import { createAccount, LAB_ULTRAVOX_API_KEY } from './ultravoxState';
import type { UltravoxVariants } from './ultravoxVariants';
import { defaultUltravoxVariants } from './ultravoxVariants';
import type { CallRequest } from './vendorTypes';
import { voiceStock } from './voices/voiceStock';
import { startVoiceServer } from './voiceServer';
import { WebhookDelivery } from './webhookDelivery';

export interface LabUltravoxOptions {
	log: LabLog;
	variants?: Partial<UltravoxVariants>;
	/** Ports on 127.0.0.1; 0 or nothing takes a free one. */
	apiPort?: number;
	appPort?: number;
	voicePort?: number;
	/** Milliseconds before a failed webhook is repeated; 30000 as the vendor does it. */
	webhookRetryMs?: number;
	/** The least `mediaIdleTimeout` that counts, in ms; 10000 as the vendor has it. */
	minimumMediaIdleMs?: number;
	/** Base URL of the Plivo that dials for `plivo.outgoing`, without `/v1`; such calls are refused without it. */
	plivoApiUrl?: string;
	/** Its own when not given. */
	clock?: LabClock;
	/** Where the vendor's OpenAPI document lies, when it is not the project's own copy. */
	openApiPath?: string;
}

export interface AgentInput {
	name: string;
	systemPrompt?: string;
	/** What the agent opens with; its `{{variables}}` come from the template context. */
	greeting?: string;
	script?: AgentScript;
	callTemplate?: CallRequest;
}

/** A local Ultravox: REST API, app host and join host, with scripted agents that talk in real audio. */
export class LabUltravox {
	/** Takes a change at once: the next request or call sees it. */
	readonly variants: UltravoxVariants;
	readonly faults: UltravoxFaults;
	/** What happens to webhooks and per-call callbacks: lost, late, or sent several times. */
	readonly deliveryFaults: DeliveryFaults;
	readonly account: LabAccount;
	readonly agents: Map<string, LabAgent>;
	readonly calls: Map<string, LabUltravoxCall>;
	readonly webhooks: ReadonlyMap<string, LabWebhook>;
	readonly throttles: ReadonlyMap<string, LabThrottle>;
	/** What is stored of Plivo, Twilio and Telnyx, secrets among it. */
	readonly telephonyConfigs: Readonly<TelephonyConfigs>;
	readonly sip: LabSip;
	/** The time of batches, throttles, indexing and upload addresses; `advance` moves it on. */
	readonly clock: LabClock;
	/** Corpora, what crawls find (`web`), and how long indexing takes. */
	readonly corpora: LabCorpora;
	/** Requests to the API and the app host, oldest first; never with the key. */
	readonly requests: RecordedRequest[];

	private constructor(
		private readonly state: UltravoxState,
		private readonly servers: RunningServer[],
		private readonly closing: AbortController,
	) {
		this.variants = state.variants;
		this.faults = state.faults;
		this.deliveryFaults = state.deliveries.faults;
		this.account = state.account;
		this.agents = state.agents;
		this.calls = state.calls;
		this.webhooks = state.webhooks;
		this.throttles = state.throttles;
		this.telephonyConfigs = state.telephonyConfigs;
		this.sip = state.sip;
		this.clock = state.clock;
		this.corpora = state.corpora;
		this.requests = state.requests;
	}

	/** Starts the three hosts. Rejects when a port is taken, or the vendor's document is missing. */
	static async start(options: LabUltravoxOptions): Promise<LabUltravox> {
		const closing = new AbortController();
		const state = createState(options, closing.signal);
		const servers: RunningServer[] = [];
		try {
			const voice = await startVoiceServer(state, options.voicePort ?? 0);
			servers.push(voice);
			const api = await startApiServer(state, options.apiPort ?? 0);
			servers.push(api);
			const app = await startAppServer(state, options.appPort ?? 0);
			servers.push(app);
			state.voiceUrl = `ws://127.0.0.1:${voice.port}`;
			state.apiUrl = `http://127.0.0.1:${api.port}`;
			state.appUrl = `http://127.0.0.1:${app.port}`;
		} catch (error) {
			await Promise.all(servers.map((server) => server.close()));
			throw error;
		}
		return new LabUltravox(state, servers, closing);
	}

	/** Base URL of the REST API, without a trailing slash. */
	get apiUrl(): string {
		return this.state.apiUrl;
	}

	/** Base URL of the app host (`telephony_xml`). */
	get appUrl(): string {
		return this.state.appUrl;
	}

	/** `ws://…` of the join host. */
	get voiceUrl(): string {
		return this.state.voiceUrl;
	}

	/** What agents do that were made without a script, and calls without an agent. */
	get defaultScript(): AgentScript {
		return this.state.defaultScript;
	}

	set defaultScript(script: AgentScript) {
		this.state.defaultScript = script;
	}

	/** Whether batches make calls at this moment, or Plivo is being asked to dial. */
	get busy(): boolean {
		return this.state.dialing.underWay > 0 || this.state.batches.busy;
	}

	/** The batch that made a call, also when the batch is gone. */
	batchOf(callId: string): string | undefined {
		return this.state.batches.origins.get(callId)?.batchId;
	}

	/** When a batch made a call, by the clock of the lab in milliseconds since the epoch. */
	madeAt(callId: string): number | undefined {
		return this.state.batches.origins.get(callId)?.at;
	}

	/** Adds an agent, as `POST /api/agents` would, with a script. */
	addAgent(input: AgentInput): LabAgent {
		const { systemPrompt, greeting } = input;
		const agent = createAgent({
			name: input.name,
			callTemplate: {
				...(systemPrompt === undefined ? {} : { systemPrompt }),
				...input.callTemplate,
			},
			script: {
				...(input.script ?? this.state.defaultScript),
				...(greeting === undefined ? {} : { greeting }),
			},
		});
		this.agents.set(agent.agentId, agent);
		return agent;
	}

	/** Ends everything: open requests, sockets, timers, deliveries. */
	async close(): Promise<void> {
		this.closing.abort();
		this.state.batches.close();
		this.state.clock.close();
		this.state.deliveries.close();
		for (const call of allCalls(this.state)) call.dispose();
		await Promise.all(this.servers.map((server) => server.close()));
	}
}

function createState(options: LabUltravoxOptions, closing: AbortSignal): UltravoxState {
	const variants = { ...defaultUltravoxVariants, ...options.variants };
	const { log } = options;
	const clock = options.clock ?? new LabClock();
	const account = createAccount();
	const labKey = knownApiKey(LAB_ULTRAVOX_API_KEY, 'Lab');
	const batches = new BatchScheduler(clock);
	const state: UltravoxState = {
		log,
		variants,
		closing,
		faults: new UltravoxFaults(),
		schemas: new OpenApiSchemas(loadOpenApi(options.openApiPath)),
		deliveries: new WebhookDelivery({
			log,
			variants,
			retryMs: options.webhookRetryMs ?? 30_000,
		}),
		account,
		agents: new Map(),
		calls: new Map(),
		deletedCalls: new Map(),
		webhooks: new Map(),
		throttles: new Map(),
		batches,
		dialing: { underWay: 0 },
		tools: new Map(builtInTools().map((tool) => [tool.toolId, tool])),
		voices: new Map(voiceStock().map((voice) => [voice.voiceId, voice])),
		corpora: new LabCorpora(clock),
		clock,
		requests: [],
		storedRecordings: new Map(),
		telephonyConfigs: noTelephonyConfigs(),
		ttsApiKeys: new Map(),
		sip: new LabSip(account.accountId),
		apiKeys: new Map([[labKey.prefix, labKey]]),
		defaultScript: {},
		minimumMediaIdleMs: options.minimumMediaIdleMs ?? 10_000,
		plivoApiUrl: options.plivoApiUrl,
		apiUrl: '',
		appUrl: '',
		voiceUrl: '',
	};
	batches.attach(state);
	return state;
}
