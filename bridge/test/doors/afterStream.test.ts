import { signV3 } from '../../../nodes/shared/plivoSignature';
import { afterStreamUrl, answerUrl, STREAM_PLACEHOLDER } from '../../../nodes/shared/streamToken';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import type { BenchCall } from '../testBench';
import { SECRET, TestBench } from '../testBench';

const AUTH_TOKEN = 'lab-plivo-auth-token-0000000000000000000';
const seal = () => ({ secret: SECRET, expiresAt: new Date(Date.now() + 60_000) });
const SORRY =
	/^<\?xml [^>]+><Response><Speak [^>]+>We are sorry, [^<]+<\/Speak><Hangup\/><\/Response>$/;
const NOTHING = /^<\?xml [^>]+><Response><Hangup\/><\/Response>$/;

describe('what comes after the stream of an answered call', () => {
	let bench: TestBench;
	afterEach(async () => await bench.close());

	const start = async (settings: Parameters<typeof TestBench.start>[0] = {}) => {
		bench = await TestBench.start({ publicUrl: 'wss://bridge.example.com', ...settings });
	};

	const ask = async (
		url: string,
		callUuid: string,
		headers: Record<string, string> = {},
	): Promise<Response> => {
		const { pathname } = new URL(url);
		const body = new URLSearchParams({ CallUUID: callUuid });
		return await fetch(bench.httpUrl + pathname, { method: 'POST', body, headers });
	};

	/** Where the document of a call's answer leads after its stream. */
	const afterIn = async (claims: BenchCall['claims'], end = '<Hangup/>'): Promise<string> => {
		const { callUuid, ...stream } = claims;
		const xml = `<Response><Stream>${STREAM_PLACEHOLDER}</Stream>${end}</Response>`;
		const expiresAt = new Date(Date.now() + 60_000);
		const url = answerUrl(
			'wss://bridge.example.com',
			{ xml, stream },
			{ secret: SECRET, expiresAt },
		);
		const document = await (await ask(url, callUuid)).text();
		expect(document).toMatch(
			/^<Response><Stream>wss:\/\/bridge\.example\.com\/stream\/[^<]+<\/Stream>/,
		);
		return (
			/<\/Stream><Redirect>([^<]+)<\/Redirect><Hangup\/><\/Response>$/
				.exec(document)?.[1]
				?.replaceAll('&amp;', '&') ?? ''
		);
	};

	const comesAfter = async ({ claims }: BenchCall): Promise<string> => {
		const url = await afterIn(claims);
		expect(url).toMatch(/^https:\/\/bridge\.example\.com\/answer\/[\w-]+\/after#ct=\d+&rt=\d+/);
		const answers = [await ask(url, claims.callUuid), await ask(url, claims.callUuid)];
		const [first, again] = await Promise.all(answers.map(async (answer) => await answer.text()));
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(answers[0]?.headers.get('content-type')).toMatch(/^application\/xml/);
		expect(again).toBe(first);
		return first ?? '';
	};

	it('the agent was lost: a sentence, as often as Plivo asks', async () => {
		await start();
		const call = await bench.call();
		call.agent.socket.terminate();
		await call.plivo.isClosed();
		expect(await comesAfter(call)).toMatch(SORRY);
	});

	it('the agent could not be joined: a sentence', async () => {
		await start();
		bench.agent.refuseWith = 503;
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		await plivo.isClosed();
		expect(await comesAfter({ claims } as BenchCall)).toMatch(SORRY);
	});

	it('the agent said goodbye: nothing more', async () => {
		await start();
		const call = await bench.call();
		call.agent.speak(distinctBytes(640));
		call.agent.socket.close(1000);
		const { name } = await call.plivo.hasEvent('checkpoint');
		call.plivo.send({ event: 'playedStream', streamId: 'stream-1', name });
		await call.plivo.isClosed();
		expect(await comesAfter(call)).toMatch(NOTHING);
	});

	it('hung up by whoever controls the bridge: nothing more', async () => {
		await start();
		const call = await bench.call();
		bench.bridge.find(call.claims.callId)?.hangUp();
		await call.plivo.isClosed();
		expect(await comesAfter(call)).toMatch(NOTHING);
	});

	it('another agent of the same call was lost before, and this one said goodbye: nothing more', async () => {
		await start();
		const first = await bench.call();
		const { callUuid } = first.claims;
		first.agent.socket.terminate();
		await first.plivo.isClosed();
		const second = await bench.call({ callUuid });
		bench.bridge.find(second.claims.callId)?.hangUp();
		await second.plivo.isClosed();
		expect(await comesAfter(second)).toMatch(NOTHING);
		expect(await comesAfter(first)).toMatch(SORRY);
	});

	it('Plivo has left a stream that it did not close: a sentence, and its agent is let go', async () => {
		await start();
		const call = await bench.call();
		expect(await comesAfter(call)).toMatch(SORRY);
		await eventually('the agent is let go', () => call.agent.closeCode === 1000);
		expect((await bench.sink.event('ended')).data).toMatchObject({
			report: { endedBy: 'bridge', reason: 'stream-lost' },
		});
		await call.plivo.isClosed();
	});

	it('asked for while a farewell is heard: it is, and nothing more comes', async () => {
		await start();
		const call = await bench.call();
		call.agent.speak(distinctBytes(640));
		call.agent.socket.close(1000);
		const { name } = await call.plivo.hasEvent('checkpoint');
		expect(await comesAfter(call)).toMatch(NOTHING);
		expect(call.plivo.closed).toBeUndefined();
		call.plivo.send({ event: 'playedStream', streamId: 'stream-1', name });
		await call.plivo.isClosed();
		expect((await bench.sink.event('ended')).data).toMatchObject({
			report: { reason: 'agent-ended' },
		});
	});

	it('a call that another bridge had: nothing more', async () => {
		await start();
		expect(await comesAfter({ claims: bench.claims() } as BenchCall)).toMatch(NOTHING);
	});

	it('a document that goes on in another way is left alone', async () => {
		await start();
		expect(await afterIn(bench.claims(), '<Speak>And now?</Speak><Hangup/>')).toBe('');
	});

	it('its token is good for its own call, and for nothing else', async () => {
		await start();
		const url = afterStreamUrl(
			'wss://bridge.example.com/',
			{ callUuid: 'u1', callId: 'c1' },
			seal(),
		);
		expect((await ask(url, 'u1')).status).toBe(200);
		expect((await ask(url, 'u2')).status).toBe(401);
		expect((await ask(url, '')).status).toBe(400);
		expect((await ask(url.replace('/after', ''), 'u1')).status).toBe(401);
		expect((await ask(url.replace('/after', 'A/after'), 'u1')).status).toBe(401);
		const claims = { xml: '<Response/>' };
		const expiresAt = new Date(Date.now() + 60_000);
		const answer = answerUrl('wss://bridge.example.com', claims, { secret: SECRET, expiresAt });
		expect((await ask(`${answer}/after`, 'u1')).status).toBe(401);
	});

	it('with Plivo’s Auth Token only Plivo is answered', async () => {
		await start({ plivoAuthTokens: [AUTH_TOKEN] });
		const claims = { callUuid: 'u1', callId: 'c1', bridgeUrl: 'wss://other.example.com' };
		const address = afterStreamUrl(claims.bridgeUrl, claims, seal());
		const url = address.replace(/#.*/, '');
		expect((await ask(url, 'u1')).status).toBe(403);
		const parameters = { CallUUID: 'u1' };
		const signed = {
			method: 'POST' as const,
			url,
			parameters,
			nonce: '123',
			authToken: AUTH_TOKEN,
		};
		const headers = {
			'X-Plivo-Signature-V3': signV3(signed),
			'X-Plivo-Signature-V3-Nonce': '123',
		};
		expect((await ask(url, 'u1', headers)).status).toBe(200);
	});
});
