import { DoorsBench, echoRoute } from './support/doorsBench';
import { RawClient } from './support/rawClient';

describe('a request that a proxy may read in another way', () => {
	let bench: DoorsBench;
	const asked: string[] = [];
	beforeAll(async () => {
		const handle: ReturnType<typeof echoRoute>['handle'] = ({ parameters }, response) => {
			asked.push(parameters.join());
			response.end();
		};
		bench = await DoorsBench.start({
			routes: [echoRoute({ handle }), echoRoute({ method: 'POST', handle })],
		});
	});
	afterAll(async () => await bench.close());

	const HIDDEN = 'GET /echo/hidden HTTP/1.1\r\nHost: b\r\n\r\n';
	const POST = 'POST /echo/first HTTP/1.1\r\nHost: b\r\n';

	it.each([
		[
			'both lengths',
			`${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
		],
		['two lengths', `${POST}Content-Length: 0\r\nContent-Length: 44\r\n\r\n${HIDDEN}`],
		['a list of lengths', `${POST}Content-Length: 0, 44\r\n\r\n${HIDDEN}`],
		['a length with a sign', `${POST}Content-Length: +0\r\n\r\n${HIDDEN}`],
		['a space before the colon', `${POST}Content-Length : 0\r\n\r\n${HIDDEN}`],
		['an encoding that is none', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
		[
			'chunked that is not last',
			`${POST}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n${HIDDEN}`,
		],
		['a chunk without a number', `${POST}Transfer-Encoding: chunked\r\n\r\nx\r\n\r\n${HIDDEN}`],
		['a line that goes on', `${POST}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
		['lines without CR', `POST /echo/first HTTP/1.1\nHost: b\nContent-Length: 0\n\n${HIDDEN}`],
		['two hosts', `GET /echo/first HTTP/1.1\r\nHost: b\r\nHost: c\r\n\r\n`],
		['no host', `GET /echo/first HTTP/1.1\r\n\r\n`],
		['a NUL in a header', `GET /echo/first HTTP/1.1\r\nHost: b\r\nX: a\0b\r\n\r\n`],
		['another protocol', `GET /echo/first HTTP/3.7\r\nHost: b\r\n\r\n`],
	])('is never two requests: %s', async (_what, text) => {
		asked.length = 0;
		const client = await RawClient.connect(bench.port);
		client.socket.end(Buffer.from(text, 'latin1'));
		await client.end();
		expect(asked).not.toContain('hidden');
		expect(asked.length).toBeLessThanOrEqual(1);
		expect(client.statuses).toHaveLength(1);
	});

	it('is answered in order when it is simply two', async () => {
		asked.length = 0;
		const client = await RawClient.connect(bench.port);
		client.socket.write(`${POST}Content-Length: 2\r\n\r\nok${HIDDEN}`);
		client.send('GET /echo/last HTTP/1.1', 'Host: b', 'Connection: close', '', '');
		await client.end();
		expect(asked).toEqual(['first', 'hidden', 'last']);
		expect(client.statuses).toEqual([200, 200, 200]);
	});
});
