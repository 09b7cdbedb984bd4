import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { decodeMulaw } from '../audio/mulaw';
import { bytesToSamples } from '../audio/pcm';

/** What a service may send on a stream's socket (plivo.md §8.2). */
export type ServiceMessage =
	| { event: 'playAudio'; samples: Int16Array }
	| { event: 'checkpoint'; name: string }
	| { event: 'clearAudio' }
	| { event: 'sendDTMF'; digits: string };

export interface ServiceMessageReading {
	/** Undefined when Plivo drops the message, for the reason in `dropped`. */
	message?: ServiceMessage;
	dropped?: string;
	/** Keys that Plivo does not know. */
	unknown: string[];
}

const MAXIMUM_MESSAGE_BYTES = 64 * 1024;

const KNOWN_KEYS: Record<string, string[]> = {
	playAudio: ['event', 'media', 'streamId'],
	checkpoint: ['event', 'streamId', 'name'],
	clearAudio: ['event', 'streamId'],
	sendDTMF: ['event', 'streamId', 'dtmf'],
};
const MEDIA_KEYS = ['contentType', 'sampleRate', 'payload'];

/** Reads one message. What Plivo does not like is dropped, and nobody is told (plivo.md §8.2). */
export function readServiceMessage(
	data: Buffer,
	isBinary: boolean,
	stream: { streamId: string; format: AudioFormat; bidirectional: boolean },
): ServiceMessageReading {
	const unknown: string[] = [];
	const drop = (dropped: string): ServiceMessageReading => ({ dropped, unknown });
	if (isBinary) return drop('a binary message');
	if (data.length > MAXIMUM_MESSAGE_BYTES) return drop(`a message of ${data.length} bytes`);
	const body = parseObject(data);
	if (!body) return drop('a message that is not a JSON object');
	const event = String(body.event);
	const known = Object.hasOwn(KNOWN_KEYS, event) ? KNOWN_KEYS[event] : undefined;
	if (!known) return drop(`an unknown event ${event.slice(0, 40)}`);
	unknown.push(...Object.keys(body).filter((key) => !known.includes(key)));
	if (body.streamId !== undefined && body.streamId !== stream.streamId) {
		return drop(`${event} for another stream`);
	}
	if (!stream.bidirectional) return drop(`${event} on a stream that is not bidirectional`);
	switch (event) {
		case 'clearAudio':
			return { message: { event }, unknown };
		case 'checkpoint':
			return typeof body.name === 'string' && body.name !== ''
				? { message: { event, name: body.name }, unknown }
				: drop('checkpoint without a name');
		case 'sendDTMF':
			return typeof body.dtmf === 'string' && /^[0-9A-D*#wW]+$/.test(body.dtmf)
				? { message: { event, digits: body.dtmf }, unknown }
				: drop('sendDTMF without digits');
		default: {
			const media = isObject(body.media) ? body.media : {};
			unknown.push(
				...Object.keys(media)
					.filter((key) => !MEDIA_KEYS.includes(key))
					.map((key) => `media.${key}`),
			);
			const audio = readAudio(media, stream.format);
			return typeof audio === 'string'
				? drop(`playAudio ${audio}`)
				: { message: { event: 'playAudio', samples: audio }, unknown };
		}
	}
}

/** The samples, or why Plivo stays silent about them. */
function readAudio(media: Record<string, unknown>, format: AudioFormat): Int16Array | string {
	const { contentType, sampleRate, payload } = media;
	if (contentType !== format.encoding) return `with content type ${String(contentType)}`;
	if (sampleRate !== format.sampleRate) return `with sample rate ${JSON.stringify(sampleRate)}`;
	if (typeof payload !== 'string' || payload === '') return 'without payload';
	if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(payload)) {
		return 'whose payload is not base64';
	}
	const bytes = Buffer.from(payload, 'base64');
	if (bytes.subarray(0, 4).toString('latin1') === 'RIFF') return 'with a WAV header in it';
	if (format.encoding === 'audio/x-mulaw') return decodeMulaw(bytes);
	return bytes.length % 2 === 0 ? bytesToSamples(bytes) : 'with half a sample';
}

function parseObject(data: Buffer): Record<string, unknown> | undefined {
	try {
		const parsed: unknown = JSON.parse(data.toString('utf8'));
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
