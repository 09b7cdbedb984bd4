import type { StreamContentType } from './audioFormat';
import { parseContentType } from './audioFormat';
import type { XmlElement } from './xmlDocument';

const LONGEST_URL = 2048;
const LARGEST_EXTRA_HEADERS = 512;

/** Attributes of `<Stream>` (plivo.md §7.1). Plivo's defaults hold for what is left out. */
export type StreamAttributes = {
	/** Audio both ways. */
	bidirectional?: boolean;
	/** Only `inbound` goes with `bidirectional`. */
	audioTrack?: 'inbound' | 'outbound' | 'both';
	/** Seconds. */
	streamTimeout?: number;
	statusCallbackUrl?: string;
	statusCallbackMethod?: 'GET' | 'POST';
	/** Plivo's pages disagree about the default, so it is best always given. */
	contentType?: StreamContentType;
	/** `key=value,key2=value2`, at most 512 bytes. Plivo logs it: no secrets. */
	extraHeaders?: string;
	/** Without it a document that holds nothing else ends at once, and the call with it. */
	keepCallAlive?: boolean;
	noiseCancellation?: boolean;
	/** 60 to 100. */
	noiseCancellationLevel?: number;
};

/** The URL is never quoted in an error: whoever has it can join the call. */
function checkUrl(url: string): void {
	if (!/^wss?:\/\/[^\s/?#]+\S*$/i.test(url)) {
		throw new Error(
			'The URL of a Plivo stream must begin with wss:// or ws:// and have no spaces.',
		);
	}
	if (url.length > LONGEST_URL) {
		throw new Error(
			`The URL of a Plivo stream has ${url.length} characters; Plivo takes at most ${LONGEST_URL}.`,
		);
	}
	// The two protocols differ; the caller would hear nothing (ultravox.md §3 and §8.7).
	if (/\/server_web_socket\/?(?:[?#]|$)/.test(url)) {
		throw new Error(
			'The join URL of a serverWebSocket call cannot be given to Plivo: create the call with the plivo medium, or go through the bridge.',
		);
	}
}

function checkAttributes(attributes: StreamAttributes): void {
	const { audioTrack, bidirectional, contentType, extraHeaders } = attributes;
	const { noiseCancellationLevel: level, streamTimeout } = attributes;
	if (bidirectional === true && audioTrack !== undefined && audioTrack !== 'inbound') {
		throw new Error(
			`A bidirectional Plivo stream carries the inbound track only, not "${audioTrack}".`,
		);
	}
	if (contentType !== undefined) parseContentType(contentType);
	if (streamTimeout !== undefined && !(Number.isInteger(streamTimeout) && streamTimeout > 0)) {
		throw new Error('The timeout of a Plivo stream must be a whole number of seconds above 0.');
	}
	if (level !== undefined && !(Number.isInteger(level) && level >= 60 && level <= 100)) {
		throw new Error('The noise cancellation level of a Plivo stream must be from 60 to 100.');
	}
	const bytes = Buffer.byteLength(extraHeaders ?? '', 'utf8');
	if (bytes > LARGEST_EXTRA_HEADERS) {
		throw new Error(
			`The extra headers of a Plivo stream have ${bytes} bytes; Plivo takes at most ${LARGEST_EXTRA_HEADERS}.`,
		);
	}
}

/**
 * `<Stream>`: Plivo opens a WebSocket to the URL and the call's audio flows over it (plivo.md §7.1,
 * §8).
 * @param url `wss://` or `ws://`, at most 2048 characters
 * @throws Error in one sentence for what Plivo would refuse, or drop without a word
 */
export function stream(url: string, attributes: StreamAttributes): XmlElement {
	checkUrl(url);
	checkAttributes(attributes);
	return { name: 'Stream', attributes, content: url };
}
