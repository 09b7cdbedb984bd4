import type { CallWorld } from '../callWorld';
import type { LabCall } from '../labCall';
import { MultiPartyCall } from './multiPartyCall';
import type { Participant } from './participant';
import type { JoinRequest } from './participantSettings';

/** The account's multi-party calls, those that are over too. */
export class MultiPartyCalls {
	readonly #all: MultiPartyCall[] = [];
	#lastMemberId = 200;

	/** Newest first. */
	all(): MultiPartyCall[] {
		return [...this.#all].reverse();
	}

	/** By name only as long as it is going on (plivo-conferences.md §C3.1). */
	findLive(friendlyName: string): MultiPartyCall | undefined {
		return this.#all.find((mpc) => mpc.friendlyName === friendlyName && mpc.status !== 'Ended');
	}

	findUuid(uuid: string): MultiPartyCall | undefined {
		return this.#all.find((mpc) => mpc.uuid === uuid);
	}

	/** The one that is going on under that name, or a new one. */
	open({ friendlyName, mpc: settings }: JoinRequest, world: CallWorld): MultiPartyCall {
		const live = this.findLive(friendlyName);
		if (live) {
			if (world.variants.laterMpcSettings === 'applied') live.settings = settings;
			return live;
		}
		const mpc = new MultiPartyCall(friendlyName, settings, world);
		this.#all.push(mpc);
		return mpc;
	}

	/** Puts a call into a multi-party call. */
	enter(mpc: MultiPartyCall, call: LabCall, { participant }: JoinRequest): Participant {
		return mpc.enter(String(++this.#lastMemberId), call, participant);
	}
}
