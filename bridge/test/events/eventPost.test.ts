import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EventPoster } from '../../src/events/eventPost';
import { eventually } from '../eventually';
import { SECRET } from './support/senderBench';

describe('the POST of an event', () => {
	let server: Server;
	let poster: EventPoster;
	const sockets = new Set<Socket>();
	afterEach(async () => {
		poster.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const serve = async (listener: RequestListener) => {
		sockets.clear();
		poster = new EventPoster();
		server = createServer((request, response) => {
			sockets.add(request.socket);
			request.resume();
			request.on('end', () => listener(request, response));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	const post = async (
		url: string,
		timeoutMs = 20_000,
		signal = new AbortController().signal,
		body = '{}',
	) => await poster.post(url, body, { secret: SECRET, timeoutMs, signal });

	it('goes over one connection as long as there is one', async () => {
		const url = await serve((_request, response) => response.end('some answer'));
		for (let count = 0; count < 5; count++) {
			expect(await post(url)).toEqual({ verdict: 'accepted', detail: 200 });
		}
		expect(sockets.size).toBe(1);
	});

	it('is made again at once when the server was just closing that connection', async () => {
		let requests = 0;
		const url = await serve((request, response) => {
			requests += 1;
			if (requests === 2) request.socket.resetAndDestroy();
			else response.end();
		});
		expect(await post(url)).toMatchObject({ verdict: 'accepted' });
		expect(await post(url)).toMatchObject({ verdict: 'accepted' });
		expect(requests).toBe(3);
	});

	it('is told by the status alone; of a long answer only the beginning is read', async () => {
		let written = 0;
		const url = await serve((_request, response) => {
			const write = () => {
				while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
			};
			response.on('drain', write);
			write();
		});
		expect(await post(url)).toEqual({ verdict: 'accepted', detail: 200 });
		await eventually('the connection is gone', () =>
			[...sockets].every(({ destroyed }) => destroyed),
		);
		expect(written).toBeLessThan(64 * 1_048_576);
	});

	it.each([
		[200, 'accepted'],
		[204, 'accepted'],
		[301, 'turned-away'],
		[307, 'turned-away'],
		[400, 'refused'],
		[401, 'turned-away'],
		[403, 'turned-away'],
		[404, 'missing'],
		[408, 'retry'],
		[407, 'turned-away'],
		[410, 'refused'],
		[413, 'refused'],
		[425, 'soon'],
		[429, 'retry'],
		[500, 'retry'],
		[503, 'retry'],
	])('answered with %d is %s, and is not made elsewhere', async (status, verdict) => {
		let requests = 0;
		const url = await serve((_request, response) => {
			requests += 1;
			response.writeHead(status, { location: '/elsewhere' }).end();
		});
		expect(await post(url)).toEqual({ verdict, detail: status });
		expect(requests).toBe(1);
	});

	it.each([
		['is not asleep yet', 'The execution "7" is running already.', 'retry'],
		['is over', 'The execution "7 has finished already.', 'refused'],
		['is something else', '', 'refused'],
	])(
		'to an execution that %s: n8n says 409 (%s), and it is %s',
		async (_what, message, verdict) => {
			const url = await serve((_request, response) => {
				response.writeHead(409, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ code: 409, message }));
			});
			expect(await post(url)).toEqual({ verdict, detail: 409 });
		},
	);

	it('ends when its time is over, also in the middle of an answer', async () => {
		const url = await serve((request, response) => {
			if (request.url === '/half') response.writeHead(200).write('x');
		});
		expect(await post(url, 30)).toEqual({ verdict: 'retry', detail: 'timeout' });
		expect(await post(`${url}/half`, 200)).toEqual({ verdict: 'accepted', detail: 200 });
	});

	it('can be broken off', async () => {
		const controller = new AbortController();
		const url = await serve(() => controller.abort());
		expect(await post(url, 20_000, controller.signal)).toEqual({
			verdict: 'retry',
			detail: 'ABORT_ERR',
		});
		expect(await post(url, 20_000, AbortSignal.abort())).toMatchObject({ verdict: 'retry' });
	});

	it('is never made to something that is not HTTP', async () => {
		await serve(() => undefined);
		for (const url of ['ftp://127.0.0.1/', 'no address at all']) {
			expect(await post(url)).toMatchObject({ verdict: 'refused' });
		}
	});

	it('says which network error it met', async () => {
		await serve(() => undefined);
		expect(await post('http://127.0.0.1:1/')).toEqual({
			verdict: 'retry',
			detail: 'ECONNREFUSED',
		});
	});

	it('carries text of any language whole', async () => {
		let received = '';
		poster = new EventPoster();
		server = createServer((request, response) => {
			request.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
			request.on('end', () => response.end());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const body = JSON.stringify({ text: 'Grüße, мир, 世界 ☎ 👋' });
		await post(url, 20_000, undefined, body);
		expect(received).toBe(body);
	});
});
