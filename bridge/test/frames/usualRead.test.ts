import { FrameReader } from '../../src/frames/frameReader';
import type { Shortcut } from '../../src/frames/messageSink';
import type { Role } from '../../src/frames/protocol';
import { bytesReadOf, claimReads, releaseReads, takeRead } from '../../src/frames/usualRead';
import { NO_ROW } from '../../src/hotTable';
import { eventually } from '../eventually';
import { collectGarbage } from './support/collectGarbage';
import { endAll, openPair } from './support/peers';
import { wire } from './support/wire';

afterEach(endAll);

const ROLES: Role[] = ['server', 'client'];

/** Takes what begins with "take". */
class Taker implements Shortcut {
	readonly taken: string[] = [];
	/** How each was offered: as a text, or as a binary one with or without more to follow. */
	readonly kinds: Array<'text' | boolean> = [];
	onTake: () => void = () => undefined;

	takeText(bytes: Buffer, start: number, end: number): boolean {
		this.kinds.push('text');
		return this.take(bytes, start, end);
	}

	takeBinary(bytes: Buffer, start: number, end: number, more: boolean): boolean {
		this.kinds.push(more);
		return this.take(bytes, start, end);
	}

	private take(bytes: Buffer, start: number, end: number): boolean {
		const text = bytes.toString('latin1', start, end);
		if (!text.startsWith('take')) return false;
		this.taken.push(text);
		this.onTake();
		return true;
	}
}

