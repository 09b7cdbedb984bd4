import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../eventually';
import type { Connection } from '../../src/frames/connection';
import { FramePath } from '../../src/frames/framePath';
import { frameOf } from '../../src/frames/frameWriter';
import { FrameError } from '../../src/frames/protocol';
import { CERTIFICATE, PRIVATE_KEY } from './support/certificate';
import { endAll, listen } from './support/peers';
import { Recorder } from './support/recorder';
import { wire } from './support/wire';

const LIMITS = { maximumBytes: 100_000, closeTimeoutMs: 60_000 };

const cleanups: Array<() => void> = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) cleanup();
	endAll();
});

interface Open {
	ours: Connection;
	recorder: Recorder;
	/** Plain `ws` on the other side, and what it got. */
	theirs: WebSocket;
	received: Array<{ text: string; isBinary: boolean }>;
}

function attach(theirs: WebSocket): Open['received'] {
	const received: Open['received'] = [];
	theirs.on('message', (data: Buffer, isBinary) => {
		received.push({ text: data.toString('latin1'), isBinary });
	});
	theirs.on('error', () => undefined);
	cleanups.push(() => theirs.terminate());
	return received;
}

async function accepted(path: 'own' | 'ws'): Promise<Open> {
	const recorder = new Recorder();
	let ours: Connection | undefined;
	const accept = (await FramePath.choose({ path })).acceptor(LIMITS);
	const port = await listen((request, socket, head) => {
		accept(request, socket, head, (connection) => {
			ours = connection;
			connection.start(recorder);
		});
	});
	const theirs = new WebSocket(`ws://127.0.0.1:${port}`);
	const received = attach(theirs);
	await eventually('it opens', () => ours && theirs.readyState === WebSocket.OPEN);
	return { ours: ours as Connection, recorder, theirs, received };
}

async function dialled(path: 'own' | 'ws'): Promise<Open> {
	const recorder = new Recorder();
	const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
	cleanups.push(() => server.close());
	await new Promise((resolve) => server.once('listening', resolve));
	let theirs: WebSocket | undefined;
	let received: Open['received'] = [];
	server.on('connection', (socket) => {
		theirs = socket;
		received = attach(socket);
	});
	let ours: Connection | undefined;
	const framePath = await FramePath.choose({ path });
	framePath.dial(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, LIMITS, {
		onConnected: (connection) => {
			ours = connection;
			connection.start(recorder);
		},
		onFailed: () => undefined,
	});
	await eventually('it opens', () => ours !== undefined && theirs !== undefined);
	return { ours: ours as Connection, recorder, theirs: theirs as WebSocket, received };
}

