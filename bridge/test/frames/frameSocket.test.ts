import { eventually } from '../eventually';
import type { Role } from '../../src/frames/protocol';
import { endAll, openPair, type RawPeer } from './support/peers';
import { readWire, wire } from './support/wire';

afterEach(endAll);

const ROLES: Role[] = ['server', 'client'];

/** Waits until nothing flows any more while much is left to be sent. */
async function fills({ socket }: RawPeer): Promise<void> {
	let before = -1;
	let still = 0;
	await eventually('the network is full', () => {
		still = socket.writableLength === before ? still + 1 : 0;
		before = socket.writableLength;
		return before > 1_000_000 && still > 20;
	});
}

describe.each(ROLES)('a %s', (role) => {
	const masked = role === 'server';
	const text = (payload: string) => wire({ opcode: 1, payload, masked });

	describe.each([true, false])('with static reads %s', (staticRead) => {
		const open = (settings = {}) => openPair({ role, staticRead, ...settings });

		it('gives out what came with the handshake, after the start', async () => {
			const behindHandshake = Buffer.concat([text('first'), text('second').subarray(0, 4)]);
			const { recorder, peer } = await open({ behindHandshake });
			peer.socket.write(text('second').subarray(4));
			await eventually('both are heard', () => recorder.heard.length === 2);
			expect(recorder.heard).toEqual(['text first', 'text second']);
		});

		it('tells what arrived together', async () => {
			const { recorder, peer } = await open();
			peer.socket.write(Buffer.concat([text('a'), text('b'), text('c')]));
			await eventually('all are heard', () => recorder.heard.length === 3);
			expect(recorder.more).toEqual([true, true, false]);
			expect(recorder.readEnds).toBe(1);
			peer.socket.write(Buffer.concat([text('d'), text('e').subarray(0, 2)]));
			await eventually('the fourth is heard', () => recorder.heard.length === 4);
			expect(recorder.more[3]).toBe(true);
			expect(recorder.readEnds).toBe(2);
		});

		it('stops giving out at once when paused, and goes on in order', async () => {
			const { connection, recorder, peer } = await open();
			recorder.onMessage = (count) => {
				if (count === 2) connection.pause();
			};
			const tail = text('ending');
			peer.socket.write(Buffer.concat([...['a', 'b', 'c', 'd'].map(text), tail.subarray(0, 4)]));
			await eventually('it pauses', () => connection.isPaused);
			await new Promise((resolve) => setTimeout(resolve, 20));
			expect(recorder.heard).toEqual(['text a', 'text b']);
			recorder.onMessage = () => undefined;
			connection.resume();
			expect(recorder.heard).toHaveLength(2);
			peer.socket.write(tail.subarray(4));
			await eventually('the rest is heard', () => recorder.heard.length === 5);
			expect(recorder.heard.slice(2)).toEqual(['text c', 'text d', 'text ending']);
		});

		it('may be paused and resumed for every message', async () => {
			const { connection, recorder, peer } = await open();
			recorder.onMessage = () => {
				connection.pause();
				connection.resume();
			};
			const names = Array.from({ length: 50 }, (_, index) => `m${index}`);
			peer.socket.write(Buffer.concat(names.map(text)));
			await eventually('all are heard', () => recorder.heard.length === names.length);
			expect(recorder.heard).toEqual(names.map((name) => `text ${name}`));
		});

		it('leaves what is sent to a paused connection in the network', async () => {
			const { connection, recorder, peer } = await open();
			connection.pause();
			const frame = wire({ opcode: 2, payload: Buffer.alloc(50_000, 65), masked });
			let written = 0;
			for (; written < 400; written++) peer.socket.write(frame);
			await fills(peer);
			expect(recorder.heard).toEqual([]);
			connection.resume();
			await eventually('all is heard', () => recorder.heard.length === written);
			expect(new Set(recorder.heard)).toEqual(new Set([`binary ${'A'.repeat(50_000)}`]));
		});

		it('reads nothing while messages that waited pause it again', async () => {
			const { connection, recorder, peer } = await open();
			recorder.onMessage = () => connection.pause();
			const names = ['a', 'b', 'c', 'd'];
			peer.socket.write(Buffer.concat(names.map(text)));
			await eventually('the first is heard', () => recorder.heard.length === 1);
			connection.resume();
			await eventually('the second is heard', () => recorder.heard.length === 2);
			const frame = wire({ opcode: 2, payload: Buffer.alloc(50_000, 65), masked });
			for (let written = 0; written < 400; written++) peer.socket.write(frame);
			await fills(peer);
			expect(recorder.heard).toEqual(['text a', 'text b']);
		});

		it('knows what the kernel has not taken, and when it has', async () => {
			const { connection, recorder, peer } = await open();
			peer.socket.pause();
			const payload = Buffer.alloc(60_000);
			let sent = 0;
			for (; connection.bufferedAmount === 0; sent++) {
				payload.fill(sent);
				connection.sendBinary(payload);
			}
			const before = connection.bufferedAmount;
			for (let index = 0; index < 5; index++, sent++) {
				payload.fill(sent);
				connection.sendBinary(payload);
			}
			const head = role === 'client' ? 8 : 4;
			expect(connection.bufferedAmount - before).toBe(5 * (60_000 + head));
			expect(recorder.drains).toBe(0);
			peer.socket.resume();
			await eventually('it drains', () => connection.bufferedAmount === 0);
			await eventually('that is told', () => recorder.drains > 0);
			await eventually('all arrive', () => readWire(peer.received).length === sent);
			const frames = readWire(peer.received);
			frames.forEach((frame, index) => {
				expect(frame.masked).toBe(role === 'client');
				expect(frame.payload.equals(Buffer.alloc(60_000, index))).toBe(true);
			});
		});

		it('answers only the last ping of one that does not read', async () => {
			const { connection, recorder, peer } = await open();
			peer.socket.pause();
			let sent = 0;
			for (; connection.bufferedAmount < 20_000; sent++)
				connection.sendBinary(Buffer.alloc(60_000));
			const waiting = connection.bufferedAmount;
			for (let index = 0; index < 500; index++) {
				peer.socket.write(wire({ opcode: 9, payload: `p${index}`, masked }));
			}
			await eventually('the pings are heard', () => recorder.heard.length === 500);
			expect(connection.bufferedAmount).toBe(waiting);
			peer.socket.resume();
			await eventually('the answer comes', () => readWire(peer.received).length > sent);
			expect(peer.frames.slice(sent)).toEqual(['pong p499']);
			// It is answered once, not whenever the network is full again.
			const drains = recorder.drains;
			peer.socket.pause();
			while (connection.bufferedAmount === 0) connection.sendBinary(Buffer.alloc(60_000));
			peer.socket.resume();
			await eventually('it drains again', () => recorder.drains > drains);
			connection.sendText('the end');
			await eventually('the end arrives', () => peer.frames.at(-1) === 'text the end');
			expect(peer.frames.filter((frame) => frame.startsWith('pong'))).toHaveLength(1);
		});

		it('ends for good when terminated, in the middle of a read too', async () => {
			const { connection, recorder, peer } = await open();
			recorder.onMessage = () => connection.terminate();
			peer.socket.write(Buffer.concat([text('a'), text('b'), wire({ opcode: 9, masked })]));
			await eventually('it closes', () => recorder.closes.length > 0);
			connection.sendText('late');
			connection.ping();
			connection.close();
			await eventually('the peer notices', () => peer.closed || peer.ended);
			expect(recorder.heard).toEqual(['text a']);
			expect(recorder.closes).toEqual([{ code: 1006, reason: '', error: undefined }]);
			expect(peer.frames).toEqual([]);
		});

		it('reports a reset', async () => {
			const { connection, recorder, peer } = await open();
			peer.socket.resetAndDestroy();
			await eventually('it closes', () => connection.isClosed);
			expect(recorder.closes).toEqual([
				{ code: 1006, reason: '', error: expect.objectContaining({ code: 'ECONNRESET' }) },
			]);
		});

		it('takes the end of the stream for an end without goodbye', async () => {
			const { recorder, peer } = await open();
			peer.socket.end(text('last'));
			await eventually('it closes', () => recorder.closes.length > 0);
			await eventually('our side ends as well', () => peer.ended);
			expect(recorder.heard).toEqual(['text last']);
			expect(recorder.closes).toEqual([{ code: 1006, reason: '', error: undefined }]);
		});
	});

	it('sends messages as text, binary and ping', async () => {
		const { connection, recorder, peer } = await openPair({ role, staticRead: true });
		const audio = Buffer.from('audio');
		connection.sendText('grüße');
		connection.sendText(Buffer.from('bytes'));
		connection.sendBinary(audio);
		connection.ping('life');
		expect(() => connection.ping('x'.repeat(126))).toThrow(RangeError);
		const hello = Buffer.from('grüße').toString('latin1');
		await peer.receives(`text ${hello}`, 'text bytes', 'binary audio', 'ping life');
		expect(readWire(peer.received).map((frame) => frame.masked)).toEqual(
			Array(4).fill(role === 'client'),
		);
		expect(audio.toString()).toBe('audio');
		peer.socket.write(wire({ opcode: 10, payload: 'life', masked }));
		await eventually('the pong is heard', () => recorder.heard.includes('pong life'));
	});
});
