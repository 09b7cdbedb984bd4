import type { AudioRoom } from '../conference/audioRoom';
import type { Endpoint } from '../callFacts';
import type { CallWorld } from '../callWorld';
import type { MultiPartyCall } from './multiPartyCall';
import { MpcRecording } from './mpcRecording';
import type { Participant } from './participant';

/** `all`: the whole room; `participant`: one voice; `both` (plivo-conferences.md §C3.2). */
export type TrackType = 'all' | 'participant' | 'both';

/** The recordings that run in a multi-party call: of all, and of single participants. */
export class MpcRecordings {
	#ofAll: MpcRecording | undefined;
	readonly #tracks = new Map<Participant, MpcRecording>();

	constructor(
		private readonly mpc: MultiPartyCall,
		private readonly audio: AudioRoom<Participant>,
		private readonly world: CallWorld,
	) {}

	get status(): 'recording' | 'paused' | 'not-recording' {
		if (!this.#ofAll) return 'not-recording';
		return this.#ofAll.paused ? 'paused' : 'recording';
	}

	/** Records the whole multi-party call; the recording that runs goes on when there is one. */
	startAll(callback: Endpoint | undefined): MpcRecording {
		if (this.#ofAll) return this.#ofAll;
		const { mpc } = this;
		const options = {
			hears: ({ muted, held, coachMode }: Participant) =>
				!muted && !held && mpc.status === 'Active' && (!coachMode || mpc.settings.recordCoachVoice),
			roomSounds: true,
		};
		this.#ofAll = new MpcRecording(mpc, this.audio, options, callback, this.world);
		this.#announce(mpc.settings.startRecordingAudio);
		return this.#ofAll;
	}

	/** Records one participant's voice. */
	startTrack(participant: Participant, callback: Endpoint | undefined): MpcRecording {
		const running = this.#tracks.get(participant);
		if (running) return running;
		const options = {
			hears: (one: Participant) => one === participant && !one.muted,
			roomSounds: false,
		};
		const track = new MpcRecording(
			this.mpc,
			this.audio,
			options,
			callback,
			this.world,
			participant,
		);
		this.#tracks.set(participant, track);
		return track;
	}

	/** What runs of the kind that was asked for. */
	running(kind: TrackType, participant?: Participant): MpcRecording[] {
		const track = participant && this.#tracks.get(participant);
		return [
			kind === 'participant' ? undefined : this.#ofAll,
			kind === 'all' ? undefined : track,
		].filter((recording) => recording !== undefined);
	}

	stop(recording: MpcRecording): void {
		if (recording === this.#ofAll) {
			this.#ofAll = undefined;
			this.#announce(this.mpc.settings.stopRecordingAudio);
		}
		for (const [participant, track] of this.#tracks) {
			if (track === recording) this.#tracks.delete(participant);
		}
		recording.stop();
	}

	stopAll(): void {
		for (const recording of [this.#ofAll, ...this.#tracks.values()]) {
			if (recording) this.stop(recording);
		}
	}

	/** Starts what the settings ask to be recorded, when enough are there. */
	follow(participant: Participant): void {
		const { record, recordTracks, recordMinMembers, recordingCallback } = this.mpc.settings;
		if (!record || this.mpc.present.length < recordMinMembers) return;
		this.startAll(recordingCallback);
		if (recordTracks) this.startTrack(participant, recordingCallback);
	}

	/** Ends the recording of a participant who has left. */
	leave(participant: Participant): void {
		const track = this.#tracks.get(participant);
		if (track) this.stop(track);
	}

	#announce(sound: Endpoint | undefined): void {
		const [asker] = this.mpc.present;
		if (sound && asker) void this.mpc.playCue(sound.url, sound.method, asker.call);
	}
}
