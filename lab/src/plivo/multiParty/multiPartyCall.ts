import { randomUUID } from 'node:crypto';
import { AudioRoom } from '../conference/audioRoom';
import { loadCue } from '../conference/soundDocument';
import { SoundQueue } from '../conference/soundQueue';
import type { Endpoint } from '../callFacts';
import type { CallWorld } from '../callWorld';
import { playInto } from '../elements/playOut';
import type { LabCall } from '../labCall';
import { SoundSequence } from '../lineSound';
import { sleep } from '../sleep';
import { MpcEvents } from './mpcEvents';
import { MpcRecordings } from './mpcRecordings';
import type { ExitCause } from './participant';
import { Participant } from './participant';
import type { MpcSettings, ParticipantSettings } from './participantSettings';

/** Why a multi-party call ended, by code (plivo-conferences.md §C3.4). */
export const TERMINATION_CAUSES = {
	0: 'Unknown',
	1000: 'No Active Participants',
	1010: 'Stay Alone Not Permitted',
	2000: 'Max Duration Reached',
	3000: 'Hangup API Triggered',
} as const;

export type TerminationCode = keyof typeof TERMINATION_CAUSES;

/** A multi-party call (plivo-conferences.md §C3, §C4). */
export class MultiPartyCall {
	readonly uuid: string = randomUUID();
	/** Milliseconds since the epoch; null for what has not happened. */
	readonly createdAt = Date.now();
	startedAt: number | null = null;
	endedAt: number | null = null;
	terminationCode: TerminationCode | null = null;
	/** Everybody who ever came in. */
	readonly participants: Participant[] = [];
	readonly recordings: MpcRecordings;
	readonly events: MpcEvents;
	/** What the API plays to `all`. */
	readonly playing: SoundQueue;
	readonly speaking: SoundQueue;

	readonly #audio: AudioRoom<Participant>;
	readonly #over = new AbortController();
	/** Calls that ring for it. */
	#expected = 0;

