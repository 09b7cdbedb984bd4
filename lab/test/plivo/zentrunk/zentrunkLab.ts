import type { PlivoVariants } from '../../../src/plivo/variants';
import type { SipParty } from '../../../src/plivo/zentrunk/sipParties';
import type { PlivoTrunk, ZentrunkState } from '../../../src/plivo/zentrunk/state';
import type { TrunkInvite } from '../../../src/plivo/zentrunk/trunkInvite';
import { NUMBER, PhoneLab } from '../phoneLab';

export const AN_API_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
export const A_UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
/** Where `trunkTo` leads, and who `party` is. */
export const HOST = 'sip.agents.example';
export const NO_UUID = '00000000-0000-4000-8000-000000000000';

/** A local Plivo whose API is asked under `/Zentrunk`. */
export class ZentrunkLab {
	private constructor(readonly phone: PhoneLab) {}

	static async start(variants: Partial<PlivoVariants> = {}): Promise<ZentrunkLab> {
		return new ZentrunkLab(await PhoneLab.start(variants));
	}

	get state(): ZentrunkState {
		return this.phone.plivo.account.zentrunk;
	}

	async stop(): Promise<void> {
		await this.phone.stop();
	}

	/** A request below `/Zentrunk`; answers with the status and the body. */
	async api(method: string, path: string, body?: unknown): ReturnType<PhoneLab['api']> {
		return await this.phone.api(method, `/Zentrunk${path}`, body);
	}

	/** The objects of a list. */
	async list<T extends object>(path: string): Promise<T[]> {
		return (await this.api('GET', path)).body.objects as T[];
	}

	/** The words of a refusal, with its status. */
	async refusal(method: string, path: string, body?: unknown): Promise<[number, unknown]> {
		const answer = await this.api(method, path, body);
		return [answer.status, answer.body.error];
	}

	/** Puts the lab's number on an inbound trunk that leads to a URI, and to another one after it. */
	trunkTo(uri = HOST, fallback?: string, facts: Partial<PlivoTrunk> = {}): PlivoTrunk {
		const { state } = this;
		const trunk = state.addTrunk({
			primary_uri_uuid: state.addUri({ uri }).uri_uuid,
			fallback_uri_uuid: fallback === undefined ? null : state.addUri({ uri: fallback }).uri_uuid,
			...facts,
		});
		this.phone.plivo.account.addNumber(NUMBER, { app_id: trunk.trunk_id });
		return trunk;
	}

	/** Puts a SIP party on the network that loses no time. */
	party(facts: Partial<SipParty> = {}): void {
		this.phone.plivo.sipParties.add({ host: HOST, ringMs: 0, ...facts });
	}

	/** Every INVITE so far: to which URI, with which outcome. */
	outcomes(): [TrunkInvite['role'], TrunkInvite['outcome']][] {
		return this.phone.plivo.trunkInvites.map(({ role, outcome }) => [role, outcome]);
	}
}