describe.each(['own', 'ws'] as const)('frames by %s', (path) => {
	describe.each([
		['accepted', 'server', accepted],
		['dialled', 'client', dialled],
	] as const)('on a connection that was %s', (_, role, open) => {
		it('sends and hears messages, pings and pongs', async () => {
			const { ours, recorder, theirs, received } = await open(path);
			ours.sendText('text');
			ours.sendBinary(Buffer.from('binary'));
			const frame = frameOf(role, 1, 'x'.repeat(300));
			expect(typeof ours.sendFrame(frame)).toBe('boolean');
			ours.sendFrame(frameOf(role, 2, 'short'));
			let pinged = '';
			theirs.on('ping', (payload: Buffer) => (pinged = payload.toString()));
			ours.ping('life');
			theirs.send('hello');
			theirs.send(Buffer.from('bytes'));
			theirs.ping('you?');
			await eventually('all is received', () => received.length === 4 && pinged === 'life');
			expect(received).toEqual([
				{ text: 'text', isBinary: false },
				{ text: 'binary', isBinary: true },
				{ text: 'x'.repeat(300), isBinary: false },
				{ text: 'short', isBinary: true },
			]);
			await eventually('all is heard', () => recorder.heard.length === 4);
			expect([...recorder.heard].sort()).toEqual([
				'binary bytes',
				'ping you?',
				'pong life',
				'text hello',
			]);
		});

		it('asks the shortcut first, about whole messages', async () => {
			const { ours, recorder, theirs } = await open(path);
			const asked: string[] = [];
			const isTaken = (bytes: Buffer, start: number, end: number) => {
				const text = bytes.toString('latin1', start, end);
				asked.push(text);
				return text.startsWith('take');
			};
			ours.shortcut = { takeText: isTaken, takeBinary: isTaken };
			for (const text of ['take this', 'leave this']) {
				theirs.send(text);
				theirs.send(Buffer.from(text));
			}
			await eventually('the rest is heard', () => recorder.heard.length === 2);
			expect(asked).toEqual(['take this', 'take this', 'leave this', 'leave this']);
			expect(recorder.heard).toEqual(['text leave this', 'binary leave this']);
			ours.shortcut = undefined;
			theirs.send('take this');
			await eventually('nobody takes it', () => recorder.heard.length === 3);
		});

		it('tells when the network has taken what it had not', async () => {
			const { ours, recorder, theirs, received } = await open(path);
			theirs.pause();
			let sent = 0;
			for (; ours.bufferedAmount < 200_000; sent++) ours.sendBinary(Buffer.alloc(60_000, sent));
			expect(recorder.drains).toBe(0);
			theirs.resume();
			await eventually('it drains', () => recorder.drains > 0 && ours.bufferedAmount === 0);
			await eventually('all arrives', () => received.length === sent);
			received.forEach(({ text }, index) => {
				expect(text === Buffer.alloc(60_000, index).toString('latin1')).toBe(true);
			});
		});

		it('hears nothing while paused, and all of it afterwards', async () => {
			const { ours, recorder, theirs } = await open(path);
			ours.pause();
			expect(ours.isPaused).toBe(true);
			theirs.send('waits');
			await new Promise((resolve) => setTimeout(resolve, 30));
			expect(recorder.heard).toEqual([]);
			ours.resume();
			await eventually('it is heard', () => recorder.heard.length === 1);
			expect(ours.isPaused).toBe(false);
		});

		it('finds out who is silent for good: no word, no pong', async () => {
			const { ours, recorder, theirs } = await open(path);
			expect(ours.beat()).toBe(true);
			await eventually('the pong comes', () => recorder.heard.length === 1);
			expect(ours.beat()).toBe(true);
			await eventually('the next pong comes', () => recorder.heard.length === 2);
			theirs.pause();
			ours.pause();
			expect([ours.beat(), ours.beat(), ours.beat()]).toEqual([true, true, true]);
			ours.resume();
			expect([ours.beat(), ours.beat()]).toEqual([true, false]);
			theirs.resume();
		});

		it('closes with code and reason, on either side', async () => {
			const first = await open(path);
			let closed: string | undefined;
			first.theirs.on('close', (code, reason) => (closed = `${code} ${reason.toString()}`));
			expect(() => first.ours.close(1006)).toThrow();
			first.ours.close(4001, 'enough');
			expect(first.ours.open).toBe(false);
			expect(await eventually('they close', () => closed)).toBe('4001 enough');
			await eventually('we close', () => first.ours.isClosed && first.recorder.closes.length > 0);
			const second = await open(path);
			second.theirs.close(4002, 'no more');
			await eventually('we close', () => second.ours.isClosed);
			expect(second.recorder.closes).toEqual([{ code: 4002, reason: 'no more', error: undefined }]);
			second.ours.sendText('late');
			second.ours.sendFrame(frameOf(role, 1, 'late'));
		});

		it.each([
			['a message beyond the limit', { opcode: 1, payload: Buffer.alloc(100_001) }, 1009],
			['an opcode that is reserved', { opcode: 3 }, 1002],
			['a text that is not UTF-8', { opcode: 1, payload: Buffer.of(0xff) }, 1007],
		])('refuses %s, and tells what it has answered', async (_what, frame, code) => {
			const { recorder, theirs } = await open(path);
			let told = 0;
			theirs.on('close', (closeCode) => (told = closeCode));
			const { _socket: socket } = theirs as unknown as { _socket: Socket };
			socket.write(wire({ ...frame, masked: role === 'server' }));
			await eventually('it is closed', () => told === code);
			await eventually('that is told', () => recorder.closes.length === 1);
			expect(recorder.closes[0]).toMatchObject({ code: 1006, error: { closeCode: code } });
			expect(recorder.closes[0]?.error).toBeInstanceOf(FrameError);
		});

		it('drops the connection when terminated', async () => {
			const { ours, recorder, theirs } = await open(path);
			let code = 0;
			theirs.on('close', (told) => (code = told));
			ours.terminate();
			await eventually('both notice', () => code === 1006 && recorder.closes.length === 1);
			expect(recorder.closes[0]?.code).toBe(1006);
		});
	});

	it('tells once when nobody answers, and gives up when told to', async () => {
		const framePath = await FramePath.choose({ path });
		const failures: Array<Error | undefined> = [];
		const listener = {
			onConnected: () => failures.push(new Error('it must not connect')),
			onFailed: (error: Error | undefined) => failures.push(error),
		};
		const silent = createServer();
		cleanups.push(() => silent.close());
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const { port } = silent.address() as AddressInfo;
		const abandon = framePath.dial(`ws://127.0.0.1:${port}`, LIMITS, listener);
		abandon();
		await eventually('the first fails', () => failures.length === 1);
		abandon();
		silent.close();
		framePath.dial(`ws://127.0.0.1:${port}`, LIMITS, listener);
		await eventually('the second fails', () => failures.length === 2);
		expect((failures[1] as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
		expect(() => framePath.dial('nowhere', LIMITS, listener)).toThrow(SyntaxError);
	});

	it('is led nowhere else', async () => {
		let asked = 0;
		const port = await listen((_request, socket) => {
			asked += 1;
			socket.end(`HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:${port}/\r\n\r\n`);
		});
		const framePath = await FramePath.choose({ path });
		let failure: string | undefined;
		framePath.dial(`ws://127.0.0.1:${port}`, LIMITS, {
			onConnected: () => (failure = 'it must not connect'),
			onFailed: (error) => (failure = error?.message),
		});
		expect(await eventually('it fails', () => failure)).toContain('302');
		expect(asked).toBe(1);
	});

	describe('over TLS', () => {
		let port: number;
		/** Which names of the server were asked for (SNI). */
		let names: string[];

		beforeEach(async () => {
			names = [];
			const webSocketServer = new WebSocketServer({ noServer: true });
			const server = createHttpsServer({
				cert: CERTIFICATE,
				key: PRIVATE_KEY,
				SNICallback: (name, answer) => {
					names.push(name);
					answer(null);
				},
			});
			server.on('upgrade', (request, socket, head) => {
				webSocketServer.handleUpgrade(request, socket, head, (theirs) => void attach(theirs));
			});
			cleanups.push(() => server.close());
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			({ port } = server.address() as AddressInfo);
		});

		it('dials an agent whose certificate is vouched for, with one context for all', async () => {
			const trusting = tls.createSecureContext({ ca: CERTIFICATE });
			const framePath = new FramePath(path, path === 'own', trusting);
			const made = jest.spyOn(tls, 'createSecureContext');
			cleanups.push(() => made.mockRestore());
			const recorders = [new Recorder(), new Recorder()];
			let opened = 0;
			for (const recorder of recorders) {
				framePath.dial(`wss://127.0.0.1:${port}`, LIMITS, {
					onConnected: (connection) => {
						opened += 1;
						connection.start(recorder);
						cleanups.push(() => connection.terminate());
					},
					onFailed: (error) => {
						throw error ?? new Error('given up');
					},
				});
			}
			await eventually('both open', () => opened === 2);
			expect(made).not.toHaveBeenCalled();
			// An address is no name (RFC 6066 §3).
			expect(names).toEqual([]);
		});

		it('refuses an agent whose certificate nobody vouches for, by the context it has by default', async () => {
			const framePath = await FramePath.choose({ path });
			const made = jest.spyOn(tls, 'createSecureContext');
			cleanups.push(() => made.mockRestore());
			let failure: string | undefined;
			framePath.dial(`wss://127.0.0.1:${port}`, LIMITS, {
				onConnected: () => (failure = 'it must not connect'),
				onFailed: (error) => (failure = (error as NodeJS.ErrnoException).code),
			});
			expect(await eventually('it fails', () => failure)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
			expect(made).not.toHaveBeenCalled();
		});

		it('refuses an agent whose certificate is for another name', async () => {
			const framePath = new FramePath(
				path,
				path === 'own',
				tls.createSecureContext({ ca: CERTIFICATE }),
			);
			let failure: string | undefined;
			framePath.dial(`wss://localhost:${port}`, LIMITS, {
				onConnected: () => (failure = 'it must not connect'),
				onFailed: (error) => (failure = (error as NodeJS.ErrnoException).code),
			});
			expect(await eventually('it fails', () => failure)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
			expect(names).toEqual(['localhost']);
		});
	});
});
