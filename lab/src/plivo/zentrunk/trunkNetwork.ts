import { randomUUID } from 'node:crypto';
import type { LabCallFacts } from '../callFacts';
import type { CallWorld } from '../callWorld';
import { countryOf } from '../countries';
import { normalized } from '../people';
import { runInboundTrunkCall } from './inboundTrunkCall';
import type { TrunkCallOptions } from './outboundTrunkCall';
import { refusalOf, runOutboundTrunkCall } from './outboundTrunkCall';
import { parseSipAddress } from './sipAddress';
import { SipParties } from './sipParties';
import type { PlivoTrunk } from './state';
import type { TrunkCallFacts } from './trunkCall';
import { TrunkCall } from './trunkCall';
import { TrunkCallRegistry } from './trunkCallRegistry';
import type { TrunkInvite } from './trunkInvite';
import { cpsLimitReached } from './trunkEndings';

/** The SIP network behind the account's trunks: who is on it, and the calls that go through it. */
export class TrunkNetwork {
	readonly sipParties = new SipParties();
	/** Every INVITE to an origination URI, oldest first. */
	readonly invites: TrunkInvite[] = [];
	readonly calls: TrunkCallRegistry;

	/** When calls out were let in; those of the last second count. */
	#starts: number[] = [];

	constructor(private readonly world: CallWorld) {
		this.calls = new TrunkCallRegistry(world.variants);
	}

	/** Somebody calls a number that is attached to a trunk. The call goes on by itself. */
	receive(facts: LabCallFacts, trunk: PlivoTrunk): TrunkCall {
		const { sipParties, invites, world } = this;
		const { account, variants } = world;
		const primary = account.zentrunk.uris.get(trunk.primary_uri_uuid ?? '');
		const call = this.#begin(facts, {
			trunkId: trunk.trunk_id,
			secure: trunk.secure,
			transport: (primary && parseSipAddress(primary.uri)?.transport) ?? 'udp',
			stirVerification: 'Not Applicable',
			attestation: null,
		});
		void call.run(
			async () =>
				await runInboundTrunkCall(call, trunk, { account, sipParties, variants, invites }),
		);
		return call;
	}

	/** A SIP client calls out through a trunk. The call goes on by itself, if only to its refusal. */
	callOut(options: TrunkCallOptions): TrunkCall {
		const { account, people } = this.world;
		const { from, to, trunk: dialed, transport = 'udp' } = options;
		const trunk = account.zentrunk.findTrunk(dialed);
		const facts: LabCallFacts = {
			uuid: options.callUuid ?? randomUUID(),
			direction: 'outbound',
			from: /^\+?\d+$/.test(from) ? normalized(from) : from,
			to: normalized(to),
			route: null,
			fields: {},
			sessionStart: new Date(),
			script: options.person ?? [],
			stayMs: options.stayMs,
		};
		const call = this.#begin(facts, {
			trunkId: trunk?.trunk_id ?? (dialed.split('.', 1)[0] as string),
			secure: trunk?.secure ?? false,
			transport,
			...this.#attestation(facts.from, facts.to),
		});
		const refusal = refusalOf(options, trunk, account) ?? this.#takePlace();
		void call.run(async () => {
			if (refusal) call.end(refusal);
			else await runOutboundTrunkCall(call, people);
		});
		return call;
	}

	/** Hangs up every call. */
	close(): void {
		for (const call of this.calls.all()) call.hangUp();
	}

	#begin(facts: LabCallFacts, trunk: TrunkCallFacts): TrunkCall {
		const call = new TrunkCall(facts, trunk, this.world);
		this.calls.add(call);
		call.log(`${facts.direction} from ${facts.from} to ${facts.to}, trunk ${trunk.trunkId}`);
		return call;
	}

	/** Too many in a second are rejected, not queued (plivo.md §1.3). */
	#takePlace(): typeof cpsLimitReached | undefined {
		const now = Date.now();
		this.#starts = this.#starts.filter((at) => at > now - 1000);
		if (this.#starts.length >= this.world.account.zentrunk.callsPerSecond) return cpsLimitReached;
		this.#starts.push(now);
		return undefined;
	}

	/** What STIR/SHAKEN says of a call out: only the account's own numbers are fully vouched for. */
	#attestation(from: string, to: string): Pick<TrunkCallFacts, 'stirVerification' | 'attestation'> {
		if (countryOf(to)?.code !== '1') {
			return { stirVerification: 'Not Applicable', attestation: null };
		}
		return this.world.account.numbers.has(from)
			? { stirVerification: 'Verified', attestation: 'A' }
			: { stirVerification: 'Not Verified', attestation: 'B' };
	}
}
