import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { DeliveryFaults } from '../deliveryFaults';
import { LabClock } from '../labClock';
import type { LabLog } from '../labLog';
import { AccountState } from './accountState';
import { AudioClock } from './audioClock';
import type { CallbackDelivery, OutgoingCallback } from './callbacks';
import { CallbackSender, sendSigned } from './callbacks';
import { DEFAULT_DELIVERY } from './callbackUrl';
import { Dials } from './dials';
import { CallQueue } from './callQueue';
import { CallRegistry } from './callRegistry';
import { Conferences } from './conference/conferences';
import type { Repetitions } from './callRunner';
import { runInboundCall } from './callRunner';
import type { CallWorld } from './callWorld';
import { PlivoFaults } from './faults';
import type { CallRoute, LabCallFacts } from './callFacts';
import { LabCall } from './labCall';
import { normalHangup } from './hangupCauses';
import { buildMediaServer } from './mediaServer';
import { MultiPartyCalls } from './multiParty/multiPartyCalls';
import { normalized, People } from './people';
import type { PersonScript } from './personScript';
import { Recordings } from './recordings';
import { hangupUrlOf } from './rest/applications';
import type { RecordedRequest } from './rest/server';
import { buildApiServer } from './rest/server';
import type { SigningTokens } from './signedHeaders';
import type { PlivoVariants } from './variants';
import { defaultPlivoVariants } from './variants';
import type { TrunkCallOptions } from './zentrunk/outboundTrunkCall';
import type { SipParties } from './zentrunk/sipParties';
import type { TrunkCall } from './zentrunk/trunkCall';
import type { TrunkInvite } from './zentrunk/trunkInvite';
import { TrunkNetwork } from './zentrunk/trunkNetwork';

export interface LabPlivoOptions {
	log: LabLog;
	variants?: Partial<PlivoVariants>;
	/** 0, or absent, is any free port. */
	apiPort?: number;
	mediaPort?: number;
	/** The time of dials and of the queue of calls; its own when not given. */
	clock?: LabClock;
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
	/** Where the files of recordings are: the media host, or the API host in the variant that wants the account for them. */
	mediaUrl = '';
	readonly account = new AccountState();
	readonly calls: CallRegistry;
	readonly faults = new PlivoFaults();
	readonly people = new People();
	/** Every request to the API, in order. */
	readonly requests: RecordedRequest[] = [];
	readonly variants: PlivoVariants;

	readonly #clock: LabClock;
	readonly #queue: CallQueue;
	readonly #world: CallWorld;
	readonly #trunks: TrunkNetwork;
	readonly #api: FastifyInstance;
	readonly #media: FastifyInstance;

