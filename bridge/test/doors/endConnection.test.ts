import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { endConnection, ignoreRest } from '../../src/doors/endConnection';
import { RawClient } from './support/rawClient';

const requestFor = (path: string) => `GET ${path} HTTP/1.1\r\nHost: bridge\r\n\r\n`;

describe('what was read of a connection already', () => {
	let server: Server | undefined;
	afterEach(() => server?.close());

	/** Three requests in one piece: those that the server makes of it. */
	const pipelined = async (handle: RequestListener): Promise<[string[], RawClient]> => {
		const asked: string[] = [];
		const listening = createServer((request, response) => {
			asked.push(request.url ?? '');
			handle(request, response);
		});
		server = listening;
		await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
		const client = await RawClient.connect((listening.address() as AddressInfo).port);
		client.socket.write(['/1', '/2', '/3'].map(requestFor).join(''));
		return [asked, client];
	};

	it('is several requests to Node.js, also when the connection is gone', async () => {
		const [asked, client] = await pipelined((request) => request.socket.destroy());
		await client.end();
		expect(asked).toEqual(['/1', '/2', '/3']);
	});

	it('is no request any more once the connection was ended', async () => {
		const [asked, client] = await pipelined((request) => endConnection(request.socket));
		expect(await client.end()).toBe('');
		expect(asked).toEqual(['/1']);
	});

	it('can be let go by while the first is still answered', async () => {
		const [asked, client] = await pipelined((request, response) => {
			ignoreRest(request.socket);
			response.setHeader('connection', 'close');
			response.end('bye');
		});
		expect(await client.end()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*bye\r?\n?/);
		expect(client.statuses).toEqual([200]);
		expect(asked).toEqual(['/1']);
	});

	it('is not even read any further', async () => {
		let heads = 0;
		const [, client] = await pipelined((request) => {
			ignoreRest(request.socket);
			const { parser } = request.socket as Socket & { parser: { onIncoming: () => unknown } };
			const { onIncoming } = parser;
			parser.onIncoming = () => {
				heads += 1;
				return onIncoming();
			};
			request.socket.end();
		});
		await client.end();
		expect(heads).toBe(1);
	});

	it.each([
		['no parser', {}],
		['none any more', { parser: null }],
		['another one', { parser: { onMessage: 1 } }],
	])('is left alone where Node.js has %s', (_what, fields) => {
		const destroy = jest.fn();
		const socket = structuredClone(fields);
		endConnection(Object.assign(socket, { destroy }) as unknown as Socket);
		expect(destroy).toHaveBeenCalledTimes(1);
		expect(socket).toEqual({ ...fields, destroy });
	});
});