	constructor(
		readonly friendlyName: string,
		public settings: MpcSettings,
		private readonly world: CallWorld,
	) {
		this.#audio = new AudioRoom<Participant>(world.clock, {
			hears: (listener, speaker) => this.#hears(listener, speaker),
			hearsRoom: (listener) => !listener.held,
			onVoice: (participant, speaking) =>
				this.events.report(
					speaking ? 'ParticipantSpeakStart' : 'ParticipantSpeakStop',
					participant,
				),
		});
		this.playing = new SoundQueue(this.#audio, this.#over.signal);
		this.speaking = new SoundQueue(this.#audio, this.#over.signal);
		this.events = new MpcEvents(this, world);
		this.recordings = new MpcRecordings(this, this.#audio, world);
		this.events.report('MPCInitialized');
		void sleep(settings.maxDuration * 1000, this.#over.signal).then(() => this.end(2000));
	}

	get status(): 'Initialized' | 'Active' | 'Ended' {
		if (this.endedAt !== null) return 'Ended';
		return this.startedAt === null ? 'Initialized' : 'Active';
	}

	/** Aborted when it has ended. */
	get over(): AbortSignal {
		return this.#over.signal;
	}

	get present(): Participant[] {
		return this.participants.filter((participant) => participant.present);
	}

	/** Whether nobody more may come in, those who ring counted. */
	get full(): boolean {
		return this.present.length + this.#expected >= this.settings.maxParticipants;
	}

	/** A call rings for it: it waits. */
	expect(): void {
		this.#expected += 1;
	}

	/** The call has come in, or never will. */
	stopExpecting(): void {
		this.#expected -= 1;
		this.#endIfEmpty();
	}

	enter(id: string, call: LabCall, settings: ParticipantSettings): Participant {
		const participant = new Participant(id, call, settings, this.world);
		this.participants.push(participant);
		this.#audio.enter(participant);
		call.log(`is participant ${id} of the multi-party call ${this.friendlyName}`);
		this.events.report('ParticipantJoin', participant);
		this.#listenToKeys(participant);
		if (this.#mayBegin()) this.activate();
		this.updateMusic();
		void this.playCue(settings.enterSound, settings.enterSoundMethod, call);
		this.recordings.follow(participant);
		return participant;
	}

	/** Begins it, if it has not begun. */
	activate(): void {
		if (this.status !== 'Initialized') return;
		this.startedAt = Date.now();
		this.events.report('MPCStart');
		this.updateMusic();
	}

	/** Takes a participant out; what that means for the others happens, too. */
	dismiss(participant: Participant, cause: ExitCause): void {
		if (!participant.present) return;
		const { settings } = participant;
		participant.leave(cause);
		this.#audio.leave(participant);
		this.recordings.leave(participant);
		this.events.report('ParticipantExit', participant);
		if (this.endedAt !== null) return;
		const alone = this.present.length === 1 && this.status === 'Active';
		if (settings.endOnExit) this.end(this.world.variants.endMpcOnExitCode);
		else if (alone && !this.settings.stayAlone) this.end(1010);
		else this.#endIfEmpty();
		void this.playCue(settings.exitSound, settings.exitSoundMethod, participant.call);
	}

	/** Ends it for everybody. */
	end(code: TerminationCode): void {
		if (this.endedAt !== null) return;
		this.recordings.stopAll();
		this.endedAt = Date.now();
		this.terminationCode = code;
		for (const participant of this.present) this.dismiss(participant, 'Multiparty Call Ended');
		this.#over.abort();
		this.events.report('MPCEnd', undefined, {
			MPCDuration: String(this.durationSeconds),
			MPCBilledDuration: String(this.billedSeconds),
			MPCBilledAmount: this.billedAmount,
		});
	}

	get durationSeconds(): number {
		return Math.ceil(((this.endedAt ?? Date.now()) - this.createdAt) / 1000);
	}

	/** The whole minutes of all participants. */
	get billedSeconds(): number {
		return this.participants.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0);
	}

	/** Decimal string in dollars. */
	get billedAmount(): string {
		return ((this.billedSeconds / 60) * this.world.account.billRate).toFixed(5);
	}

	/** Lets those who wait or are on hold hear music, and the others none. */
	updateMusic(): void {
		for (const participant of this.present) {
			const idle = participant.held ? 'hold' : undefined;
			participant.setMusic(this.status === 'Initialized' ? 'wait' : idle, this.settings);
		}
	}

	/** Plays beeps or the sounds of a document to the room. */
	async playCue(cue: string, cueMethod: Endpoint['method'], call: LabCall): Promise<void> {
		const signal = this.#over.signal;
		const sounds = await loadCue(cue, cueMethod, { call, world: this.world, signal });
		if (sounds.length === 0 || signal.aborted) return;
		await playInto(this.#audio, new SoundSequence(sounds, false), signal);
	}

	#mayBegin(): boolean {
		const { present } = this;
		const agentThere = present.some(({ role }) => role === 'agent');
		return (
			present.some(({ settings }) => settings.startOnEnter) &&
			(agentThere || !this.settings.waitForAgent)
		);
	}

	/** A supervisor who coaches is heard by agents alone (plivo-conferences.md §C3.7). */
	#hears(listener: Participant, speaker: Participant): boolean {
		if (this.status !== 'Active' || listener.held || speaker.held || speaker.muted) return false;
		return !speaker.coachMode || listener.role === 'agent';
	}

	#endIfEmpty(): void {
		if (this.present.length === 0 && this.#expected === 0) this.end(1000);
	}

	#listenToKeys(participant: Participant): void {
		const stop = participant.line.onDigit((digit) => {
			const field = this.world.variants.mpcDigitField;
			this.events.report('ParticipantDigitInput', participant, { [field]: digit });
			if (!participant.settings.relayDtmf) return;
			for (const other of this.present) {
				if (other !== participant) other.call.person.digitsHeard += digit;
			}
		});
		participant.left.addEventListener('abort', stop);
	}
}