describe.each(ROLES)('reads of a %s that are one usual frame', (role) => {
	const masked = role === 'server';
	const text = (payload: string) => wire({ opcode: 1, payload, masked });
	const binary = (payload: string) => wire({ opcode: 2, payload, masked });
	/** One was taken already. `conforming`: how many reads went the conforming way since it is read. */
	const open = async () => {
		const pair = await openPair({ role, staticRead: true, maximumBytes: 9_000 });
		const taker = new Taker();
		pair.connection.shortcut = taker;
		await eventually('it is read', () => !pair.connection.isPaused);
		const read = jest.spyOn(pair.connection.reader, 'read');
		/** Writes as one read, and waits until it is heard. */
		const send = async (bytes: Buffer) => {
			const before = taker.taken.length + pair.recorder.heard.length;
			pair.peer.socket.write(bytes);
			await eventually('it is heard', () => {
				return taker.taken.length + pair.recorder.heard.length > before;
			});
		};
		await send(text('take 0'));
		return { ...pair, taker, send, conforming: () => read.mock.calls.length };
	};

	it('go to the shortcut, every length form', async () => {
		const { taker, recorder, send, conforming } = await open();
		const payloads = ['take', 'take'.padEnd(125), 'take'.padEnd(126, 'x'), 'take'.padEnd(9_000)];
		for (const payload of payloads) {
			await send(text(payload));
			await send(binary(payload));
		}
		expect(taker.taken).toEqual(['take 0', ...payloads.flatMap((payload) => [payload, payload])]);
		expect(taker.kinds).toEqual(['text', ...payloads.flatMap(() => ['text', false])]);
		expect(recorder.heard).toEqual([]);
		expect(conforming()).toBe(0);
	});

	it('go to the listener when the shortcut does not want them, unmasked once', async () => {
		const { recorder, send, conforming } = await open();
		await send(text('other'));
		await send(binary('thing'));
		expect(recorder.heard).toEqual(['text other', 'binary thing']);
		expect(recorder.more).toEqual([false, false]);
		expect(conforming()).toBe(0);
	});

	it('are told from all others, after which the next are usual again', async () => {
		const { taker, recorder, send, conforming, peer } = await open();
		await send(wire({ opcode: 9, payload: 'ping', masked }));
		await send(Buffer.concat([text('take 1'), text('take 2')]));
		await eventually('both are taken', () => taker.taken.length === 3);
		peer.socket.write(wire({ opcode: 1, payload: 'take a', final: false, masked }));
		await send(wire({ opcode: 9, payload: 'between', masked }));
		await send(wire({ opcode: 0, payload: ' whole', masked }));
		await send(wire({ opcode: 1, payload: 'take 3', masked, lengthBytes: 2 }));
		const cut = text('take in two');
		const whole = conforming();
		peer.socket.write(cut.subarray(0, 5));
		await eventually('the first part is read', () => conforming() > whole);
		await send(cut.subarray(5));
		const before = conforming();
		await send(text('take 4'));
		expect(conforming()).toBe(before);
		expect(taker.taken).toEqual(['take 0', 'take 1', 'take 2', 'take 3', 'take 4']);
		expect(recorder.heard).toEqual([
			'ping ping',
			'ping between',
			'text take a whole',
			'text take in two',
		]);
	});

	it('break the connection where others would', async () => {
		for (const bad of [
			wire({ opcode: 1, payload: 'take', masked: !masked }),
			wire({ opcode: 1, payload: 'take', masked, reserved: 4 }),
			wire({ opcode: 1, payload: 'take'.padEnd(20_000), masked }),
			wire({ opcode: 1, payload: Buffer.from([0xc3, 0x28]), masked }),
		]) {
			const { taker, recorder, peer } = await open();
			peer.socket.write(bad);
			await eventually('a Close comes', () => peer.frames.some((one) => one.startsWith('close')));
			expect(taker.taken).toEqual(['take 0']);
			expect(recorder.heard).toEqual([]);
		}
	});

	it('wait once the connection is paused, by the shortcut too', async () => {
		const { connection, taker, peer, send } = await open();
		taker.onTake = () => connection.pause();
		await send(text('take 1'));
		taker.onTake = () => undefined;
		peer.socket.write(text('take 2'));
		expect(connection.isPaused).toBe(true);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(taker.taken).toEqual(['take 0', 'take 1']);
		connection.resume();
		await eventually('it is taken', () => taker.taken.length === 3);
	});

	it('are no more once the shortcut has thrown, which ends the connection', async () => {
		const { connection, taker, peer, recorder } = await open();
		taker.onTake = () => {
			throw new Error('broken');
		};
		peer.socket.write(text('take 1'));
		await eventually('it is dropped', () => recorder.closes.length > 0);
		expect(connection.isClosed).toBe(true);
		expect(connection.reader.row).toBe(NO_ROW);
		expect(taker.taken).toEqual(['take 0', 'take 1']);
	});

	it('go to a new shortcut, and to none', async () => {
		const { connection, taker, recorder, send } = await open();
		const another = new Taker();
		connection.shortcut = another;
		connection.reader.messages = recorder;
		const waiting = new Promise<void>((resolve) => (another.onTake = () => resolve()));
		void send(text('take 1'));
		await waiting;
		connection.shortcut = undefined;
		await send(text('take 2'));
		expect([taker.taken, another.taken, recorder.heard]).toEqual([
			['take 0'],
			['take 1'],
			['text take 2'],
		]);
	});

	it('are not looked for in the rest of a frame that was cut', async () => {
		const { taker, recorder, send, peer, conforming } = await open();
		// The rest begins with what would be a usual frame.
		const inner = text('take me not');
		const outer = wire({
			opcode: 1,
			payload: Buffer.concat([Buffer.from('head '), inner]).toString('latin1'),
			masked,
			key: [0, 0, 0, 0],
		});
		const cut = outer.length - inner.length;
		const before = conforming();
		peer.socket.write(outer.subarray(0, cut));
		await eventually('the first part is read', () => conforming() > before);
		await send(outer.subarray(cut));
		expect(taker.taken).toEqual(['take 0']);
		expect(recorder.heard).toHaveLength(1);
		expect(recorder.heard[0]).toContain('text head ');
	});

	it('are refused between the fragments of a message', async () => {
		const { taker, recorder, peer, conforming } = await open();
		peer.socket.write(wire({ opcode: 1, payload: 'begun', final: false, masked }));
		await eventually('it is read', () => conforming() === 1);
		peer.socket.write(text('take 1'));
		await eventually('a Close comes', () => peer.frames.length > 0);
		expect(peer.frames).toEqual(['close 1002']);
		expect([taker.taken, recorder.heard]).toEqual([['take 0'], []]);
	});

	it('are signs of life', async () => {
		const { connection, send } = await open();
		expect(connection.beat()).toBe(true);
		expect(connection.beat()).toBe(false);
		await send(text('take 1'));
		expect(connection.beat()).toBe(true);
		expect(connection.beat()).toBe(false);
	});

	it('of one connection never go to another that has got its row', async () => {
		const first = await open();
		const { row } = first.connection.reader;
		first.connection.terminate();
		await eventually('it is gone', () => first.connection.isClosed);
		const second = await open();
		expect(second.connection.reader.row).toBe(row);
		await second.send(text('take second'));
		expect(first.taker.taken).toEqual(['take 0']);
		expect(second.taker.taken).toEqual(['take 0', 'take second']);
	});
});

const ignore = () => undefined;
const CONTROLS = {
	onPingFrame: ignore,
	onPongFrame: ignore,
	onCloseFrame: ignore,
	onViolation: ignore,
	onFault: ignore as (error: unknown) => void,
};

