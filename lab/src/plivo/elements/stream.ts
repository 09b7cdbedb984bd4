import { parseContentType } from '../../../../nodes/shared/audioFormat';
import { AudioStream } from '../audioStream';
import { readExtraHeaders } from '../streamEvents';
import type { StreamRequest } from '../streamRequest';
import { LONGEST_STREAM_S } from '../streamRequest';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext } from './element';
import { readEndpoint, readFlagAttribute, readNumberAttribute } from './element';

/** `<Stream>`: with keepCallAlive the document waits for its end, without it runs on at once. */
export async function runStream(
	node: XmlNode,
	{ call, world }: ElementContext,
): Promise<undefined> {
	if (call.streams.some((stream) => !stream.over)) {
		call.log('a second stream while one runs: Plivo allows one per call', 'refused');
		return;
	}
	const stream = new AudioStream(readStream(node), call, world);
	call.streams.push(stream);
	const over = stream.run();
	if (stream.keepsCallAlive) await over;
}

/** @param node a `<Stream>` that passed `checkElements` */
function readStream(node: XmlNode): StreamRequest {
	const { attributes } = node;
	const contentType = attributes.contentType ?? 'audio/x-l16;rate=8000';
	return {
		url: node.text.trim(),
		contentType,
		format: parseContentType(contentType),
		bidirectional: readFlagAttribute(node, 'bidirectional', false),
		track: (attributes.audioTrack ?? 'inbound') as StreamRequest['track'],
		timeoutSeconds: Math.min(
			readNumberAttribute(node, 'streamTimeout', LONGEST_STREAM_S),
			LONGEST_STREAM_S,
		),
		extraHeaders: readExtraHeaders(attributes.extraHeaders ?? ''),
		status: readEndpoint(node, 'statusCallbackUrl', 'statusCallbackMethod'),
		keepsCallAlive: readFlagAttribute(node, 'keepCallAlive', false),
	};
}
