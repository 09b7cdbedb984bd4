import { BurstDecoder, encodeBurst } from './modem';
import { concatenateSamples } from './pcm';
import type { SampleRate } from './pcm';
import { DEFAULT_SPEECH_MS, renderSpeech } from './speech';
import { BLOCK_MS, VoiceActivity } from './voiceActivity';

/** Silence between the burst and the speech of an utterance, in milliseconds. */
const PAUSE_BEFORE_SPEECH_MS = 40;

/** How `prepareUtterance` renders a text. */
export interface UtteranceOptions {
	/**
	 * Append the text spoken by espeak-ng, if that is installed. On by default, and off by default
	 * where the environment says LAB_SPEECH=0.
	 */
	speech?: boolean;
	/** Longest spoken part, in milliseconds; 4000 by default. */
	maxSpeechMs?: number;
}

/** Something the other side said, as decoded from the audio received from it. */
export interface HeardUtterance {
	text: string;
	/** False when it was cut off; the text is what was heard until then. */
	complete: boolean;
	/** Stream time: milliseconds of audio received before. */
	startedAtMs: number;
	/** End of the modem burst, in stream time; speech may follow it. */
	endedAtMs: number;
}

/** What an `UtteranceDecoder` reports, in the order of the stream. Times are stream time in ms. */
export interface UtteranceListener {
	/** Sound began at `atMs`; called 20 ms later. */
	onSpeechStart?(atMs: number): void;
	/** A text was decoded; called at the end of its burst, before the speech after it. */
	onUtterance?(heard: HeardUtterance): void;
	/**
	 * The last sound ended at `atMs`; called after 200 ms of silence. Whatever was said before has
	 * been reported by then.
	 */
	onQuiet?(atMs: number): void;
}

/**
 * The sound of a text as a modem burst alone: about 0.1 s and 8.3 ms per UTF-8 byte.
 *
 * @returns 16-bit samples
 */
export function encodeUtterance(text: string, sampleRate: SampleRate): Int16Array {
	return encodeBurst(text, sampleRate);
}

/**
 * The sound of a text as a modem burst, followed by the text as speech where espeak-ng is
 * installed.
 *
 * @returns 16-bit samples
 */
export async function prepareUtterance(
	text: string,
	sampleRate: SampleRate,
	options: UtteranceOptions = {},
): Promise<Int16Array> {
	const burst = encodeBurst(text, sampleRate);
	const { speech = process.env.LAB_SPEECH !== '0', maxSpeechMs = DEFAULT_SPEECH_MS } = options;
	const spoken = speech ? await renderSpeech(text, sampleRate, maxSpeechMs) : null;
	if (spoken === null) return burst;
	const pause = new Int16Array((PAUSE_BEFORE_SPEECH_MS * sampleRate) / 1000);
	return concatenateSamples(burst, pause, spoken);
}

/**
 * Hears what is said in a stream of audio: the texts of its modem bursts, and when there is sound
 * at all. Takes chunks of any size; 20 ms of them cost some microseconds, silence next to nothing.
 */
export class UtteranceDecoder {
	/** Everything heard so far, in the order of its end. */
	readonly heard: HeardUtterance[] = [];

	private readonly bursts: BurstDecoder;
	private readonly activity: VoiceActivity;
	private readonly utteranceListeners: Array<(heard: HeardUtterance) => void> = [];
	private readonly blockSamples: number;

	/**
	 * @param sampleRate samples per second of the stream
	 * @param listener told of everything, synchronously from within `push` and `flush`
	 */
	constructor(sampleRate: SampleRate, listener: UtteranceListener = {}) {
		this.blockSamples = (BLOCK_MS * sampleRate) / 1000;
		this.bursts = new BurstDecoder(sampleRate, ({ text, complete, startedAt, endedAt }) => {
			const startedAtMs = (startedAt * 1000) / sampleRate;
			const endedAtMs = (endedAt * 1000) / sampleRate;
			const heard: HeardUtterance = { text, complete, startedAtMs, endedAtMs };
			this.heard.push(heard);
			listener.onUtterance?.(heard);
			for (const notify of this.utteranceListeners) notify(heard);
		});
		this.activity = new VoiceActivity(sampleRate, {
			onStart: (atMs) => listener.onSpeechStart?.(atMs),
			onEnd: (atMs) => listener.onQuiet?.(atMs),
		});
	}

	/** Whether the other side talks: there is sound now, or was in the last 200 ms of the stream. */
	get speaking(): boolean {
		return this.activity.speaking;
	}

	/** Calls the listener for each utterance from now on. */
	on(listener: (heard: HeardUtterance) => void): void {
		this.utteranceListeners.push(listener);
	}

	/** Takes the next samples of the stream. */
	push(samples: Int16Array): void {
		// In small steps, so that the reports come in the order of the stream.
		for (let start = 0; start < samples.length; start += this.blockSamples) {
			const block = samples.subarray(start, start + this.blockSamples);
			this.bursts.push(block);
			this.activity.push(block);
		}
	}

	/**
	 * Ends the stream, or a part of it: an utterance that is being received is reported as cut off,
	 * and speech ends with its last sound.
	 */
	flush(): void {
		this.bursts.flush();
		this.activity.flush();
	}
}
