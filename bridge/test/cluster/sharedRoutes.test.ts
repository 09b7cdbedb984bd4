import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { PeerDoor } from '../../src/cluster/peerDoor';
import { Peers } from '../../src/cluster/peers';
import { sharedRoutes } from '../../src/cluster/sharedRoutes';
import { answerJson } from '../../src/doors/answer';
import { Refusal, refusalOf, refuseRequest } from '../../src/doors/refusal';
import type { Route } from '../../src/doors/route';
import { findRoute } from '../../src/doors/routeTable';
import { eventually } from '../eventually';

const KEY = 'the key of the processes';
const LOG = pino({ level: 'silent' });

/** What the owners have begun to send. */
let floods: ServerResponse[] = [];

/** Sends as much as the other side takes. */
function flood(response: ServerResponse): void {
	const send = () => {
		while (!response.destroyed && response.write(`data: ${'x'.repeat(65_536)}\n\n`));
	};
	response.on('drain', send);
	send();
}

/** Routes of a process that has what is named after it. */
function routesOf(name: string): Route[] {
	return [
		{
			method: 'GET',
			path: /^\/things\/([^/]+)$/,
			access: 'open',
			shared: 'owner',
			handle: ({ parameters: [id], query }, response) => {
				if (id !== name) throw new Refusal(404, 'No such thing.');
				response.setHeader('x-owner', name);
				answerJson(response, 200, { name, query: query.get('q') });
			},
		},
		{
			method: 'POST',
			path: /^\/things\/([^/]+)$/,
			access: 'open',
			shared: 'owner',
			handle: ({ parameters: [id], body }, response) => {
				if (id !== name) throw new Refusal(404, 'No such thing.');
				answerJson(response, 200, { got: body.toString() });
			},
		},
		{
			method: 'POST',
			path: /^\/places\/([^/]+)$/,
			access: 'open',
			shared: { owns: ({ parameters: [id] }) => id === name },
			handle: ({ request, body }, response) => {
				const signature = request.headers['x-plivo-signature-v3'];
				answerJson(response, 200, { name, got: body.toString(), signature });
			},
		},
		{
			method: 'GET',
			path: /^\/things$/,
			access: 'open',
			shared: (answers, response) => answerJson(response, 200, answers),
			handle: (_routed, response) => answerJson(response, 200, { name }),
		},
		{
			method: 'GET',
			path: /^\/sounds\/([^/]+)$/,
			access: 'open',
			endless: true,
			shared: 'owner',
			handle: ({ parameters: [id] }, response) => {
				if (id !== name) throw new Refusal(404, 'No such thing.');
				floods.push(response);
				response.writeHead(200, { 'content-type': 'application/octet-stream' });
				flood(response);
			},
		},
		{
			method: 'GET',
			path: /^\/news$/,
			access: 'open',
			endless: true,
			shared: { joiner: () => (source, event) => [`${event} of ${source}`] },
			handle: ({ query }, response) => {
				if (query.has('full')) throw new Refusal(503, 'Full.');
				response.writeHead(200, { 'content-type': 'text/event-stream' });
				response.write(`data: hello from ${name}\n\n`);
				if (query.has('flood')) flood(response);
			},
		},
	];
}

