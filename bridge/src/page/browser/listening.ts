/** The Listen button: plays a call's audio as it comes. Works without a secure context, unlike audio worklets. */
export const listening = `
const CHANNELS = 2;
const BYTES_PER_FRAME = 2 * CHANNELS;
/** Audio is played this long after it came, so that the next is there in time. */
const BEHIND_SECONDS = 0.15;
/** More than this in hand is a delay that need not be: playing begins anew. */
const MOST_SECONDS = 0.5;

/** One call being listened to, caller left and agent right. */
export class Listening {
	/** @param {string} callId @param {(problem: string | null) => void} onStop it has stopped: by itself, or for a reason */
	constructor(callId, onStop) {
		this.callId = callId;
		this.onStop = onStop;
		this.abort = new AbortController();
		/** @type {AudioContext | null} */
		this.context = null;
		/** When the next piece is to be heard, by the clock of the context. */
		this.next = 0;
		/** Bytes of a frame that has not come whole. */
		this.rest = new Uint8Array(0);
		this.run().then(
			(problem) => this.stop(problem),
			() => this.stop('Listening broke off'),
		);
	}

	/** @param {string | null} [problem] */
	stop(problem = null) {
		if (this.abort.signal.aborted) return;
		this.abort.abort();
		void this.context?.close();
		this.onStop(problem);
	}

	/** @returns {Promise<string | null>} what went wrong; null at the end of the call */
	async run() {
		const url = new URL('calls/' + encodeURIComponent(this.callId) + '/audio', import.meta.url);
		const response = await fetch(url, { signal: this.abort.signal });
		if (!response.ok || !response.body) return (await response.text()).trim();
		const sampleRate = Number(response.headers.get('x-sample-rate'));
		// At the rate of the call: what is resampled piece by piece clicks at the seams.
		this.context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
		await this.context.resume();
		const reader = response.body.getReader();
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return null;
			this.play(this.context, value);
		}
	}

	/** @param {AudioContext} context @param {Uint8Array} bytes */
	play(context, bytes) {
		const whole = new Uint8Array(this.rest.length + bytes.length);
		whole.set(this.rest);
		whole.set(bytes, this.rest.length);
		const frames = Math.floor(whole.length / BYTES_PER_FRAME);
		this.rest = whole.slice(frames * BYTES_PER_FRAME);
		if (frames === 0) return;
		const view = new DataView(whole.buffer);
		const buffer = context.createBuffer(CHANNELS, frames, context.sampleRate);
		for (let channel = 0; channel < CHANNELS; channel += 1) {
			const samples = buffer.getChannelData(channel);
			for (let frame = 0; frame < frames; frame += 1) {
				samples[frame] = view.getInt16(frame * BYTES_PER_FRAME + channel * 2, true) / 32768;
			}
		}
		const now = context.currentTime;
		// Too late for its turn, or too far behind the call.
		if (this.next < now) this.next = now + BEHIND_SECONDS;
		else if (this.next > now + MOST_SECONDS) return;
		const source = context.createBufferSource();
		source.buffer = buffer;
		source.connect(context.destination);
		source.start(this.next);
		this.next += buffer.duration;
	}
}
`;
