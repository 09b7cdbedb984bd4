/** The audio a Plivo stream can carry, as its `contentType` attribute says it (plivo.md §7.1). */
export type StreamContentType =
	'audio/x-l16;rate=16000' | 'audio/x-l16;rate=8000' | 'audio/x-mulaw;rate=8000';

/** Raw mono samples: L16 is signed 16-bit little-endian, mu-law is 8-bit (plivo.md §8.3). */
export interface AudioFormat {
	encoding: 'audio/x-l16' | 'audio/x-mulaw';
	/** Samples per second. */
	sampleRate: 8000 | 16000;
	/** Bytes of one 20 ms frame. */
	bytesPerFrame: number;
}

const FORMATS: Record<StreamContentType, AudioFormat> = {
	'audio/x-l16;rate=16000': { encoding: 'audio/x-l16', sampleRate: 16000, bytesPerFrame: 640 },
	'audio/x-l16;rate=8000': { encoding: 'audio/x-l16', sampleRate: 8000, bytesPerFrame: 320 },
	'audio/x-mulaw;rate=8000': { encoding: 'audio/x-mulaw', sampleRate: 8000, bytesPerFrame: 160 },
};

/** Every content type that Plivo documents, best quality first. */
export const STREAM_CONTENT_TYPES = Object.keys(FORMATS) as readonly StreamContentType[];

/** Whether a text is one of the content types, letter for letter. */
export function isStreamContentType(contentType: string): contentType is StreamContentType {
	return (STREAM_CONTENT_TYPES as readonly string[]).includes(contentType);
}

/**
 * The audio format that a stream's `contentType` stands for.
 * @throws Error naming the accepted values when it is anything else
 */
export function parseContentType(contentType: string): AudioFormat {
	if (!isStreamContentType(contentType)) {
		throw new Error(
			`"${contentType}" is not a content type of a Plivo stream: use one of ${STREAM_CONTENT_TYPES.join(', ')}.`,
		);
	}
	return { ...FORMATS[contentType] };
}
