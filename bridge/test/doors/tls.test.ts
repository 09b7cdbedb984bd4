import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectSecurely, type ConnectionOptions } from 'node:tls';
import { BridgeConfigError, readConfig } from '../../src/config/config';
import { eventually } from '../eventually';
import { CERTIFICATE, PRIVATE_KEY } from '../frames/support/certificate';
import { DoorsBench, echoRoute, SECRET } from './support/doorsBench';
import { OTHER_CERTIFICATE, OTHER_PRIVATE_KEY } from './support/otherCertificate';
import { RawClient } from './support/rawClient';

describe('TLS', () => {
	let folder: string;
	let tlsCertificateFile: string;
	let tlsKeyFile: string;
	let bench: DoorsBench | undefined;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'bridge-tls-'));
		tlsCertificateFile = join(folder, 'certificate.pem');
		tlsKeyFile = join(folder, 'key.pem');
		write(CERTIFICATE, PRIVATE_KEY);
	});
	afterEach(async () => {
		await bench?.close();
		bench = undefined;
		rmSync(folder, { recursive: true, force: true });
	});

	const write = (certificate: string, key: string) => {
		writeFileSync(tlsCertificateFile, certificate);
		writeFileSync(tlsKeyFile, key);
	};
	const start = async (doors: object = {}) => {
		bench = await DoorsBench.start({
			settings: { doors: { tlsCertificateFile, tlsKeyFile, ...doors } },
			routes: [echoRoute()],
		});
		return bench;
	};
	/** Asks for something; the answer, the certificate's fingerprint and the version of TLS. */
	const ask = async (options: ConnectionOptions = {}) =>
		await new Promise<{ answer: string; fingerprint: string; version: string | null }>(
			(resolve, reject) => {
				const port = bench?.port ?? 0;
				const socket = connectSecurely({ host: '127.0.0.1', port, ca: CERTIFICATE, ...options });
				let answer = '';
				socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
				socket.on('error', reject);
				socket.on('secureConnect', () => {
					const { fingerprint256: fingerprint } = socket.getPeerCertificate();
					const version = socket.getProtocol();
					socket.on('close', () => resolve({ answer, fingerprint, version }));
					socket.write('GET /echo/a HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n');
				});
			},
		);

	it('is spoken when there is a certificate, from version 1.2 on', async () => {
		await start();
		const newest = await ask();
		expect(newest.answer).toContain('a||');
		expect(newest.version).toBe('TLSv1.3');
		expect((await ask({ maxVersion: 'TLSv1.2' })).version).toBe('TLSv1.2');
		const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
		await expect(ask(old)).rejects.toThrow();
	});

	it('leaves a client of plain HTTP without an answer', async () => {
		const { port } = await start();
		const client = await RawClient.connect(port);
		client.send('GET /echo/a HTTP/1.1', 'Host: b', '', '');
		expect(await client.end()).not.toContain('HTTP');
	});

	it('does not wait for a client that does not shake hands', async () => {
		const { port } = await start({ requestTimeoutMs: 100 });
		const client = await RawClient.connect(port);
		await client.end();
	});

	it('refuses streams like plain HTTP', async () => {
		await start();
		const request =
			'GET /stream/x HTTP/1.1\r\nHost: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
		const answer = await new Promise<string>((resolve, reject) => {
			const socket = connectSecurely({ host: '127.0.0.1', port: bench?.port, ca: CERTIFICATE });
			let text = '';
			socket.on('data', (bytes: Buffer) => (text += bytes.toString()));
			socket.on('error', reject);
			socket.on('close', () => resolve(text));
			socket.write(request);
		});
		expect(answer).toMatch(/^HTTP\/1\.1 401 /);
	});

	it('takes a new certificate on SIGHUP, and keeps the old one when the new one is bad', async () => {
		const { logLines } = await start();
		const before = (await ask()).fingerprint;
		const said = async (text: string) =>
			await eventually(text, () => logLines.some((line) => line.includes(text)));
		write('not a certificate', PRIVATE_KEY);
		process.emit('SIGHUP');
		await said('the old one stays');
		expect((await ask()).fingerprint).toBe(before);
		write(OTHER_CERTIFICATE, OTHER_PRIVATE_KEY);
		process.emit('SIGHUP');
		await said('certificate read again');
		const after = await ask({ ca: OTHER_CERTIFICATE });
		expect(after.fingerprint).not.toBe(before);
		expect(after.answer).toContain('a||');
		expect(logLines.join('')).not.toContain('PRIVATE KEY');
	});

	it('leaves nothing behind that listens to SIGHUP', async () => {
		const before = process.listenerCount('SIGHUP');
		await start();
		expect(process.listenerCount('SIGHUP')).toBe(before + 1);
		await bench?.close();
		bench = undefined;
		expect(process.listenerCount('SIGHUP')).toBe(before);
	});

	it.each([
		['is not there', () => rmSync(tlsCertificateFile), 'BRIDGE_TLS_CERT must be the path'],
		['has no key', () => rmSync(tlsKeyFile), 'BRIDGE_TLS_KEY must be the path'],
		['is none', () => writeFileSync(tlsCertificateFile, 'x'), 'must be PEM files'],
		['has another key', () => writeFileSync(tlsKeyFile, OTHER_PRIVATE_KEY), 'must be PEM files'],
		['is its own key', () => copyFileSync(tlsCertificateFile, tlsKeyFile), 'must be PEM files'],
	])('does not start with a certificate that %s, and says so', async (_what, spoil, sentence) => {
		spoil();
		const starting = start();
		await expect(starting).rejects.toThrow(BridgeConfigError);
		await expect(starting).rejects.toThrow(sentence);
	});

	it.each([{ tlsCertificateFile: 'a' }, { tlsKeyFile: 'a' }])(
		'needs both files: %j is not enough',
		(doors) => {
			expect(() => readConfig({ sharedSecret: SECRET, doors })).toThrow('belong together');
		},
	);
});
