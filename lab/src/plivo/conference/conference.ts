import { randomUUID } from 'node:crypto';
import { recordFields } from '../callbackFields';
import type { CallWorld } from '../callWorld';
import { playInto } from '../elements/playOut';
import { normalHangup } from '../hangupCauses';
import type { LabCall } from '../labCall';
import { SoundSequence } from '../lineSound';
import type { Recording } from '../recordings';
import { sleep } from '../sleep';
import { AudioRoom } from './audioRoom';
import { ConferenceMember } from './conferenceMember';
import type { ConferenceSettings } from './conferenceSettings';
import { MemberKeys } from './memberKeys';
import { RoomRecorder } from './roomRecorder';
import { loadCue } from './soundDocument';
import { SoundQueue } from './soundQueue';

/** Told of a recording that has ended. */
export type RecordingReport = (recording: Recording) => Promise<void>;

/** A conference: it lives as long as it has members (plivo-conferences.md §C1, §C2). */
export class Conference {
	readonly uuid = randomUUID();
	readonly createdAt = Date.now();
	/** What the API plays to `all`. */
	readonly playing: SoundQueue;
	readonly speaking: SoundQueue;
	/** The recording that runs, or the last one. */
	recorder: RoomRecorder | undefined;

	readonly #members = new Set<ConferenceMember>();
	readonly #audio: AudioRoom<ConferenceMember>;
	readonly #over = new AbortController();
	#started = false;
	#floor: ConferenceMember | undefined;
	#recording: { recorder: RoomRecorder; callUuid: string; report: RecordingReport } | undefined;

	constructor(
		readonly name: string,
		private readonly world: CallWorld,
		private readonly onEmpty: () => void,
	) {
		this.#audio = new AudioRoom<ConferenceMember>(world.clock, {
			hears: (listener, speaker) => this.#started && !speaker.muted && !listener.deaf,
			hearsRoom: (listener) => !listener.deaf,
			onVoice: (member, speaking) => this.#onVoice(member, speaking),
		});
		this.playing = new SoundQueue(this.#audio, this.#over.signal);
		this.speaking = new SoundQueue(this.#audio, this.#over.signal);
	}

	get members(): ConferenceMember[] {
		return [...this.#members];
	}

	/** Aborted when the last member has left. */
	get over(): AbortSignal {
		return this.#over.signal;
	}

	get isRecorded(): boolean {
		return this.#recording !== undefined;
	}

	enter(id: string, call: LabCall, settings: ConferenceSettings): ConferenceMember {
		const member = new ConferenceMember(id, call, settings, this.world);
		const first = this.#members.size === 0;
		this.#members.add(member);
		this.#audio.enter(member);
		this.#started ||= settings.startOnEnter;
		call.conferenceUuid = this.uuid;
		call.log(`is member ${id} of the conference ${this.name}`);
		void member.report('enter', this.uuid, { ConferenceFirstMember: String(first) });
		this.#listenToKeys(member);
		this.#updateMusic();
		void this.#playCue(settings.enterSound, member);
		if (settings.record && !this.isRecorded) {
			this.startRecording(async (recording) => {
				const fields = recordFields(recording.id, recording.url, recording);
				await member.report('record', this.uuid, fields);
			});
		}
		if (first) void sleep(settings.timeLimit * 1000, this.#over.signal).then(() => this.close());
		return member;
	}

	/** Takes a member out: their document goes on. What else that means for the room happens, too. */
	dismiss(member: ConferenceMember): void {
		if (!this.#members.delete(member)) return;
		this.#audio.leave(member);
		member.leave();
		const last = this.#members.size === 0;
		void member.report('exit', this.uuid, { ConferenceLastMember: String(last) });
		if (last) {
			void this.stopRecording();
			this.#over.abort();
			this.onEmpty();
			return;
		}
		void this.#playCue(member.settings.exitSound, member);
		const [remaining] = this.#members;
		const tooLonely = this.#members.size === 1 && !remaining?.settings.stayAlone;
		if (member.settings.endOnExit || tooLonely) this.close();
		else this.#updateMusic();
	}

	/** Ends the conference: everybody's document goes on. */
	close(): void {
		for (const member of this.members) this.dismiss(member);
	}

	/** Ends the calls of all members. */
	hangUp(): void {
		for (const { call } of this.members) call.end(normalHangup('API Request'));
		this.close();
	}

	/** Records the room; the recording that runs goes on when there is one. */
	startRecording(report: RecordingReport): RoomRecorder {
		const [first] = this.#members;
		this.#recording ??= {
			recorder: new RoomRecorder((tap) =>
				this.#audio.tap(tap, {
					hears: (member) => this.#started && !member.muted,
					roomSounds: true,
				}),
			),
			callUuid: first?.call.uuid ?? '',
			report,
		};
		this.recorder = this.#recording.recorder;
		return this.recorder;
	}

	/** Resolves when the end of the recording was reported. */
	async stopRecording(): Promise<void> {
		if (!this.#recording) return;
		const { recorder, callUuid, report } = this.#recording;
		this.#recording = undefined;
		const subject = { conferenceName: this.name, conferenceUuid: this.uuid };
		await report(recorder.stop(callUuid, this.world.recordings, subject));
	}

	/** Fields of the action URL of a member who has left (plivo-conferences.md §C2.2). */
	actionFields(member: ConferenceMember): Record<string, string> {
		const { recorder } = this;
		return {
			ConferenceName: this.name,
			ConferenceUUID: this.uuid,
			ConferenceMemberID: member.id,
			...(recorder && {
				RecordUrl: this.world.recordings.urlOf(recorder.id),
				RecordingID: recorder.id,
			}),
		};
	}

	#updateMusic(): void {
		const alone = this.#members.size === 1;
		for (const member of this.#members) {
			const lonely =
				alone &&
				member.settings.waitSound !== undefined &&
				this.world.variants.waitSoundFor === 'waiting-and-alone';
			member.setWaiting(!this.#started || lonely);
		}
	}

	#listenToKeys(member: ConferenceMember): void {
		const { settings, call } = member;
		const keys = new MemberKeys(settings.digitsMatch);
		const stop = call.line.onDigit((digit) => {
			const match = keys.press(digit);
			if (match !== undefined) {
				void member.report('digits', this.uuid, { ConferenceDigitsMatch: match });
			}
			if (settings.relayDtmf) {
				for (const other of this.#members) {
					if (other !== member) other.call.person.digitsHeard += digit;
				}
			}
			if (digit === '*' && settings.hangupOnStar) this.dismiss(member);
		});
		member.left.addEventListener('abort', stop);
	}

	#onVoice(member: ConferenceMember, speaking: boolean): void {
		if (!speaking || member.muted || !this.#started || this.#floor === member) return;
		this.#floor = member;
		if (member.settings.floorEvent) void member.report('floor', this.uuid);
	}

	async #playCue(cue: string, { call }: ConferenceMember): Promise<void> {
		const signal = this.#over.signal;
		const sounds = await loadCue(cue, 'POST', { call, world: this.world, signal });
		if (sounds.length === 0 || signal.aborted) return;
		await playInto(this.#audio, new SoundSequence(sounds, false), signal);
	}
}
