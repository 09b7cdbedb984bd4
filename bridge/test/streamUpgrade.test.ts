import { sealToken, streamUrl } from '../../nodes/shared/streamToken';
import { signV3 } from '../../nodes/shared/plivoSignature';
import { FakePlivo, UpgradeRefused } from './fakes/fakePlivo';
import { SECRET, TestBench } from './testBench';

async function refusalOf(url: string, headers: Record<string, string> = {}) {
	try {
		const plivo = await FakePlivo.connect(url, headers);
		plivo.socket.terminate();
	} catch (error) {
		if (error instanceof UpgradeRefused) return error;
		throw error;
	}
	throw new Error('the upgrade was not refused');
}

const inAMinute = () => new Date(Date.now() + 60_000);

describe('upgrade of a stream, before the 101', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	const urlOf = (token: string) => `${bench.webSocketUrl}/stream/${token}`;

	it.each(['x', 'not-a-token', '%00', 'AA=='])('401 for the malformed token %s', async (token) => {
		expect((await refusalOf(urlOf(token))).status).toBe(401);
	});

	it('401 for a token of another secret; the log says what to compare, the answer nothing', async () => {
		const options = { secret: 'a secret of somebody else', expiresAt: inAMinute() };
		const refusal = await refusalOf(streamUrl(bench.webSocketUrl, bench.claims(), options));
		expect([refusal.status, refusal.body]).toEqual([401, '']);
		expect(bench.logLines.join('')).toMatch(/[A-Z][^\n]*shared secret[^\n]*\./);
	});

	it('401 for a token cut short', async () => {
		const url = bench.streamUrl(bench.claims());
		for (const missing of [1, 20, url.length - `${bench.webSocketUrl}/stream/`.length - 5]) {
			const refusal = await refusalOf(url.slice(0, -missing));
			expect([refusal.status, refusal.body]).toEqual([401, '']);
		}
	});

	it('401 for a changed token', async () => {
		const url = bench.streamUrl(bench.claims());
		const middle = url.length - 60;
		const changed =
			url.slice(0, middle) + (url[middle] === 'A' ? 'B' : 'A') + url.slice(middle + 1);
		expect((await refusalOf(changed)).status).toBe(401);
	});

	it('401 for an expired token', async () => {
		const options = {
			secret: SECRET,
			audience: 'stream' as const,
			now: new Date(Date.now() - 120_000),
			expiresAt: new Date(Date.now() - 60_000),
		};
		const refusal = await refusalOf(urlOf(sealToken(bench.claims(), options)));
		expect([refusal.status, refusal.body]).toEqual([401, '']);
		expect(bench.logLines.join('')).toContain('expired');
	});

	it('401 for a token made for the fallback address', async () => {
		const options = { secret: SECRET, audience: 'fallback' as const, expiresAt: inAMinute() };
		const refusal = await refusalOf(urlOf(sealToken({ xml: '<Response/>' }, options)));
		expect([refusal.status, refusal.body]).toEqual([401, '']);
		expect(bench.logLines.join('')).toContain('fallback');
	});

	it.each([
		['joinUrl', { joinUrl: 'https://example.com/' }],
		['eventsUrl', { eventsUrl: 'ftp://example.com/' }],
		['contentType', { contentType: 'audio/x-l16;rate=24000' }],
		['callId', { callId: '' }],
	])('401 for claims without a usable %s', async (field, claims) => {
		const options = { secret: SECRET, audience: 'stream' as const, expiresAt: inAMinute() };
		const token = sealToken({ ...bench.claims(), ...claims }, options);
		const refusal = await refusalOf(urlOf(token));
		expect([refusal.status, refusal.body]).toEqual([401, '']);
		expect(bench.logLines.join('')).toContain(field);
	});

	it('401 for a token of another version, and the log says which side to update', async () => {
		const token = new URL(bench.streamUrl(bench.claims())).pathname.split('/').at(-1) ?? '';
		const bytes = Buffer.from(token, 'base64url');
		bytes[0] = 2;
		const refusal = await refusalOf(urlOf(bytes.toString('base64url')));
		expect([refusal.status, refusal.body]).toEqual([401, '']);
		expect(bench.logLines.join('')).toMatch(/version 2.*update the bridge/);
	});

	it('404 for any other path', async () => {
		for (const path of ['/', '/stream', '/stream/', '/stream/a/b', '/streams/x', '/fallback/x']) {
			expect((await refusalOf(bench.webSocketUrl + path)).status).toBe(404);
		}
	});

	it('says nothing of the token in a refusal or in the log', async () => {
		const url = bench.streamUrl(bench.claims());
		const token = url.split('/').at(-1) ?? '';
		const changed = `${url.slice(0, -4)}AAAA`;
		const refusal = await refusalOf(changed);
		expect(refusal.body).not.toContain(token.slice(10, 40));
		expect(bench.logLines.join('')).toContain('stream refused');
		expect(bench.logLines.join('')).not.toContain(token.slice(10, 40));
	});

	it('503 while too many sockets wait for their start', async () => {
		const crowded = await TestBench.start({ limits: { waitingStreams: 2 } });
		try {
			await crowded.connect(crowded.claims());
			const second = await crowded.connect(crowded.claims());
			const third = crowded.streamUrl(crowded.claims());
			expect((await refusalOf(third)).status).toBe(503);
			const started = crowded.claims();
			second.socket.close();
			await second.isClosed();
			const plivo = await crowded.connect(started);
			plivo.start({ callId: started.callUuid });
			await crowded.agent.connected();
			await crowded.connect(crowded.claims());
		} finally {
			await crowded.close();
		}
	});
});

describe('upgrade of a stream behind a public address', () => {
	const publicUrl = 'wss://bridge.example.com/voice';
	const authToken = 'lab-plivo-auth-token-0000000000000000000';
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ publicUrl, plivoAuthTokens: ['an older token', authToken] });
	});
	afterEach(async () => await bench.close());

	const signedBy = (key: string, url: string) => {
		const nonce = '12345678';
		const signature = signV3({ method: 'GET', url, nonce, authToken: key });
		return { 'X-Plivo-Signature-V3': signature, 'X-Plivo-Signature-V3-Nonce': nonce };
	};

	it.each(['', '/voice'])(
		'D4.10 D4.11 takes a signed upgrade, path prefix "%s"',
		async (prefix) => {
			const claims = bench.claims();
			const path = new URL(bench.streamUrl(claims)).pathname;
			const headers = signedBy(authToken, `http://bridge.example.com/voice${path}?x=1`);
			const plivo = await FakePlivo.connect(`${bench.webSocketUrl}${prefix}${path}?x=1`, headers);
			plivo.start({ callId: claims.callUuid });
			await bench.agent.connected();
			plivo.socket.terminate();
		},
	);

	it('D4.10 403 without a signature, with one of another key, or of another address', async () => {
		const url = bench.streamUrl(bench.claims());
		const address = `wss://bridge.example.com/voice${new URL(url).pathname}`;
		expect((await refusalOf(url)).status).toBe(403);
		expect((await refusalOf(url, signedBy('another key', address))).status).toBe(403);
		expect((await refusalOf(url, signedBy(authToken, url))).status).toBe(403);
		expect(bench.agent.connections).toHaveLength(0);
	});
});