/** A reader with a row, and what it is given as reads of one frame each. */
function directReader(controls = CONTROLS) {
	const reader = new FrameReader('client', 1_000, controls);
	const taker = new Taker();
	reader.shortcut = taker;
	claimReads(reader, 0);
	let bytesRead = 0;
	const read = (...payloads: string[]) => {
		const frames = payloads.map((payload) => wire({ opcode: 1, payload, masked: false }));
		const bytes = Buffer.concat(frames);
		bytesRead += bytes.length;
		takeRead(reader.row, reader, bytesRead, bytes, 1_000);
	};
	return { reader, taker, read };
}

/** Plays a reader whose every read is a conforming one. */
function fakeReader() {
	const reads: number[] = [];
	return {
		reads,
		row: NO_ROW,
		read: (_: Buffer, length: number) => void reads.push(length),
		deliver: () => undefined,
		fault: () => undefined,
	};
}

describe('the row of a direct reader', () => {
	it('is worth nothing to a former one', () => {
		const [former, next] = [fakeReader(), fakeReader()];
		claimReads(former, 0);
		const { row } = former;
		releaseReads(former);
		claimReads(next, 0);
		expect([former.row, next.row]).toEqual([NO_ROW, row]);
		expect(takeRead(row, former, 10, Buffer.alloc(10), 10)).toBe(false);
		expect(takeRead(row, next, 10, Buffer.alloc(10), 10)).toBe(true);
		expect([former.reads, next.reads]).toEqual([[], [10]]);
		releaseReads(next);
	});

	it("is nobody's once it is released, and stays all zeros", () => {
		const reader = fakeReader();
		claimReads(reader, 5);
		const { row } = reader;
		releaseReads(reader);
		expect(takeRead(row, reader, 10, Buffer.alloc(10), 10)).toBe(false);
		expect([bytesReadOf(row), reader.reads]).toEqual([0, []]);
	});

	it('keeps neither its reader nor the shortcut alive once it is released', async () => {
		const [reader, taker] = (() => {
			const direct = directReader();
			releaseReads(direct.reader);
			return [new WeakRef(direct.reader), new WeakRef(direct.taker)];
		})();
		await eventually('both are forgotten', () => {
			collectGarbage();
			return reader!.deref() === undefined && taker!.deref() === undefined;
		});
	});

	it.each([2 ** 31 - 20, 2 ** 32 - 20, 2 ** 40 - 7])('counts beyond %d bytes', (before) => {
		const reader = fakeReader();
		claimReads(reader, before);
		const bytes = Buffer.alloc(100);
		for (let read = 1; read <= 10; read++) {
			expect(takeRead(reader.row, reader, before + read * 7, bytes, 100)).toBe(true);
		}
		expect(reader.reads).toEqual(Array<number>(10).fill(7));
		releaseReads(reader);
	});

	it('takes nothing that cannot have been a read: an end, an error, or more than fits', () => {
		const reader = fakeReader();
		claimReads(reader, 1_000);
		for (const bytesRead of [1_000, 999, 1_101, Number.NaN]) {
			expect(takeRead(reader.row, reader, bytesRead, Buffer.alloc(100), 100)).toBe(false);
		}
		expect(takeRead(reader.row, reader, 1_100, Buffer.alloc(100), 100)).toBe(true);
		expect(reader.reads).toEqual([100]);
		releaseReads(reader);
	});

	it('is no way past a reader that is paused or has halted', () => {
		const { reader, taker, read } = directReader();
		read('take 1');
		reader.pause();
		read('take 2');
		expect(taker.taken).toEqual(['take 1']);
		reader.resume();
		expect(taker.taken).toEqual(['take 1', 'take 2']);
		read('take 3');
		reader.halt();
		read('take 4');
		expect(taker.taken).toEqual(['take 1', 'take 2', 'take 3']);
		releaseReads(reader);
	});

	it('is no way past a reader whose shortcut has thrown, whoever deals with that', () => {
		for (const together of [false, true]) {
			const faults: unknown[] = [];
			const onFault = (error: unknown) => void faults.push(error);
			const { reader, taker, read } = directReader({ ...CONTROLS, onFault });
			taker.onTake = () => {
				throw new Error('broken');
			};
			if (together) read('take 1', 'take 2');
			else read('take 1');
			taker.onTake = ignore;
			read('take 3');
			expect(taker.taken).toEqual(['take 1']);
			expect(faults).toEqual([new Error('broken')]);
			releaseReads(reader);
		}
	});

	it('is not silent while nothing could be heard, and told once', () => {
		const { reader, read } = directReader();
		expect([reader.takeHeard(), reader.takeHeard()]).toEqual([true, false]);
		reader.beginListening();
		expect([reader.takeHeard(), reader.takeHeard()]).toEqual([true, false]);
		read('take 1');
		expect([reader.takeHeard(), reader.takeHeard()]).toEqual([true, false]);
		releaseReads(reader);
	});
});
