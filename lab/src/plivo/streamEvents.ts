import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { encodeMulaw } from '../audio/mulaw';
import { samplesToBytes } from '../audio/pcm';
import type { PlivoVariants } from './variants';

export interface StreamIdentity {
	callId: string;
	streamId: string;
	accountId: string;
	tracks: string[];
	format: AudioFormat;
	extraHeaders: [string, string][];
}

/** Writes what Plivo sends on a stream's socket (plivo.md §8.1), in the shape of the variants. */
export class StreamEvents {
	#sequence = 0;
	readonly #chunks: Record<string, number> = {};
	readonly #startedAt = Date.now();

	constructor(
		private readonly stream: StreamIdentity,
		private readonly variants: PlivoVariants,
	) {}

	start(): string {
		const { callId, streamId, accountId, tracks, format } = this.stream;
		const { encoding, sampleRate } = format;
		return this.#write('start', {
			start: { callId, streamId, accountId, tracks, mediaFormat: { encoding, sampleRate } },
			...this.#extraHeaders(),
		});
	}

	/** One frame of 20 ms. */
	media(track: 'inbound' | 'outbound', samples: Int16Array): string {
		const bytes =
			this.stream.format.encoding === 'audio/x-mulaw'
				? Buffer.from(encodeMulaw(samples))
				: samplesToBytes(samples);
		const chunk = (this.#chunks[track] ?? 0) + 1;
		this.#chunks[track] = chunk;
		return this.#write('media', {
			streamId: this.stream.streamId,
			media: {
				track,
				timestamp: this.#timestamp(),
				chunk: this.variants.chunkAs === 'string' ? String(chunk) : chunk,
				payload: bytes.toString('base64'),
			},
			...this.#extraHeaders(),
		});
	}

	dtmf(digit: string): string {
		return this.#write('dtmf', {
			streamId: this.stream.streamId,
			dtmf: { track: 'inbound', digit, timestamp: this.#timestamp() },
			...this.#extraHeaders(),
		});
	}

	played(name: string): string {
		return this.#write(this.variants.playedEventName, { streamId: this.stream.streamId, name });
	}

	clearedAudio(): string {
		return this.#write('clearedAudio', { streamId: this.stream.streamId });
	}

	stop(reason: string): string {
		return this.#write('stop', { streamId: this.stream.streamId, reason });
	}

	#write(event: string, rest: object): string {
		this.#sequence += 1;
		return JSON.stringify({
			event,
			...(this.variants.sequenceNumbers === 'present' ? { sequenceNumber: this.#sequence } : {}),
			...rest,
		});
	}

	#timestamp(): string {
		const origin = this.variants.mediaTimestamp === 'epoch' ? 0 : this.#startedAt;
		return String(Date.now() - origin);
	}

	#extraHeaders(): { extra_headers?: string | null } {
		const pairs = this.stream.extraHeaders;
		const joined = (separator: string) =>
			pairs.map(([key, value]) => `${key}=${value}`).join(separator);
		switch (this.variants.extraHeadersFormat) {
			case 'string-comma':
				return { extra_headers: joined(',') };
			case 'string-semicolon':
				return { extra_headers: joined(';') };
			case 'json':
				return { extra_headers: JSON.stringify(Object.fromEntries(pairs)) };
			case 'missing':
				return {};
			case 'null':
				return { extra_headers: null };
		}
	}
}

/** The `extraHeaders` attribute: `k=v` pairs, separated by commas or semicolons (plivo.md §7.1). */
export function readExtraHeaders(attribute: string): [string, string][] {
	return attribute
		.split(/[,;]/)
		.map((pair) => pair.trim())
		.filter((pair) => pair.includes('='))
		.map((pair): [string, string] => {
			const equals = pair.indexOf('=');
			return [pair.slice(0, equals), pair.slice(equals + 1)];
		});
}
