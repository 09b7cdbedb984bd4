import type { AudioRoom, TapOptions } from '../conference/audioRoom';
import { RoomRecorder } from '../conference/roomRecorder';
import type { Endpoint } from '../callFacts';
import type { CallWorld } from '../callWorld';
import type { Recording } from '../recordings';
import type { MultiPartyCall } from './multiPartyCall';
import { mpcTime } from './mpcEvents';
import type { Participant } from './participant';

/** A recording of a multi-party call, or of one participant of it. */
export class MpcRecording {
	readonly #recorder: RoomRecorder;
	#sequence = 0;
	#last: Promise<unknown> = Promise.resolve();

	/** @param only whose voice alone is recorded; everybody's when not given */
	constructor(
		private readonly mpc: MultiPartyCall,
		audio: AudioRoom<Participant>,
		options: TapOptions<Participant>,
		private readonly callback: Endpoint | undefined,
		private readonly world: CallWorld,
		private readonly only?: Participant,
	) {
		this.#recorder = new RoomRecorder((tap) => audio.tap(tap, options));
		this.#report('Initiated', null);
	}

	get id(): string {
		return this.#recorder.id;
	}

	get url(): string {
		return this.world.recordings.urlOf(this.id);
	}

	get paused(): boolean {
		return this.#recorder.paused;
	}

	/** Takes nothing in until it is resumed; a second pause changes nothing. */
	setPaused(paused: boolean): void {
		if (paused === this.paused) return;
		this.#recorder.paused = paused;
		this.#report(paused ? 'Paused' : 'Resumed', null);
	}

	/** Ends it and puts it on the account. */
	stop(): void {
		const callUuid = (this.only ?? this.mpc.participants[0])?.call.uuid ?? '';
		const subject = { mpcName: this.mpc.friendlyName, mpcUuid: this.mpc.uuid };
		this.#report('Completed', this.#recorder.stop(callUuid, this.world.recordings, subject));
	}

	/** plivo-conferences.md §C4.3. */
	#report(what: string, recording: Recording | null): void {
		if (!this.callback) return;
		this.#sequence += 1;
		const { mpc, world, only } = this;
		const request = {
			purpose: 'mpc recording callback',
			...this.callback,
			fields: {
				EventName: `${only ? 'Participant' : 'MPC'}Recording${what}`,
				EventTimestamp: mpcTime(Date.now(), world),
				MPCName: mpc.friendlyName,
				MPCUUID: mpc.uuid,
				...(only && { MemberID: only.id }),
				RecordingUUID: this.id,
				RecordingURL: this.url,
				RecordingResourceURL: world.account.resourceUri(`Recording/${this.id}/`),
				RecordingFormat: 'wav',
				RecordingStartTime: mpcTime(this.#recorder.startedAt, world),
				RecordingEndTime: recording ? mpcTime(recording.endedAt, world) : '',
				RecordingDuration: recording ? String(Math.ceil(recording.durationMs / 1000)) : '',
				SequenceNumber: String(this.#sequence),
			},
		};
		this.#last = this.#last.then(async () => await world.callbacks.send(request));
	}
}
