import { headBytes, sealPayload, writeHead } from '../frames/frameWriter';
import { OPCODE } from '../frames/protocol';
import { decodeBase64, decodedBytes } from '../plivo/base64';

/**
 * The frame that carries caller audio to the agent (ultravox.md §8: binary s16le), made from the base64 text
 * `text[start, end)` of a media message: decoded straight into the frame and masked there with a key of its own
 * (RFC 6455 §5.3), for `FrameSocket.sendFrame`.
 * @returns undefined when the text is not pure base64 or not of whole samples: to be parsed and cut in the slow way
 */
export function audioFrameOf(text: Buffer, start: number, end: number): Buffer | undefined {
	const length = decodedBytes(text, start, end);
	if (length <= 0 || length % 2 !== 0) return undefined;
	const head = headBytes('client', length);
	const frame = Buffer.allocUnsafe(head + length);
	if (!decodeBase64(text, start, end, frame, head)) return undefined;
	writeHead(frame, 'client', OPCODE.binary, length);
	sealPayload(frame, 'client', head, frame.length);
	return frame;
}
