import { randomUUID } from 'node:crypto';
import type { SampleRate } from '../audio/pcm';
import { concatenateSamples } from '../audio/pcm';
import { resample } from '../audio/resampler';
import { encodeStereoWav, encodeWav } from '../audio/wav';
import type { CallLine } from './callLine';

/** What was recorded, as the API tells it besides the file (Recording reference). */
export interface RecordingSubject {
	/** Digits, or a SIP address. */
	fromNumber?: string;
	toNumber?: string;
	/** Of a conference's recording. */
	conferenceName?: string;
	conferenceUuid?: string;
	/** Of a multi-party call's recording. */
	mpcName?: string;
	mpcUuid?: string;
	/** Auth id of the subaccount it belongs to. */
	subaccount?: string;
}

/** Who is on a recorded call. */
export function partiesOf({ facts }: { facts: { from: string; to: string } }): RecordingSubject {
	return { fromNumber: facts.from, toNumber: facts.to };
}

/** A finished recording, as its callbacks describe it (plivo.md §6.6). */
export interface Recording extends RecordingSubject {
	id: string;
	callUuid: string;
	/** On the media host. */
	url: string;
	/** Milliseconds since the epoch. */
	startedAt: number;
	endedAt: number;
	durationMs: number;
	/** 16-bit PCM in a WAV file, whatever format was asked for. One channel; of a stereo recording two: who is on the telephone, and the far side. */
	wav: Buffer;
}

/** The recordings of the account, served by the media host. */
export class Recordings {
	readonly #byId = new Map<string, Recording>();
	/** Set when the media host listens. */
	mediaUrl = '';

	constructor(private readonly authId: string) {}

	/** Where a recording with this id will be found. */
	urlOf(id: string): string {
		return `${this.mediaUrl}/v1/Account/${this.authId}/Recording/${id}.wav`;
	}

	add(recording: Recording): void {
		this.#byId.set(recording.id, recording);
	}

	find(id: string): Recording | undefined {
		return this.#byId.get(id);
	}

	/** Newest first. */
	all(): Recording[] {
		return [...this.#byId.values()].reverse();
	}

	/** Takes a recording and its file away; false when there is none with that id. */
	delete(id: string): boolean {
		return this.#byId.delete(id);
	}
}

/** Records a line: what the person says, or both sides of the call. */
export class LineRecorder {
	readonly id = randomUUID();
	readonly startedAt = Date.now();
	/** Milliseconds recorded so far. */
	durationMs = 0;

	readonly #caller: Int16Array[] = [];
	readonly #far: Int16Array[] = [];
	readonly #stops: (() => void)[] = [];
	#rate: SampleRate;

	/** @param stereo both sides on a channel of their own instead of mixed */
	constructor(
		line: CallLine,
		sides: 'caller' | 'both',
		private readonly stereo = false,
	) {
		this.#rate = line.rate;
		this.#stops.push(
			line.onCallerFrame((samples, rate) => {
				this.#caller.push(this.#converted(samples, rate));
				this.durationMs += (samples.length * 1000) / rate;
			}),
		);
		if (sides === 'caller') return;
		this.#stops.push(
			line.onFarFrame((samples, rate) => this.#far.push(this.#converted(samples, rate))),
		);
	}

	/** Ends the recording and puts it on the media host. */
	stop(callUuid: string, recordings: Recordings, subject: RecordingSubject = {}): Recording {
		for (const stop of this.#stops) stop();
		const caller = concatenateSamples(...this.#caller);
		const far = concatenateSamples(...this.#far);
		const recording: Recording = {
			...subject,
			id: this.id,
			callUuid,
			url: recordings.urlOf(this.id),
			startedAt: this.startedAt,
			endedAt: Date.now(),
			durationMs: Math.round(this.durationMs),
			wav: this.stereo
				? encodeStereoWav(caller, far, this.#rate)
				: encodeWav({ sampleRate: this.#rate, samples: mixed(caller, far) }),
		};
		recordings.add(recording);
		return recording;
	}

	/** The recording keeps the rate it began with. */
	#converted(samples: Int16Array, rate: SampleRate): Int16Array {
		return rate === this.#rate ? samples.slice() : resample(samples, rate, this.#rate);
	}
}

function mixed(one: Int16Array, other: Int16Array): Int16Array {
	return one.map((sample, i) => Math.max(-32768, Math.min(32767, sample + (other[i] ?? 0))));
}
