import { request } from 'node:http';
import { eventually } from '../eventually';
import { Refusal } from '../../src/doors/refusal';
import { CONTROL_KEY, DoorsBench, echoRoute } from './support/doorsBench';
import { RawClient } from './support/rawClient';

describe('the HTTP door', () => {
	let bench: DoorsBench;
	const handled: string[] = [];
	let finishDownload: () => void;
	beforeAll(async () => {
		const note = (name: string) => void handled.push(name);
		bench = await DoorsBench.start({
			settings: { publicUrl: 'wss://bridge.example.com/voice/' },
			routes: [
				echoRoute(),
				echoRoute({ method: 'POST' }),
				echoRoute({
					method: 'POST',
					path: /^\/private$/,
					access: 'control',
					handle: (_routed, response) => {
						note('private');
						response.end('done');
					},
				}),
				echoRoute({ path: /^\/endless$/, endless: true }),
				echoRoute({
					path: /^\/broken$/,
					handle: () => {
						throw new Error('wss://secret.example.com is down');
					},
				}),
				echoRoute({
					path: /^\/late$/,
					handle: async () => {
						await Promise.resolve();
						throw new Refusal(409, 'Not now.', { headers: { 'x-when': 'later' } });
					},
				}),
				echoRoute({
					path: /^\/download$/,
					handle: async (_routed, response) => {
						response.write('first');
						await new Promise<void>((resolve) => (finishDownload = resolve));
						response.end(' and last');
					},
				}),
				echoRoute({
					path: /^\/cut$/,
					handle: async (_routed, response) => {
						await new Promise((resolve) => response.write('half', resolve));
						throw new Error('the other half is gone');
					},
				}),
			],
		});
	});
	afterAll(async () => await bench.close());

	it('gives a route its parameters, its query and its body', async () => {
		const response = await fetch(`${bench.url}/echo/a%20b/c?x=1&y=%2B`, {
			method: 'POST',
			body: 'form',
		});
		expect(await response.text()).toBe('a%20b/c|x=1&y=%2B|form');
	});

	it.each(['/voice/echo/a', 'http://bridge.example.com/voice/echo/a', 'http://b/echo/a'])(
		'takes the target %s',
		async (target) => {
			const client = await RawClient.connect(bench.port);
			client.send(`GET ${target} HTTP/1.1`, 'Host: b', 'Connection: close', '', '');
			expect(await client.end()).toContain('a||');
		},
	);

	it('answers HEAD like GET, without the body', async () => {
		const response = await fetch(`${bench.url}/echo/a`, { method: 'HEAD' });
		expect([response.status, await response.text()]).toEqual([200, '']);
	});

	it.each([
		['DELETE', '/echo/a', 'GET, HEAD, POST'],
		['GET', '/private', 'POST'],
		['HEAD', '/endless', 'GET'],
		['OPTIONS', '/endless', 'GET'],
	])('answers %s %s with 405 and what is allowed', async (method, path, allow) => {
		const response = await fetch(bench.url + path, { method });
		expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
	});

	it('answers with 404 where there is nothing', async () => {
		for (const path of ['/', '//', '/echo', '/%', '/echo/../endless/']) {
			const response = await fetch(bench.url + path);
			expect([path, response.status]).toEqual([path, 404]);
			expect(await response.text()).toBe('There is nothing at this address.\n');
		}
	});

	it('protects every answer, whatever its status', async () => {
		for (const path of ['/echo/a', '/nothing', '/broken']) {
			const { headers } = await fetch(bench.url + path);
			expect(Object.fromEntries(headers)).toMatchObject({
				'cache-control': 'no-store',
				'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
				'x-content-type-options': 'nosniff',
				'x-frame-options': 'DENY',
				'referrer-policy': 'no-referrer',
			});
			expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
		}
	});

	it('says nothing of what went wrong inside', async () => {
		const response = await fetch(`${bench.url}/broken?token=abc`);
		expect(response.status).toBe(500);
		expect(await response.text()).toBe('The bridge failed to answer this request.\n');
		const line = bench.logLines.find((one) => one.includes('request failed'));
		expect(line).not.toMatch(/abc|secret\.example|broken/);
	});

	it('refuses as the route says, also later', async () => {
		const response = await fetch(`${bench.url}/late`);
		expect([response.status, await response.text()]).toEqual([409, 'Not now.\n']);
		expect(response.headers.get('x-when')).toBe('later');
	});

	it('lets a route answer bit by bit', async () => {
		const client = await RawClient.connect(bench.port);
		client.send('GET /download HTTP/1.1', 'Host: b', 'Connection: close', '', '');
		await client.receives('first');
		finishDownload();
		expect(await client.end()).toContain(' and last');
	});

	it('breaks the connection when an answer that has begun cannot be finished', async () => {
		const client = await RawClient.connect(bench.port);
		client.send('GET /cut HTTP/1.1', 'Host: b', '', '');
		const answer = await client.end();
		expect(answer).toContain('half');
		// Without the last chunk the client knows that something is missing.
		expect(answer).not.toContain('0\r\n\r\n');
	});

	it('does not ask for a body before the request may be made', async () => {
		const head = ['POST /private HTTP/1.1', 'Host: b', 'Content-Length: 4', 'Expect: 100-continue'];
		const stranger = await RawClient.connect(bench.port);
		stranger.send(...head, '', '');
		const refused = await stranger.end();
		expect(stranger.statuses).toEqual([401]);
		expect(refused).toMatch(/www-authenticate: Bearer/i);
		expect(handled).toEqual([]);
		const friend = await RawClient.connect(bench.port);
		friend.send(...head, `Authorization: Bearer ${CONTROL_KEY}`, '', '');
		await friend.receives('100 Continue');
		expect(handled).toEqual([]);
		friend.send('body');
		await eventually('the route is asked', () => handled.length === 1);
		friend.socket.destroy();
	});

	it.each([
		['announced', { 'content-length': '70000' }],
		['in chunks', {}],
	] as Array<[string, Record<string, string>]>)(
		'refuses a body that is too large, %s',
		async (_how, headers) => {
			const status = await new Promise((resolve, reject) => {
				const upload = request(`${bench.url}/echo/x`, { method: 'POST', headers }, (response) => {
					response.resume();
					resolve(response.statusCode);
				});
				upload.on('error', reject);
				upload.write(Buffer.alloc(69_999));
			});
			expect(status).toBe(413);
		},
	);

	it('does not call the route when the client breaks off its body', async () => {
		const before = handled.length;
		const client = await RawClient.connect(bench.port);
		const authorization = `Authorization: Bearer ${CONTROL_KEY}`;
		client.send(
			'POST /private HTTP/1.1',
			'Host: b',
			'Content-Length: 9',
			authorization,
			'',
			'half',
		);
		client.socket.destroySoon();
		await client.end();
		// A later request is served, so the first would have been by now.
		expect((await fetch(`${bench.url}/echo/a`)).status).toBe(200);
		expect(handled).toHaveLength(before);
	});

	it.each([
		['414 for an endless address', `GET /echo/${'a'.repeat(5_000)} HTTP/1.1`, 414],
		['431 for endless headers', `GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(20_000)}`, 431],
		['400 for what is no HTTP', 'BLAH', 400],
	])('answers with %s', async (_what, text, status) => {
		const client = await RawClient.connect(bench.port);
		client.send(text, 'Host: b', '', '');
		await client.end();
		expect(client.statuses).toEqual([status]);
	});

	it('says with the hundredth answer that the connection ends, and gives no other', async () => {
		const request = 'GET /echo/a HTTP/1.1\r\nHost: b\r\n\r\n';
		const client = await RawClient.connect(bench.port);
		const answers = () => client.answer.split('HTTP/1.1 ').slice(1);
		client.send(request.repeat(100));
		await eventually('all are answered', () => answers().length === 100);
		client.send(request);
		await client.end();
		const ends = answers().map((answer) => /^200 OK\r\n[^]*^connection: close\r$/im.test(answer));
		expect(ends).toEqual([...Array.from({ length: 99 }, () => false), true]);
	});

	it('takes an offer to upgrade to something else for a plain request', async () => {
		const client = await RawClient.connect(bench.port);
		client.send('GET /echo/a HTTP/1.1', 'Host: b', 'Connection: Upgrade', 'Upgrade: h2c', '', '');
		await client.receives('a||');
		client.socket.destroy();
	});
});
