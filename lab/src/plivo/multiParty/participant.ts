import { labMusic, loadSoundDocument } from '../conference/soundDocument';
import { SoundQueue } from '../conference/soundQueue';
import type { Endpoint } from '../callFacts';
import type { CallLine } from '../callLine';
import type { CallWorld } from '../callWorld';
import { playInto } from '../elements/playOut';
import type { LabCall } from '../labCall';
import { SoundSequence } from '../lineSound';
import type { MpcSettings, ParticipantRole, ParticipantSettings } from './participantSettings';

/** Why a participant left (plivo-conferences.md §C3.5). */
export type ExitCause =
	| 'Participant Call Hangup'
	| 'Kicked Out of Multiparty Call'
	| 'Multiparty Call Ended'
	| 'Participant Call Transferred';

/** A call that is, or was, in a multi-party call. */
export class Participant {
	muted: boolean;
	held: boolean;
	coachMode: boolean;
	/** Milliseconds since the epoch. */
	readonly joinedAt = Date.now();
	exitedAt: number | null = null;
	exitCause: ExitCause | null = null;
	/** What the API plays to this participant alone. */
	readonly playing: SoundQueue;
	readonly speaking: SoundQueue;
	readonly #left = new AbortController();
	#music: { kind: 'wait' | 'hold'; stop: AbortController } | undefined;

	constructor(
		readonly id: string,
		readonly call: LabCall,
		readonly settings: ParticipantSettings,
		private readonly world: CallWorld,
	) {
		this.muted = settings.mute;
		this.held = settings.hold;
		this.coachMode = settings.role === 'supervisor' && settings.coachMode;
		this.playing = new SoundQueue(call.line, this.left);
		this.speaking = new SoundQueue(call.line, this.left);
	}

	get line(): CallLine {
		return this.call.line;
	}

	get role(): ParticipantRole {
		return this.settings.role;
	}

	get present(): boolean {
		return this.exitedAt === null;
	}

	/** Aborted when the participant has left. */
	get left(): AbortSignal {
		return this.#left.signal;
	}

	/** Seconds in the multi-party call, begun ones too. */
	get durationSeconds(): number {
		return Math.max(1, Math.ceil(((this.exitedAt ?? Date.now()) - this.joinedAt) / 1000));
	}

	/** The same in whole minutes, as it is billed. */
	get billedSeconds(): number {
		return Math.ceil(this.durationSeconds / 60) * 60;
	}

	/** To be called by the multi-party call alone. */
	leave(cause: ExitCause): void {
		this.exitedAt = Date.now();
		this.exitCause = cause;
		this.#left.abort();
	}

	/** Plays the music that goes with the state, or none; again and again without harm. */
	setMusic(kind: 'wait' | 'hold' | undefined, settings: MpcSettings): void {
		if (this.#music?.kind === kind) return;
		this.#music?.stop.abort();
		this.#music = kind && { kind, stop: new AbortController() };
		if (!this.#music) return;
		const holdMusic =
			this.role === 'customer' ? settings.customerHoldMusic : settings.agentHoldMusic;
		const signal = AbortSignal.any([this.#music.stop.signal, this.left]);
		if (kind === 'wait') void this.#play(settings.waitMusic, 'wait music', signal);
		else void this.#play(holdMusic, 'hold music', signal);
	}

	async #play(endpoint: Endpoint | undefined, word: string, signal: AbortSignal): Promise<void> {
		const asker = { call: this.call, world: this.world, signal };
		const sounds = endpoint ? await loadSoundDocument(endpoint, word, asker) : await labMusic(word);
		if (!signal.aborted) await playInto(this.line, new SoundSequence(sounds, true), signal);
	}
}
