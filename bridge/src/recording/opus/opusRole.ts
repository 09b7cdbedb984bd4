import type { MessagePort } from 'node:worker_threads';
import type { OpusAnswer, OpusOrder } from './opusOrders';
import { OpusStream } from './opusStream';

/** The thread for Opus: holds the encoder of each recording. */
export function runOpusRole(port: MessagePort): void {
	const streams = new Map<number, OpusStream>();
	port.on('message', (order: OpusOrder) => {
		if (order.step === 'drop') {
			release(streams, order.recording);
			return;
		}
		const answer = obey(streams, order);
		port.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []);
	});
}

function obey(streams: Map<number, OpusStream>, order: OpusOrder): OpusAnswer {
	const { recording } = order;
	try {
		// A buffer of its own, which can be handed over.
		return { recording, bytes: new Uint8Array(bytesFor(streams, order)) };
	} catch (error) {
		release(streams, recording);
		return { recording, error: error instanceof Error ? error.message : String(error) };
	}
}

function bytesFor(streams: Map<number, OpusStream>, order: OpusOrder): Uint8Array {
	if (order.step === 'begin') {
		const begun = new OpusStream(order.sampleRate, order.serial);
		streams.set(order.recording, begun);
		return begun.begin();
	}
	const stream = streams.get(order.recording);
	if (!stream) throw new Error('This recording has not begun.');
	if (order.step === 'encode') return stream.encode(order.silence, order.samples);
	if (order.step === 'drop') throw new Error('This recording was given up.');
	const bytes = stream.finish(order.silence);
	release(streams, order.recording);
	return bytes;
}

function release(streams: Map<number, OpusStream>, recording: number): void {
	streams.get(recording)?.free();
	streams.delete(recording);
}
