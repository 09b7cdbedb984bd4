import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { Endpoint } from './callFacts';

export const LONGEST_STREAM_S = 86_400;

/** What a stream is to be, whether a `<Stream>` (plivo.md §7.1) or the API (§5.4) asks for it. */
export interface StreamRequest {
	/** Of the service. */
	url: string;
	contentType: string;
	format: AudioFormat;
	bidirectional: boolean;
	track: 'inbound' | 'outbound' | 'both';
	timeoutSeconds: number;
	extraHeaders: [string, string][];
	status: Endpoint | undefined;
	/** Whether the document waits for its end; the API has no such thing. */
	keepsCallAlive: boolean;
}
