import { fallbackUrl, sealToken } from '../../../nodes/shared/streamToken';
import { documentRoutes } from '../../src/doors/documentRoutes';
import { DoorsBench, SECRET } from './support/doorsBench';

const inAMinute = () => new Date(Date.now() + 60_000);

describe('/fallback', () => {
	let bench: DoorsBench;
	beforeAll(async () => {
		bench = await DoorsBench.start({
			settings: { publicUrl: 'wss://bridge.example.com/voice/' },
			routes: documentRoutes(SECRET),
		});
	});
	afterAll(async () => await bench.close());

	it.each(['GET', 'POST'])('answers %s with the sealed XML', async (method) => {
		const xml =
			'<?xml version="1.0" encoding="UTF-8"?><Response><Speak>Sorry – später</Speak></Response>';
		const url = fallbackUrl(bench.url, { xml }, { secret: SECRET, expiresAt: inAMinute() });
		const body = method === 'POST' ? new URLSearchParams({ CallUUID: 'u1' }) : undefined;
		const response = await fetch(url, { method, body });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
		expect(await response.text()).toBe(xml);
	});

	it('is reached below the path of the public address too', async () => {
		const options = { secret: SECRET, expiresAt: inAMinute() };
		const url = fallbackUrl(`${bench.url}/voice`, { xml: '<Response/>' }, options);
		expect((await fetch(url)).status).toBe(200);
	});

	it('refuses tokens that are not for it, and says no more than that', async () => {
		const answerTo = async (token: string) => {
			const response = await fetch(`${bench.url}/fallback/${token}`);
			return [response.status, await response.text()];
		};
		const options = { secret: SECRET, expiresAt: inAMinute() };
		const past = { now: new Date(1), expiresAt: new Date(2) };
		const fallback = { ...options, audience: 'fallback' as const };
		for (const token of [
			'%00',
			sealToken({ xml: 'x' }, { ...options, audience: 'stream' }),
			sealToken({}, fallback),
			sealToken({ xml: 'x' }, { ...fallback, ...past }),
			sealToken({ xml: 'x' }, { ...fallback, secret: 'of somebody else' }),
		]) {
			expect(await answerTo(token)).toEqual([401, '']);
		}
		const newer = Buffer.from(sealToken({ xml: 'x' }, fallback), 'base64url');
		newer[0] = 9;
		expect(await answerTo(newer.toString('base64url'))).toEqual([401, '']);
	});
});