	private constructor({ log, variants, clock }: LabPlivoOptions) {
		this.#clock = clock ?? new LabClock();
		this.variants = { ...defaultPlivoVariants, ...variants };
		this.calls = new CallRegistry(this.variants);
		const { account, people } = this;
		const recordings = new Recordings(account.authId);
		this.#world = {
			account,
			callbacks: new CallbackSender(log, this.variants, account),
			clock: new AudioClock(),
			conferences: new Conferences(),
			dials: new Dials(() => this.#clock.now()),
			log,
			multiPartyCalls: new MultiPartyCalls(),
			people,
			recordings,
			variants: this.variants,
		};
		this.#trunks = new TrunkNetwork(this.#world);
		this.#queue = new CallQueue(account.limits, this.#clock);
		const { calls, variants: chosen } = this;
		const trunkCalls = this.#trunks.calls;
		this.#api = buildApiServer(
			{
				account,
				calls,
				queue: this.#queue,
				trunkCalls,
				world: this.#world,
				variants: chosen,
				log,
			},
			this.faults,
			this.requests,
		);
		this.#media = buildMediaServer(recordings, account);
	}

	/** Starts both hosts on 127.0.0.1. */
	static async start(options: LabPlivoOptions): Promise<LabPlivo> {
		const plivo = new LabPlivo(options);
		plivo.apiUrl = await listen(plivo.#api, options.apiPort);
		// What wants the account's id and token is behind the host that gets them anyway.
		plivo.mediaUrl =
			plivo.variants.recordingMediaAuth === 'basic'
				? plivo.apiUrl
				: await listen(plivo.#media, options.mediaPort);
		plivo.#world.recordings.mediaUrl = plivo.mediaUrl;
		return plivo;
	}

	/** The recordings of the account. */
	get recordings(): Recordings {
		return this.#world.recordings;
	}

	/** Every callback so far, with its attempts and its answer. */
	get callbacks(): readonly CallbackDelivery[] {
		return this.#world.callbacks.deliveries;
	}

	/** What happens to callbacks on their way: lost, late, or sent several times. */
	get deliveryFaults(): DeliveryFaults {
		return this.#world.callbacks.faults;
	}

	/** Whether a call is about to ring; one that waits for its turn in the queue is not. */
	get busy(): boolean {
		return this.#queue.busy;
	}

	/** Every phone that was rung, in order. */
	get dials(): Dials {
		return this.#world.dials;
	}

	/** The SIP endpoints that origination URIs can lead to, by host; others do not resolve (plivo.md §2.6, code 4320). */
	get sipParties(): SipParties {
		return this.#trunks.sipParties;
	}

	/** Every INVITE that Plivo sent to an origination URI, oldest first: its target, its login, its outcome. */
	get trunkInvites(): readonly TrunkInvite[] {
		return this.#trunks.invites;
	}

	/** Every call through a trunk, of both directions, oldest first. None of them is in `calls`. */
	get trunkCalls(): readonly TrunkCall[] {
		return this.#trunks.calls.all();
	}

	/**
	 * Somebody calls a number of the account. The call goes on by itself. To a number that is attached to
	 * a trunk it is a `TrunkCall`: no XML, an INVITE to the trunk's URI instead (plivo.md §2.4).
	 */
	placeInboundCall(options: InboundCallOptions): LabCall {
		const to = normalized(options.to);
		const facts: LabCallFacts = {
			uuid: options.callUuid ?? randomUUID(),
			direction: 'inbound',
			from: normalized(options.from),
			to,
			route: this.#routeTo(to),
			fields: options.fields ?? {},
			sessionStart: options.sessionStart ?? new Date(),
			script: options.person ?? [],
			stayMs: options.stayMs,
		};
		const owned = this.account.numbers.get(to);
		const trunk = this.account.zentrunk.trunks.get((owned?.active && owned.app_id) || '');
		if (trunk) return this.#trunks.receive(facts, trunk);
		const call = new LabCall(facts, this.#world);
		this.calls.add(call);
		call.log(`from ${call.facts.from} to ${to}`);
		void runInboundCall(call, this.#world, options);
		return call;
	}

	/**
	 * A SIP client of the customer calls out through an outbound trunk (plivo.md §2.7). The call goes on by
	 * itself: its `person` is the SIP client, its `dialedLegs` the person of the lab who was called. What
	 * Plivo refuses ends at once, with the code of plivo.md §2.6.
	 */
	placeTrunkCall(options: TrunkCallOptions): TrunkCall {
		return this.#trunks.callOut(options);
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
		this.#clock.close();
		for (const call of this.calls.all()) call.end(normalHangup('Plivo'));
		this.#trunks.close();
		await Promise.all([...this.calls.all(), ...this.trunkCalls].map((call) => call.settled));
		await Promise.all([this.#api.close(), this.#media.close()]);
	}

	/** Where Plivo asks about a call to the number, as things stand now; null when nothing answers. */
	#routeTo(number: string): CallRoute | null {
		const owned = this.account.numbers.get(number);
		const application = this.account.applications.get((owned?.active && owned.app_id) || '');
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
