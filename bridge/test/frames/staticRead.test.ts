import type { Socket } from 'node:net';
import { eventually } from '../eventually';
import { moveToStaticRead, readTo, type Receiver } from '../../src/frames/staticRead';
import { connectedSockets, ended, endSockets } from './support/sockets';

/** For a socket that is never moved. */
const unread: Receiver = { read: () => undefined };

afterEach(endSockets);

const connected = async () => await connectedSockets({ allowHalfOpen: true, pauseOnConnect: true });

describe('static reads', () => {
	it('use the same memory for every read and every connection', async () => {
		const memory = new Set<ArrayBufferLike>();
		let heard = '';
		const receiver = {
			read: (bytes: Buffer, length: number) => {
				memory.add(bytes.buffer);
				heard += bytes.toString('latin1', 0, length);
			},
		};
		for (const name of ['a', 'b']) {
			const { accepted, dialled: client } = await connected();
			const moved = moveToStaticRead(accepted, receiver);
			ended(moved);
			expect(accepted.destroyed).toBe(true);
			client.write(`${name}1`);
			await eventually('it is read', () => heard.endsWith('1'));
			client.write(`${name}2`);
			await eventually('it is read', () => heard.endsWith('2'));
		}
		expect(heard).toBe('a1a2b1b2');
		expect(memory.size).toBe(1);
	});

	it('go to another receiver once they are redirected', async () => {
		const heard = ['', ''];
		const [first, second] = heard.map((_, index) => ({
			read: (bytes: Buffer, length: number) => {
				heard[index] += bytes.toString('latin1', 0, length);
			},
		})) as [Receiver, Receiver];
		const { accepted, dialled: client } = await connected();
		const moved = moveToStaticRead(accepted, first) as Socket;
		ended(moved);
		client.write('one');
		await eventually('it is read', () => heard[0] === 'one');
		readTo(moved, second);
		client.write('two');
		await eventually('it is read', () => heard[1] === 'two');
		expect(heard).toEqual(['one', 'two']);
	});

	it('leave a socket alone on which something is still being written', async () => {
		const { accepted, dialled: client } = await connected();
		client.pause();
		while (accepted.writableLength === 0) accepted.write(Buffer.alloc(100_000));
		expect(moveToStaticRead(accepted, unread)).toBeUndefined();
		expect(accepted.destroyed).toBe(false);
	});

	it('leave a socket alone whose handle is not what Node 24 has', async () => {
		const { accepted } = await connected();
		const handle = (accepted as unknown as { _handle: { useUserBuffer: unknown } })._handle;
		handle.useUserBuffer = undefined;
		expect(moveToStaticRead(accepted, unread)).toBeUndefined();
		expect(accepted.destroyed).toBe(false);
	});

	it('leave a closed socket alone', async () => {
		const { accepted } = await connected();
		accepted.destroy();
		expect(moveToStaticRead(accepted, unread)).toBeUndefined();
	});
});
