import { eventually } from '../eventually';
import { FrameError, type Role } from '../../src/frames/protocol';
import { Recorder } from './support/recorder';
import { endAll, openPair } from './support/peers';
import { closing, wire } from './support/wire';

afterEach(endAll);

/** The closing handshake of RFC 6455 §7, which may take a bounded time. */
describe.each<[Role, boolean]>([
	['server', true],
	['server', false],
	['client', true],
	['client', false],
])('closing as %s, static reads %s', (role, staticRead) => {
	const masked = role === 'server';
	const open = (settings = {}) => openPair({ role, staticRead, ...settings });
	const close = (code: number, reason = '') =>
		wire({ opcode: 8, payload: closing(code, reason), masked });

	it('says goodbye once and reports the answer', async () => {
		const { connection, recorder, peer } = await open();
		connection.close(1001, 'going');
		connection.close(1000);
		expect(connection.open).toBe(false);
		connection.sendText('late');
		expect(connection.sendFrame(Buffer.from('late'))).toBe(true);
		connection.ping();
		await peer.receives('close 1001 going');
		peer.socket.write(
			Buffer.concat([wire({ opcode: 1, payload: 'meanwhile', masked }), close(4000, 'ok')]),
		);
		if (role === 'server') await eventually('the server ends first', () => peer.ended);
		peer.socket.end();
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes).toEqual([{ code: 4000, reason: 'ok', error: undefined }]);
		expect(recorder.heard).toEqual(['text meanwhile']);
		expect(peer.frames).toEqual(['close 1001 going']);
	});

	it.each([
		['the other side says goodbye', { opcode: 8, payload: closing(1000, '') }, 'close 1000'],
		['the other side breaks the protocol', { opcode: 1, payload: '', reserved: 7 }, 'close 1002'],
	])('sends all that waits, and its Close behind it, when %s', async (_, end, expected) => {
		const { connection, peer } = await open();
		let sent = 0;
		const send = () => connection.sendBinary(Buffer.alloc(1_000_000, ++sent % 256));
		peer.socket.pause();
		// Part of a frame waits for the kernel, others behind it, and more of them behind those.
		while (connection.bufferedAmount === 0) send();
		for (let more = 0; more < 8; more++) send();
		const waiting = connection.bufferedAmount;
		while (connection.bufferedAmount === waiting) {
			peer.socket.resume();
			await new Promise((resolve) => setImmediate(resolve));
			peer.socket.pause();
		}
		for (let more = 0; more < 8; more++) send();
		expect(connection.bufferedAmount).toBeGreaterThan(0);
		peer.socket.write(wire({ ...end, masked }));
		await eventually('it is understood', () => !connection.open);
		peer.socket.resume();
		await eventually('our side ends', () => peer.ended || peer.closed);
		expect(peer.frames.length).toBe(sent + 1);
		expect(peer.frames.at(-1)).toBe(expected);
	});

	it('ends the TCP connection when it has answered', async () => {
		const { recorder, peer } = await open();
		peer.socket.write(close(1000));
		await peer.receives('close 1000');
		await eventually('our side ends', () => peer.ended);
		// A server waits for the client's end, a client is done.
		if (role === 'server') peer.socket.end();
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes).toEqual([{ code: 1000, reason: '', error: undefined }]);
	});

	it.each([
		['does not answer', () => Buffer.alloc(0), 1006, 60],
		// Long enough for the answer to be read on a busy machine.
		['answers and stays', () => close(1000), 1000, 1_500],
	])('gives up on a peer that %s', async (_, answer, code, closeTimeoutMs) => {
		const { connection, recorder, peer } = await open({ closeTimeoutMs });
		connection.close();
		await peer.receives('close 1000');
		peer.socket.write(answer());
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes).toEqual([{ code, reason: '', error: undefined }]);
	});

	it('gives up on a peer that says goodbye and neither reads nor ends', async () => {
		const { connection, recorder, peer } = await open({ closeTimeoutMs: 60 });
		peer.socket.pause();
		while (connection.bufferedAmount < 1_000_000) connection.sendBinary(Buffer.alloc(100_000));
		peer.socket.write(close(1000));
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes[0]).toMatchObject({ code: 1000 });
	});

	it('gives up on a peer that breaks the protocol and goes on sending', async () => {
		const { recorder, peer } = await open({ closeTimeoutMs: 60 });
		peer.socket.write(wire({ opcode: 3, masked }));
		await peer.receives('close 1002');
		const more = setInterval(() => peer.socket.write(wire({ opcode: 1, payload: 'x', masked })), 2);
		try {
			await eventually('it closes', () => recorder.closes.length > 0);
		} finally {
			clearInterval(more);
		}
		expect(recorder.heard).toEqual([]);
		expect(recorder.closes[0]?.code).toBe(1006);
		expect(recorder.closes[0]?.error).toBeInstanceOf(FrameError);
	});

	it('gives up on a half-open peer that does not take what is sent', async () => {
		const { connection, recorder, peer } = await open({ closeTimeoutMs: 60 });
		peer.socket.pause();
		while (connection.bufferedAmount < 1_000_000) connection.sendBinary(Buffer.alloc(100_000));
		peer.socket.end();
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes[0]?.code).toBe(1006);
	});

	it('reads on when it was paused', async () => {
		const { connection, recorder, peer } = await open();
		connection.pause();
		peer.socket.write(close(1000, 'bye'));
		connection.close(1000);
		await peer.receives('close 1000');
		peer.socket.end();
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes).toEqual([{ code: 1000, reason: 'bye', error: undefined }]);
	});

	it('does not mind a reset after the goodbye', async () => {
		const { recorder, peer } = await open();
		peer.socket.write(close(1000, 'bye'));
		await peer.receives('close 1000 bye');
		peer.socket.resetAndDestroy();
		await eventually('it closes', () => recorder.closes.length > 0);
		expect(recorder.closes).toEqual([{ code: 1000, reason: 'bye', error: undefined }]);
	});

	it('does not send what may not be sent', async () => {
		const { connection, peer } = await open();
		for (const code of [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 1000.5, NaN]) {
			expect(() => connection.close(code)).toThrow(RangeError);
		}
		expect(() => connection.close(1000, 'é'.repeat(62))).toThrow(RangeError);
		expect(connection.open).toBe(true);
		connection.close(1000, 'é'.repeat(61));
		await eventually('only the last is sent', () => peer.frames.length > 0);
		expect(peer.frames).toHaveLength(1);
	});

	it('is told to one who starts when it is over', async () => {
		const { connection, recorder, peer } = await open();
		peer.socket.destroy();
		await eventually('it closes', () => recorder.closes.length > 0);
		const late = new Recorder();
		connection.start(late);
		expect(late.closes).toEqual([]);
		await eventually('the late one is told', () => late.closes.length > 0);
		expect(late.closes[0]?.code).toBe(1006);
	});
});
