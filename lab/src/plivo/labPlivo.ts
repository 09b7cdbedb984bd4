import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { LabLog } from '../labLog';
import { AccountState } from './accountState';
import { AudioClock } from './audioClock';
import type { CallbackDelivery, OutgoingCallback } from './callbacks';
import { CallbackSender, sendSigned } from './callbacks';
import { DEFAULT_DELIVERY } from './callbackUrl';
import { CallRegistry } from './callRegistry';
import type { Repetitions } from './callRunner';
import { runInboundCall } from './callRunner';
import type { CallWorld } from './callWorld';
import { PlivoFaults } from './faults';
import type { CallRoute } from './callFacts';
import { LabCall } from './labCall';
import { normalHangup } from './hangupCauses';
import { buildMediaServer } from './mediaServer';
import { normalized, People } from './people';
import type { PersonScript } from './personScript';
import { Recordings } from './recordings';
import { hangupUrlOf } from './rest/applications';
import type { RecordedRequest } from './rest/server';
import { buildApiServer } from './rest/server';
import type { SigningTokens } from './signedHeaders';
import type { PlivoVariants } from './variants';
import { defaultPlivoVariants } from './variants';

export interface LabPlivoOptions {
	log: LabLog;
	variants?: Partial<PlivoVariants>;
	/** 0, or absent, is any free port. */
	apiPort?: number;
	mediaPort?: number;
}

export interface InboundCallOptions extends Repetitions {
	/** Who calls; E.164, with or without `+`. */
	from: string;
	/** A number of the account. */
	to: string;
	/** What the caller does; nothing, when not given. */
	person?: PersonScript;
	/** Milliseconds the caller stays on the line after the script; 60000 when not given. */
	stayMs?: number;
	/** Additional fields of the callbacks: `CallerName`, `ForwardedFrom`, `X-PH-...`. */
	fields?: Record<string, string>;
	sessionStart?: Date;
	callUuid?: string;
}

export interface SignedRequest {
	url: string;
	method?: 'GET' | 'POST';
	fields?: Record<string, string>;
	/** The account's tokens when not given. */
	tokens?: SigningTokens;
	/** Spoils the request after it was signed. */
	tamper?: (outgoing: OutgoingCallback) => OutgoingCallback;
}

/** A local Plivo: the REST API, the media host, and the telephone network behind them. */
export class LabPlivo {
	/** Base URL of the API host, without `/v1`. */
	apiUrl = '';
	mediaUrl = '';
	readonly account = new AccountState();
	readonly calls: CallRegistry;
	readonly faults = new PlivoFaults();
	readonly people = new People();
	/** Every request to the API, in order. */
	readonly requests: RecordedRequest[] = [];
	readonly variants: PlivoVariants;

	readonly #world: CallWorld;
	readonly #api: FastifyInstance;
	readonly #media: FastifyInstance;

	private constructor({ log, variants }: LabPlivoOptions) {
		this.variants = { ...defaultPlivoVariants, ...variants };
		this.calls = new CallRegistry(this.variants);
		const { account, people } = this;
		const recordings = new Recordings(account.authId);
		this.#world = {
			account,
			callbacks: new CallbackSender(log, this.variants, account),
			clock: new AudioClock(),
			log,
			people,
			recordings,
			variants: this.variants,
		};
		this.#api = buildApiServer(
			{ account, calls: this.calls, world: this.#world, variants: this.variants, log },
			this.faults,
			this.requests,
		);
		this.#media = buildMediaServer(recordings, account.authId);
	}

	/** Starts both hosts on 127.0.0.1. */
	static async start(options: LabPlivoOptions): Promise<LabPlivo> {
		const plivo = new LabPlivo(options);
		plivo.apiUrl = await listen(plivo.#api, options.apiPort);
		plivo.mediaUrl = await listen(plivo.#media, options.mediaPort);
		plivo.#world.recordings.mediaUrl = plivo.mediaUrl;
		return plivo;
	}

	/** Every callback so far, with its attempts and its answer. */
	get callbacks(): readonly CallbackDelivery[] {
		return this.#world.callbacks.deliveries;
	}

	/** Somebody calls a number of the account. The call goes on by itself. */
	placeInboundCall(options: InboundCallOptions): LabCall {
		const to = normalized(options.to);
		const call = new LabCall(
			{
				uuid: options.callUuid ?? randomUUID(),
				direction: 'inbound',
				from: normalized(options.from),
				to,
				route: this.#routeTo(to),
				fields: options.fields ?? {},
				sessionStart: options.sessionStart ?? new Date(),
				script: options.person ?? [],
				stayMs: options.stayMs,
			},
			this.#world,
		);
		this.calls.add(call);
		call.log(`from ${call.facts.from} to ${to}`);
		void runInboundCall(call, this.#world, options);
		return call;
	}

	/** One signed webhook, sent once: for tests of forged, repeated and spoiled requests. */
	async signedRequest(request: SignedRequest): Promise<{ status: number; body: string }> {
		const { url, method = 'POST', fields = {}, tokens = this.account, tamper } = request;
		const answer = await sendSigned({ url, method, fields }, tokens, DEFAULT_DELIVERY, tamper);
		return { status: answer.status, body: answer.body.toString('utf8') };
	}

	/** Hangs up every call, waits for nothing, and stops both hosts. */
	async close(): Promise<void> {
		this.#world.callbacks.close();
		for (const call of this.calls.all()) call.end(normalHangup('Plivo'));
		await Promise.all(this.calls.all().map((call) => call.settled));
		await Promise.all([this.#api.close(), this.#media.close()]);
	}

	/** Where Plivo asks about a call to the number, as things stand now; null when nothing answers. */
	#routeTo(number: string): CallRoute | null {
		const application = this.account.applications.get(
			this.account.numbers.get(number)?.app_id ?? '',
		);
		if (!application) return null;
		const { fallback_answer_url: fallbackUrl } = application;
		return {
			answer: { url: application.answer_url, method: application.answer_method },
			hangup: { url: hangupUrlOf(application), method: application.hangup_method },
			...(fallbackUrl === ''
				? {}
				: { fallback: { url: fallbackUrl, method: application.fallback_method } }),
		};
	}
}

async function listen(server: FastifyInstance, port = 0): Promise<string> {
	await server.listen({ host: '127.0.0.1', port });
	const { port: bound } = server.server.address() as AddressInfo;
	return `http://127.0.0.1:${bound}`;
}
