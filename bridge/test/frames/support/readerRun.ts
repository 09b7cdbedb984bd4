import { WebSocket } from 'ws';
import { FrameReader } from '../../../src/frames/frameReader';
import type { Role } from '../../../src/frames/protocol';
import { Recorder } from './recorder';

/** What became of some bytes: everything heard, and at last `close 1000 why`, `violation 1002` or `open`. */
export interface Outcome {
	heard: string[];
	end: string;
}

/** Gives the pieces to a reader of ours. Each piece is overwritten afterwards, as a static read buffer is. */
export function readPieces(pieces: Buffer[], role: Role, maximumBytes: number): Outcome {
	const recorder = new Recorder();
	let end = 'open';
	const reader = new FrameReader(role, maximumBytes, {
		onPingFrame: (payload) => recorder.onPing(payload),
		onPongFrame: (payload) => recorder.onPong(payload),
		onCloseFrame: ({ code, reason }) => (end = `close ${code} ${reason}`),
		onViolation: ({ closeCode }) => (end = `violation ${closeCode}`),
		onFault: (error) => {
			throw error;
		},
	});
	reader.messages = recorder;
	for (const piece of pieces) {
		const memory = Buffer.from(piece);
		reader.read(memory, memory.length);
		memory.fill(0xee);
	}
	return { heard: recorder.heard, end };
}

/** The part of `ws` that reads frames; exported by it, missing in its types. */
interface OracleReceiver {
	write(bytes: Buffer): void;
	on(event: string, listener: (...values: never[]) => void): void;
}
type OracleClass = new (options: { isServer: boolean; maxPayload: number }) => OracleReceiver;
const Receiver = (WebSocket as unknown as { Receiver: OracleClass }).Receiver;

/** Gives the pieces to the reader of `ws`, as its socket would: none after an end. */
export async function readByOracle(
	pieces: Buffer[],
	role: Role,
	maximumBytes: number,
): Promise<Outcome> {
	const recorder = new Recorder();
	let end = 'open';
	const receiver = new Receiver({ isServer: role === 'server', maxPayload: maximumBytes });
	receiver.on('message', (data: Buffer, isBinary: boolean) => {
		if (isBinary) recorder.onBinary(data, false);
		else recorder.onText(data, false);
	});
	receiver.on('ping', (data: Buffer) => recorder.onPing(data));
	receiver.on('pong', (data: Buffer) => recorder.onPong(data));
	receiver.on('conclude', (code: number, reason: Buffer) => {
		end = `close ${code} ${reason.toString()}`;
	});
	receiver.on('error', (error: Error) => {
		const code = Object.getOwnPropertySymbols(error).find(
			(symbol) => symbol.description === 'status-code',
		);
		end = `violation ${String((error as unknown as Record<symbol, number>)[code as symbol])}`;
	});
	for (const piece of pieces) {
		if (end !== 'open') break;
		receiver.write(Buffer.from(piece));
		// Errors of a stream are told a tick later.
		await new Promise((resolve) => process.nextTick(resolve));
	}
	return { heard: recorder.heard, end };
}
