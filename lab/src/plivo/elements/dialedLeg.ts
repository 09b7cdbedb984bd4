import { randomUUID } from 'node:crypto';
import type { HeardUtterance } from '../../audio/utterance';
import type { LabPerson } from '../people';
import { Person } from '../person';
import type { FarSource, SoundPlace } from '../soundMixer';
import { SoundMixer } from '../soundMixer';
import { sleep } from '../sleep';

/** How a dialed leg came out, in the words of `DialStatus` (plivo.md §6.6). */
export type DialStatus = 'completed' | 'busy' | 'failed' | 'cancel' | 'timeout' | 'no-answer';

const CAUSES: Record<DialStatus, string> = {
	completed: 'NORMAL_CLEARING',
	busy: 'USER_BUSY',
	failed: 'UNALLOCATED_NUMBER',
	cancel: 'ORIGINATOR_CANCEL',
	timeout: 'NO_ANSWER',
	'no-answer': 'NO_ANSWER',
};

const DEFAULT_RING_MS = 200;

/** The other end of a `<Dial>`: a person of the lab, or nobody. */
export class DialedLeg implements SoundPlace {
	readonly uuid = randomUUID();
	readonly person: Person;
	/** Undefined as long as it rings or is connected. */
	status: DialStatus | undefined;
	/** Milliseconds since the epoch; null while not answered. */
	answeredAt: number | null = null;
	endedAt: number | null = null;
	/** What the dialed person hears; pulled as long as both are connected. */
	readonly sounds = new SoundMixer();
	readonly #ended = new AbortController();

	/** @param target digits or SIP address */
	constructor(
		readonly target: string,
		readonly callerId: string,
		private readonly labPerson: LabPerson | undefined,
	) {
		this.person = new Person({ script: labPerson?.script, stayMs: labPerson?.stayMs });
	}

	/** What the dialed person heard, times since they picked up. */
	get heard(): HeardUtterance[] {
		return this.person.ear.heard;
	}

	/** Whether the dialed person has picked up and is on the line. */
	get connected(): boolean {
		return this.answeredAt !== null && this.status === undefined;
	}

	/** Aborted when the leg ends, or leaves the Dial. */
	get ended(): AbortSignal {
		return this.#ended.signal;
	}

	addFarSource(source: FarSource, alone = false): () => void {
		return this.sounds.addFarSource(source, alone);
	}

	/** The FreeSWITCH word for how it came out; '' while it is open. */
	get hangupCause(): string {
		return this.status === undefined ? '' : CAUSES[this.status];
	}

	get durationSeconds(): number {
		if (this.answeredAt === null || this.endedAt === null) return 0;
		return Math.ceil((this.endedAt - this.answeredAt) / 1000);
	}

	/** Rings; resolves with true when the person picks up, with false when they will not. */
	async ring(signal: AbortSignal): Promise<boolean> {
		if (!this.labPerson) {
			this.end('failed');
			return false;
		}
		const { behavior = 'answer', ringMs } = this.labPerson;
		// Somebody who does not answer lets it ring until the other side gives up.
		const rings = ringMs ?? (behavior === 'no-answer' ? undefined : DEFAULT_RING_MS);
		await sleep(rings, signal);
		if (signal.aborted) return false;
		if (behavior === 'answer') {
			this.answeredAt = Date.now();
			return true;
		}
		this.end(behavior === 'reject' ? 'busy' : behavior);
		return false;
	}

	/** The first ending counts. */
	end(status: DialStatus): void {
		if (this.status !== undefined) return;
		this.#close(status);
		this.person.leave();
	}

	/** The Dial is over for this leg, but its person stays: a transfer takes them elsewhere. */
	depart(): void {
		this.#close('completed');
	}

	#close(status: DialStatus): void {
		this.status = status;
		this.endedAt = Date.now();
		this.#ended.abort();
	}
}
