import { randomUUID } from 'node:crypto';
import { concatenateSamples } from '../../audio/pcm';
import { encodeWav } from '../../audio/wav';
import type { Recording, Recordings, RecordingSubject } from '../recordings';
import type { RoomTap } from './audioRoom';

/** Records what is tapped from a room: one channel at 16 kHz. */
export class RoomRecorder {
	readonly id = randomUUID();
	readonly startedAt = Date.now();
	/** Nothing is kept while it is paused. */
	paused = false;
	readonly #frames: Int16Array[] = [];
	readonly #release: () => void;

	/** @param tap connects the recorder to a room; the function it returns takes it off again */
	constructor(tap: (recorder: RoomTap) => () => void) {
		this.#release = tap((samples) => {
			if (!this.paused) this.#frames.push(samples);
		});
	}

	/** Ends the recording and puts it on the media host. */
	stop(callUuid: string, recordings: Recordings, subject: RecordingSubject): Recording {
		this.#release();
		const samples = concatenateSamples(...this.#frames);
		const recording: Recording = {
			...subject,
			id: this.id,
			callUuid,
			url: recordings.urlOf(this.id),
			startedAt: this.startedAt,
			endedAt: Date.now(),
			durationMs: Math.round(samples.length / 16),
			wav: encodeWav({ sampleRate: 16_000, samples }),
		};
		recordings.add(recording);
		return recording;
	}
}
