import type { Socket } from 'node:net';
import { readDirectly } from '../../src/frames/directRead';
import { STATIC_READ, readTo } from '../../src/frames/staticRead';
import { bytesReadOf } from '../../src/frames/usualRead';
import { NO_ROW } from '../../src/hotTable';
import { eventually } from '../eventually';
import { endAll, openPair } from './support/peers';
import { connectedSockets, endSockets } from './support/sockets';

/** The system's side of a socket. */
interface Handle {
	onread: (...values: unknown[]) => unknown;
	readonly bytesRead: number;
}

const handleOf = (socket: Socket) => (socket as unknown as { _handle: Handle })._handle;
afterEach(() => {
	endAll();
	endSockets();
});

class Collector {
	row = NO_ROW;
	text = '';
	read(bytes: Buffer, length: number): void {
		this.text += bytes.toString('latin1', 0, length);
	}
	/** Without a shortcut there are none. */
	deliver(): void {
		throw new Error('delivered');
	}
	fault(error: unknown): void {
		throw error;
	}
	/** Counted by direct reads only. */
	get bytesRead(): number {
		return this.row === NO_ROW ? 0 : bytesReadOf(this.row);
	}
}

/** A socket that reads statically, at first to `first`. */
async function reading() {
	const { dialled: near, accepted: far } = await connectedSockets({}, { onread: STATIC_READ });
	const first = new Collector();
	readTo(near, first);
	return { near, far, first };
}

async function heard(collector: Collector, text: string): Promise<void> {
	await eventually(`${text} is read`, () => collector.text === text);
}

describe('direct reads', () => {
	it('are given to the receiver past the streams, from where it takes over', async () => {
		const { near, far, first } = await reading();
		far.write('before');
		await heard(first, 'before');
		const second = new Collector();
		readDirectly(near, second);
		for (const [text, all] of [
			['one', 'one'],
			['two', 'onetwo'],
		] as const) {
			far.write(text);
			await heard(second, all);
		}
		expect(first.text).toBe('before');
		expect(second.bytesRead).toBe('beforeonetwo'.length);
		expect(near.bytesRead).toBe('beforeonetwo'.length);
	});

	it('carry any amount', async () => {
		const { near, far } = await reading();
		const collector = new Collector();
		readDirectly(near, collector);
		const sent = Array.from({ length: 40 }, (_, index) =>
			String.fromCharCode(65 + index).repeat(index * 997),
		);
		for (const text of sent) far.write(text);
		await heard(collector, sent.join(''));
		expect(collector.bytesRead).toBe(near.bytesRead);
	});

	it('stop and go on with the socket, and lose nothing', async () => {
		const { near, far } = await reading();
		const collector = new Collector();
		readDirectly(near, collector);
		far.write('one');
		await heard(collector, 'one');
		near.pause();
		await new Promise<void>((resolve) => far.write('two', () => resolve()));
		const { near: other, far: otherFar, first } = await reading();
		otherFar.write('later');
		await heard(first, 'later');
		expect(other.bytesRead).toBe(5);
		expect(collector.text).toBe('one');
		near.resume();
		await heard(collector, 'onetwo');
	});

	it('leave the end to the streams', async () => {
		const { near, far } = await reading();
		const collector = new Collector();
		readDirectly(near, collector);
		let ended = false;
		near.on('end', () => (ended = true));
		far.end('last');
		await eventually('the end is told', () => ended && near.destroyed);
		expect(collector.text).toBe('last');
	});

	it('leave errors to the streams', async () => {
		const { near, far } = await reading();
		const collector = new Collector();
		readDirectly(near, collector);
		const errors: Array<string | undefined> = [];
		near.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code));
		far.write('last');
		await heard(collector, 'last');
		far.resetAndDestroy();
		await eventually('the error is told', () => near.destroyed && errors.length > 0);
		expect(errors).toEqual(['ECONNRESET']);
		expect(collector.text).toBe('last');
	});

	it.each([
		['does not count its bytes', { bytesRead: undefined }, undefined],
		['has no read function', { onread: undefined }, undefined],
		['has another read function than others', { onread: () => undefined }, undefined],
		['counted something else than was read', {}, 3],
	])('leave alone a handle that %s', async (_, shape, bytesSoFar) => {
		const { near, far, first } = await reading();
		far.write('before');
		await heard(first, 'before');
		const collector = new Collector();
		const handle = handleOf(near);
		for (const [name, value] of Object.entries(shape)) {
			Object.defineProperty(handle, name, { value, configurable: true, writable: true });
		}
		readDirectly(near, collector, bytesSoFar);
		for (const name of Object.keys(shape)) Reflect.deleteProperty(handle, name);
		far.write('behind');
		await heard(collector, 'behind');
		expect(collector.bytesRead).toBe(0);
	});

	it('are given back to Node, and lose nothing, when more is counted than can have been read', async () => {
		const { near, far } = await reading();
		const { near: other } = await reading();
		const collector = new Collector();
		readDirectly(near, collector);
		far.write('one');
		await heard(collector, 'one');
		const handle = handleOf(near);
		Object.defineProperty(handle, 'bytesRead', { value: 1_000_000, configurable: true });
		far.write('two');
		await heard(collector, 'onetwo');
		Reflect.deleteProperty(handle, 'bytesRead');
		expect(handle.onread).toBe(handleOf(other).onread);
		far.write('three');
		await heard(collector, 'onetwothree');
		expect(collector.bytesRead).toBe('one'.length);
	});

	it.each(['server', 'client'] as const)('carry the frames to a %s', async (role) => {
		const own: boolean[] = [];
		for (const staticRead of [true, false]) {
			const { connection, peer, recorder } = await openPair({ role, staticRead });
			const { socket } = connection as unknown as { socket: Socket };
			// Node's own function is the same for every socket.
			own.push(handleOf(socket).onread === handleOf(peer.socket).onread);
			peer.socket.write(
				role === 'server'
					? Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x61])
					: Buffer.from([0x81, 1, 0x61]),
			);
			await eventually('it is heard', () => recorder.heard.length > 0);
		}
		expect(own).toEqual([false, true]);
	});
});
