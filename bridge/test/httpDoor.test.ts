import { request } from 'node:http';
import { connect } from 'node:net';
import { controlAuthorization } from '../../nodes/shared/bridgeControl';
import { fallbackUrl, sealToken } from '../../nodes/shared/streamToken';
import { BRIDGE_VERSION } from '../src/version';
import { eventually } from './eventually';
import { SECRET, TestBench } from './testBench';

const inAMinute = () => new Date(Date.now() + 60_000);

describe('plain HTTP addresses', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ publicUrl: 'wss://bridge.example.com/voice/' });
	});
	afterEach(async () => await bench.close());

	it('/healthz tells version, token versions and live calls', async () => {
		await bench.call();
		const response = await fetch(`${bench.httpUrl}/healthz`);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			status: 'ok',
			version: BRIDGE_VERSION,
			tokenVersions: [1],
			calls: 1,
		});
	});

	it('/control/status tells more to who knows the secret', async () => {
		const authorization = controlAuthorization(SECRET);
		const response = await fetch(`${bench.httpUrl}/control/status`, { headers: { authorization } });
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			status: 'ok',
			version: BRIDGE_VERSION,
			tokenVersions: [1],
			calls: 0,
			uptimeSeconds: expect.any(Number),
			waitingStreams: 0,
			queuedEvents: 0,
		});
	});

	it.each([
		['no authorization', undefined],
		['another secret', controlAuthorization('a secret of somebody else')],
		['an old authorization', controlAuthorization(SECRET, new Date(Date.now() - 3_600_000))],
	])('/control/status is refused with %s', async (_what, authorization) => {
		const headers: Record<string, string> = authorization ? { authorization } : {};
		const response = await fetch(`${bench.httpUrl}/control/status`, { headers });
		expect(response.status).toBe(401);
		expect(await response.text()).toMatch(/^[A-Z].*\.\n$/);
	});

	it.each(['GET', 'POST'])('/fallback answers %s with the sealed XML', async (method) => {
		const xml =
			'<?xml version="1.0" encoding="UTF-8"?><Response><Speak>Sorry – später</Speak></Response>';
		const url = fallbackUrl(bench.httpUrl, { xml }, { secret: SECRET, expiresAt: inAMinute() });
		const body = method === 'POST' ? new URLSearchParams({ CallUUID: 'u1' }) : undefined;
		const response = await fetch(url, { method, body });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
		expect(await response.text()).toBe(xml);
	});

	it('/fallback is reached below the path of the public address too', async () => {
		const options = { secret: SECRET, expiresAt: inAMinute() };
		const url = fallbackUrl(`${bench.httpUrl}/voice`, { xml: '<Response/>' }, options);
		expect((await fetch(url)).status).toBe(200);
	});

	it('/fallback refuses tokens that are not for it', async () => {
		const statusOf = async (token: string) =>
			(await fetch(`${bench.httpUrl}/fallback/${token}`)).status;
		const options = { secret: SECRET, expiresAt: inAMinute() };
		const other = { ...options, audience: 'stream' as const };
		expect(await statusOf('%00')).toBe(401);
		expect(await statusOf(sealToken(bench.claims(), other))).toBe(401);
		expect(await statusOf(sealToken({}, { ...options, audience: 'fallback' }))).toBe(401);
		const newer = Buffer.from(
			sealToken({ xml: 'x' }, { ...options, audience: 'fallback' }),
			'base64url',
		);
		newer[0] = 9;
		expect(await statusOf(newer.toString('base64url'))).toBe(426);
	});

	it('everything else is 404', async () => {
		for (const [method, path] of [
			['GET', '/'],
			['POST', '/healthz'],
			['GET', '/control/'],
			['GET', '/fallback/'],
			['DELETE', '/fallback/x'],
			['GET', '/stream/x'],
			['GET', '//'],
		]) {
			const response = await fetch(bench.httpUrl + path, { method });
			expect([method, path, response.status]).toEqual([method, path, 404]);
		}
	});

	it('a body that is too large is refused', async () => {
		const status = await new Promise((resolve, reject) => {
			const upload = request(`${bench.httpUrl}/fallback/x`, { method: 'POST' }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			upload.on('error', reject);
			upload.write(Buffer.alloc(70_000));
		});
		expect(status).toBe(413);
	});

	it('an offer to upgrade to something else is answered as a plain request', async () => {
		const socket = connect(bench.bridge.port, '127.0.0.1');
		let answer = '';
		socket.on('data', (chunk) => (answer += chunk.toString()));
		socket.write('GET /healthz HTTP/1.1\r\nHost: b\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
		await eventually('an answer', () => answer.includes('"status":"ok"'));
		socket.destroy();
	});
});