describe('routes that several processes share', () => {
	let folder: string;
	let doors: PeerDoor[];
	let peers: Peers;
	let server: Server;
	/** Answers of the asked process that are over, one way or the other. */
	let over: ServerResponse[];
	let url: string;

	const addressOf = (name: string) => join(folder, `${name}.sock`);

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'peers-'));
		doors = [];
		for (const name of ['a', 'b', 'c']) {
			doors.push(await PeerDoor.open({ address: addressOf(name), key: KEY }, routesOf(name), LOG));
		}
		peers = new Peers(addressOf('a'), KEY);
		peers.update(['a', 'b', 'c'].map(addressOf));
		floods = [];
		const ended: ServerResponse[] = [];
		over = ended;
		const routes = sharedRoutes(routesOf('a'), peers, 100);
		server = createServer((request, response) => {
			response.once('close', () => ended.push(response));
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', async () => {
				const target = request.url ?? '';
				const [path = '', query] = target.split('?');
				try {
					const { route, parameters } = findRoute(routes, request.method, path);
					const body = Buffer.concat(chunks);
					const routed = { request, parameters, query: new URLSearchParams(query), body, target };
					await route.handle(routed, response);
				} catch (error) {
					refuseRequest(response, refusalOf(error));
				}
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterEach(async () => {
		server.closeAllConnections();
		server.close();
		await Promise.all(doors.map(async (door) => await door.close()));
		rmSync(folder, { recursive: true, force: true });
	});

	it.each(['a', 'c'])('asks for what only %s has', async (name) => {
		const response = await fetch(`${url}/things/${name}?q=7`);
		expect([response.status, response.headers.get('x-owner')]).toEqual([200, name]);
		expect(await response.json()).toEqual({ name, query: '7' });
	});

	it.each([
		['a', 'who is asked has it', 'a'],
		['c', 'another one has it', 'c'],
		['nobody', 'nobody has it', 'a'],
	])('answers for %s when %s', async (id, _why, name) => {
		const headers = { 'X-Plivo-Signature-V3': 'signed' };
		const response = await fetch(`${url}/places/${id}`, { method: 'POST', body: 'x', headers });
		expect([response.status, await response.json()]).toEqual([
			200,
			{ name, got: 'x', signature: 'signed' },
		]);
	});

	it('answers for what a process has that does not say so', async () => {
		await doors[2]?.close();
		const response = await fetch(`${url}/places/c`, { method: 'POST' });
		expect(await response.json()).toMatchObject({ name: 'a' });
	});

	it('hands the body on', async () => {
		const response = await fetch(`${url}/things/b`, { method: 'POST', body: 'what to do' });
		expect(await response.json()).toEqual({ got: 'what to do' });
	});

	it('says 404 when nobody has it, and 503 when somebody does not answer who might', async () => {
		expect((await fetch(`${url}/things/nobody`)).status).toBe(404);
		await doors[2]?.close();
		expect((await fetch(`${url}/things/nobody`)).status).toBe(503);
		expect((await fetch(`${url}/things/b`)).status).toBe(200);
	});

	it('puts the answers of all together, without those that do not come', async () => {
		const names = async () => await (await fetch(`${url}/things`)).json();
		expect(await names()).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
		await doors[1]?.close();
		expect(await names()).toEqual([{ name: 'a' }, { name: 'c' }]);
		peers.update([]);
		expect((await fetch(`${url}/things`)).status).toBe(503);
	});

	it('joins the events of all, until a process comes or goes', async () => {
		const response = await fetch(`${url}/news`);
		expect(response.headers.get('content-type')).toBe('text/event-stream');
		let text = '';
		let over = false;
		const read = (async () => {
			for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array);
		})();
		void read.catch(() => undefined).then(() => (over = true));
		await eventually('all are heard', () => text.split('\n\n').length === 4);
		expect(text.split('\n\n').sort()).toEqual([
			'',
			'data: hello from a of 0',
			'data: hello from b of 1',
			'data: hello from c of 2',
		]);
		expect(over).toBe(false);
		peers.update(['a', 'b'].map(addressOf));
		await eventually('the stream ends', () => over);
	});

	it.each(['/sounds/c', '/news?flood'])(
		'disconnects who takes nothing of what another process sends without end: %s',
		async (path) => {
			const { port } = server.address() as AddressInfo;
			const client = connect(port, '127.0.0.1').pause();
			client.on('error', () => undefined);
			client.write(`GET ${path} HTTP/1.1\r\nHost: b\r\n\r\n`);
			await eventually('it is disconnected', () => over.length === 1);
			expect(floods.every((response) => !response.writableEnded)).toBe(true);
			client.destroy();
		},
	);

	it('refuses events as the process did that could not give them', async () => {
		expect((await fetch(`${url}/news?full`)).status).toBe(503);
	});

	it('lets nobody ask a process who does not have the key', async () => {
		const stranger = new Peers(addressOf('b'), 'another key');
		const answer = await stranger.ask(addressOf('a'), {
			method: 'GET',
			target: '/things',
			headers: {},
			body: Buffer.alloc(0),
			signal: AbortSignal.timeout(10_000),
		});
		answer.resume();
		expect(answer.statusCode).toBe(401);
	});
});
