/** What Plivo says on its AudioStream socket, reduced to what the bridge acts on (plivo.md §8.1). */
export type PlivoMessage =
	| StartMessage
	| { event: 'media'; payload: string /* base64 */ }
	| { event: 'dtmf'; digit: string }
	| { event: 'played'; name: string | undefined }
	| { event: 'clearedAudio' }
	| { event: 'stop' }
	| { event: 'failed'; reason: string };

/** The first message: who is calling and how the audio is coded. Absent facts are undefined. */
export interface StartMessage {
	event: 'start';
	callId: string | undefined;
	streamId: string;
	encoding: string | undefined;
	sampleRate: number | undefined;
}

type Fields = Record<string, unknown>;

/**
 * Reads one frame. Plivo's pages, SDKs and tools disagree on details, so only what is used is looked at:
 * sequence numbers, chunks, timestamps and extra headers may take any form or be absent.
 * Anything else (not JSON, unknown events, the other track) is undefined and to be ignored.
 */
export function parsePlivoMessage(text: string): PlivoMessage | undefined {
	const message = parseFields(text);
	switch (message?.event) {
		case 'media':
			return readMedia(fieldsOf(message.media));
		case 'start':
			return readStart(message, fieldsOf(message.start));
		case 'dtmf':
			return readDigit(fieldsOf(message.dtmf).digit);
		// The reference says playedStream, a support page says played.
		case 'playedStream':
		case 'played':
			return { event: 'played', name: textOf(message.name) };
		case 'clearedAudio':
			return { event: 'clearedAudio' };
		case 'stop':
			return { event: 'stop' };
		case 'playFailed':
		case 'error':
			return { event: 'failed', reason: (textOf(message.reason) ?? '').slice(0, 200) };
		default:
			return undefined;
	}
}

function readMedia(media: Fields): PlivoMessage | undefined {
	if (typeof media.payload !== 'string' || media.track === 'outbound') return undefined;
	return { event: 'media', payload: media.payload };
}

function readStart(message: Fields, start: Fields): StartMessage {
	const format = fieldsOf(start.mediaFormat);
	const sampleRate = Number(format.sampleRate ?? Number.NaN);
	return {
		event: 'start',
		callId: textOf(start.callId),
		streamId: textOf(start.streamId) ?? textOf(message.streamId) ?? '',
		encoding: textOf(format.encoding)?.split(';')[0]?.trim().toLowerCase(),
		sampleRate: Number.isFinite(sampleRate) ? sampleRate : undefined,
	};
}

function readDigit(digit: unknown): PlivoMessage | undefined {
	const key = typeof digit === 'number' ? String(digit) : digit;
	return typeof key === 'string' && /^[0-9A-D*#]$/i.test(key)
		? { event: 'dtmf', digit: key.toUpperCase() }
		: undefined;
}

function parseFields(text: string): Fields | undefined {
	try {
		return fieldsOf(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function fieldsOf(value: unknown): Fields {
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
