import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../../src/n8n/repositoryRoot';

const guard = join(repositoryRoot(), 'lab', 'src', 'n8n', 'childGuard.cjs');

/** Runs a script under the guard; it prints what came of it. */
async function guarded(script: string): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--require',
		guard,
		'-e',
		script,
	]);
	return stdout.trim();
}

describe('childGuard', () => {
	let server: Server;
	let port: number;
	beforeAll(async () => {
		server = createServer((_request, response) => response.end('hello'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		port = (server.address() as AddressInfo).port;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	it.each(['127.0.0.1', 'localhost'])('lets %s through', async (host) => {
		const script = `fetch('http://${host}:${port}/').then((r) => r.text()).then(console.log)`;
		expect(await guarded(script)).toBe('hello');
	});

	it.each([
		['fetch, by name', "fetch('http://example.com/').catch((e) => console.log(e.cause.code))"],
		['fetch, by address', "fetch('http://192.0.2.1/').catch((e) => console.log(e.cause.code))"],
		['https', "require('https').get('https://192.0.2.1/').on('error', (e) => console.log(e.code))"],
		[
			'a socket by port and host',
			"require('net').connect(80, '192.0.2.1').on('error', (e) => console.log(e.code))",
		],
		[
			'a socket with a lookup of its own',
			"require('net').connect({ port: 80, host: 'example.com', lookup: (h, o, cb) => cb(null, '192.0.2.1', 4) }).on('error', (e) => console.log(e.code))",
		],
		['dns.lookup', "require('dns').lookup('example.com', (e) => console.log(e.code))"],
		[
			'the promise of dns.lookup',
			"require('dns').promises.lookup('example.com').catch((e) => console.log(e.code))",
		],
		[
			'a promisified dns.lookup',
			"require('util').promisify(require('dns').lookup)('example.com').catch((e) => console.log(e.code))",
		],
	])('refuses %s', async (_what, script) => {
		expect(await guarded(script)).toBe('ENOTFOUND');
	});

	it('leaves dns.lookup as it was for this machine', async () => {
		const script =
			"require('util').promisify(require('dns').lookup)('127.0.0.1').then((r) => console.log(JSON.stringify(r)))";
		expect(JSON.parse(await guarded(script))).toEqual({ address: '127.0.0.1', family: 4 });
	});
});
