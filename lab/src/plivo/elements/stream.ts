import { AudioStream } from '../audioStream';
import type { XmlNode } from '../xmlDocument';
import type { ElementContext } from './element';

/** `<Stream>`: with keepCallAlive the document waits for its end, without it runs on at once. */
export async function runStream(
	node: XmlNode,
	{ call, world }: ElementContext,
): Promise<undefined> {
	if (call.streams.some((stream) => !stream.over)) {
		call.log('a second stream while one runs: Plivo allows one per call', 'refused');
		return;
	}
	const stream = new AudioStream(node, call, world);
	call.streams.push(stream);
	const over = stream.run();
	if (stream.keepsCallAlive) await over;
}
