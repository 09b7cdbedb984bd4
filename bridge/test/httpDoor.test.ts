import { controlAuthorization } from '../../nodes/shared/bridgeControl';
import { answerUrl, fallbackUrl, STREAM_PLACEHOLDER } from '../../nodes/shared/streamToken';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { FakePlivo } from './fakes/fakePlivo';
import { SECRET, TestBench } from './testBench';

const KEY = 'a-key-of-the-control-API';
const inAMinute = () => new Date(Date.now() + 60_000);

describe('the HTTP addresses of a bridge', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ doors: { controlKey: KEY } });
	});
	afterEach(async () => await bench.close());

	const control = async (method: string, path: string) => {
		const headers = { authorization: `Bearer ${KEY}` };
		const response = await fetch(`${bench.httpUrl}/control/calls${path}`, { method, headers });
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	};

	it('tell how it is: alive, ready, and its calls to who may know', async () => {
		await bench.call();
		const health = (await (await fetch(`${bench.httpUrl}/healthz`)).json()) as object;
		expect(Object.keys(health)).toEqual(['status', 'version', 'tokenVersions']);
		expect(await (await fetch(`${bench.httpUrl}/readyz`)).json()).toEqual({ status: 'ready' });
		const authorization = controlAuthorization(SECRET, {
			method: 'GET',
			target: '/control/status',
		});
		const headers = { authorization };
		const status = await fetch(`${bench.httpUrl}/control/status`, { headers });
		expect(await status.json()).toMatchObject({ calls: 1, tokenVersions: [1] });
	});

	it('show a live call to the control API, which hangs it up', async () => {
		const { claims, plivo, agent } = await bench.call();
		const { body } = await control('GET', '');
		expect(body.calls).toMatchObject([{ callId: claims.callId, callUuid: claims.callUuid }]);
		const one = await control('GET', `/${claims.callUuid}`);
		expect(one.body).toMatchObject({ call: { callId: claims.callId, connected: true } });
		expect((await control('POST', `/${claims.callId}/hang-up`)).status).toBe(200);
		await plivo.isClosed();
		await eventually('the agent is left', () => agent.closeCode);
		expect(await bench.sink.report()).toMatchObject({ endedBy: 'bridge', reason: 'hung-up' });
		expect((await control('GET', '')).body).toEqual({ calls: [] });
	});

	it('let the agent hear silence while the caller is muted', async () => {
		const { claims, plivo, agent } = await bench.call();
		await control('POST', `/${claims.callId}/mute`);
		plivo.media(distinctBytes(640));
		await eventually('something is heard', () => agent.heard.length >= 640);
		expect(agent.heard.every((byte) => byte === 0)).toBe(true);
		expect((await control('POST', `/${claims.callId}/unmute`)).body).toMatchObject({
			call: { muted: false },
		});
		const before = agent.heard.length;
		plivo.media(distinctBytes(640));
		await eventually('the caller is heard again', () =>
			agent.heard.subarray(before).equals(distinctBytes(640)),
		);
	});

	it('answer an outbound call with a stream that becomes a call', async () => {
		const { callUuid, ...stream } = bench.claims();
		const url = answerUrl(
			bench.httpUrl,
			{
				xml: `<Response><Stream>${STREAM_PLACEHOLDER}</Stream></Response>`,
				stream,
				bridgeUrl: bench.webSocketUrl,
			},
			{ secret: SECRET, expiresAt: inAMinute() },
		);
		const body = new URLSearchParams({ CallUUID: callUuid, Direction: 'outbound' });
		const xml = await (await fetch(url, { method: 'POST', body })).text();
		const address = /<Stream>([^<]+)</.exec(xml)?.[1] ?? '';
		const plivo = await FakePlivo.connect(address);
		plivo.start({ callId: callUuid });
		await bench.agent.connected();
		expect((await bench.sink.event('started')).callUuid).toBe(callUuid);
		plivo.socket.terminate();
	});

	it('give the fallback', async () => {
		const options = { secret: SECRET, expiresAt: inAMinute() };
		const url = fallbackUrl(bench.httpUrl, { xml: '<Response/>' }, options);
		expect(await (await fetch(url)).text()).toBe('<Response/>');
	});

	it('are protected: nothing but health, readiness and sealed documents is open', async () => {
		for (const path of ['/control/status', '/control/calls', '/control/calls/x']) {
			expect((await fetch(bench.httpUrl + path)).status).toBe(401);
		}
		for (const path of ['/control/', '/control', '/fallback/', '/answer', '/stream/x', '//']) {
			const { status } = await fetch(bench.httpUrl + path);
			expect([path, status]).toEqual([path, 404]);
		}
	});
});
