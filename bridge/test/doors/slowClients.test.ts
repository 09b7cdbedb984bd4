import { eventually } from '../eventually';
import { CONTROL_KEY, DoorsBench, echoRoute } from './support/doorsBench';
import { RawClient } from './support/rawClient';

describe('a client that is slow or stops', () => {
	let bench: DoorsBench;
	let handled = 0;
	let brokenOff = 0;
	const start = async (doors: object) => {
		bench = await DoorsBench.start({
			settings: { doors: { requestTimeoutMs: 100, controlKey: CONTROL_KEY, ...doors } },
			routes: [
				echoRoute(),
				echoRoute({
					method: 'POST',
					path: /^\/form$/,
					handle: (_routed, response) => {
						handled += 1;
						response.end();
					},
				}),
				echoRoute({
					path: /^\/large$/,
					handle: (_routed, response) => {
						response.once('close', () => (brokenOff += 1));
						response.end(Buffer.alloc(64_000_000));
					},
				}),
			],
		});
	};
	afterEach(async () => await bench.close());

	it('and sends nothing at all is disconnected', async () => {
		await start({});
		const client = await RawClient.connect(bench.port);
		await client.end();
	});

	it('and never finishes its headers is disconnected with 408', async () => {
		await start({});
		const client = await RawClient.connect(bench.port);
		client.send('GET /echo/a HTTP/1.1', 'Host: b', 'X-Slow: ');
		const drip = setInterval(() => client.socket.write('x'), 10);
		await client.end();
		clearInterval(drip);
		expect(client.statuses).toEqual([408]);
	});

	it('and never finishes its upgrade is disconnected with 408', async () => {
		await start({});
		const client = await RawClient.connect(bench.port);
		client.send(
			'GET /stream/x HTTP/1.1',
			'Host: b',
			'Connection: Upgrade',
			'Upgrade: websocket',
			'',
		);
		await client.end();
		expect(client.statuses).toEqual([408]);
		expect(bench.refused).toEqual([]);
	});

	it('and never finishes its body is disconnected, and the route not asked', async () => {
		await start({});
		const client = await RawClient.connect(bench.port);
		client.send('POST /form HTTP/1.1', 'Host: b', 'Content-Length: 1000', '', '');
		const drip = setInterval(() => client.socket.write('x'), 10);
		await client.end();
		clearInterval(drip);
		expect(handled).toBe(0);
	});

	it('and takes nothing of its answer is disconnected', async () => {
		await start({ idleResponseMs: 100 });
		const client = await RawClient.connect(bench.port);
		client.socket.pause();
		client.send('GET /large HTTP/1.1', 'Host: b', '', '');
		await eventually('the answer is given up', () => brokenOff === 1);
		client.socket.resume();
		await client.end();
		expect(client.answer.length).toBeLessThan(64_000_000);
	});

	it('does not keep others waiting', async () => {
		await start({ requestTimeoutMs: 60_000 });
		const clients = await Promise.all(
			Array.from({ length: 100 }, () => RawClient.connect(bench.port)),
		);
		for (const client of clients) client.send('GET /echo/a HTTP/1.1', 'Host: b', '');
		expect((await fetch(`${bench.url}/echo/a`)).status).toBe(200);
		for (const { socket } of clients) socket.destroy();
	});

	it('is closed at once when its address has too many connections', async () => {
		await start({ requestTimeoutMs: 60_000, connectionsPerAddress: 3 });
		const clients = await Promise.all(
			Array.from({ length: 5 }, () => RawClient.connect(bench.port)),
		);
		await eventually('two are closed', () => clients.filter(({ closed }) => closed).length === 2);
		expect(bench.metrics.connectionsRefused).toBe(2);
		const [open] = clients.filter(({ closed }) => !closed);
		open?.send('GET /echo/a HTTP/1.1', 'Host: b', '', '');
		await open?.receives('a||');
		for (const { socket } of clients) socket.destroy();
	});

	it('and is refused an upgrade is let go, even when it does not close', async () => {
		await start({ requestTimeoutMs: 60_000 });
		const client = await RawClient.connect(bench.port);
		client.send('GET /stream/x HTTP/1.1', 'Host: b', 'Connection: Upgrade', 'Upgrade: websocket');
		client.send('', '', '', 'frames that nobody waited for');
		await client.end();
		expect(client.statuses).toEqual([401]);
		expect(client.answer).toMatch(/\r\ncontent-length: 0\r\n/i);
		expect(client.answer).toMatch(/\r\n\r\n$/);
	});
});
