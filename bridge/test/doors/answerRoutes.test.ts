import { randomUUID } from 'node:crypto';
import { signV2, signV3 } from '../../../nodes/shared/plivoSignature';
import {
	answerUrl,
	openToken,
	sealToken,
	STREAM_PLACEHOLDER,
	type AnswerClaims,
} from '../../../nodes/shared/streamToken';
import { CallLedger, type Ledger } from '../../src/call/callLedger';
import { answerRoutes, type AnswerRouteOptions } from '../../src/doors/answerRoutes';
import { DoorsBench, SECRET } from './support/doorsBench';

const PUBLIC_URL = 'wss://bridge.example.com/voice';
const AUTH_TOKEN = 'lab-plivo-auth-token-0000000000000000000';
const STREAM = {
	callId: 'ultravox-call',
	joinUrl: 'wss://voice.example.com/calls/x/server_web_socket',
	contentType: 'audio/x-l16;rate=16000',
	eventsUrl: 'https://n8n.example.com/webhook/x',
	record: true,
} as const;
const CLAIMS: AnswerClaims = {
	xml: `<Response><Stream bidirectional="true">${STREAM_PLACEHOLDER}</Stream></Response>`,
	machineXml: '<Response><Speak>Please call back</Speak></Response>',
	stream: STREAM,
};

describe('/answer', () => {
	let bench: DoorsBench;
	let ledger: Pick<Ledger, 'claim'>;
	const answered: string[] = [];
	beforeEach(() => (ledger = new CallLedger({ connectsPerCall: 3, rememberedCalls: 2 })));
	const start = async (options: Partial<AnswerRouteOptions> = {}) => {
		bench = await DoorsBench.start({
			settings: { publicUrl: PUBLIC_URL },
			routes: answerRoutes({
				secret: SECRET,
				publicUrl: PUBLIC_URL,
				plivoAuthTokens: [],
				limits: { callMs: 60_000 },
				ledger,
				answeredCalls: { add: (callId) => void answered.push(callId) },
				...options,
			}),
		});
	};
	afterEach(async () => await bench.close());

	const pathOf = (claims: AnswerClaims) => {
		const options = { secret: SECRET, expiresAt: new Date(Date.now() + 60_000) };
		return new URL(answerUrl('https://b.example', claims, options)).pathname;
	};
	const post = async (
		path: string,
		fields: Record<string, string>,
		headers: Record<string, string> = {},
	) =>
		await fetch(bench.url + path, { method: 'POST', body: new URLSearchParams(fields), headers });
	const streamIn = (xml: string) => {
		const address = /<Stream[^>]*>([^<]*)<\/Stream>/.exec(xml)?.[1] ?? '';
		const [base = '', token = ''] = address.split('/stream/');
		return { base, claims: openToken(token, { secret: SECRET, audience: 'stream' }) };
	};

	it('gives the XML with a stream address for this call of Plivo', async () => {
		await start();
		const response = await post(pathOf(CLAIMS), { CallUUID: 'u1', From: '14155550100' });
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
		const { base, claims } = streamIn(await response.text());
		expect(base).toBe(PUBLIC_URL);
		expect(claims).toEqual({ ...STREAM, callUuid: 'u1' });
	});

	it('tells which calls have streams to come, where the bridge is asked what comes after them', async () => {
		await start();
		for (const end of ['', '<Redirect>https://n8n.example/</Redirect>', '<Hangup/>']) {
			const xml = CLAIMS.xml.replace('</Response>', `${end}</Response>`);
			const stream = { ...STREAM, callId: `call with ${end}` };
			await post(pathOf({ xml, stream }), { CallUUID: 'u1' });
		}
		expect(answered).toEqual(['call with <Hangup/>']);
	});

	it('takes the fields from the query of a GET', async () => {
		await start();
		const response = await fetch(`${bench.url}${pathOf(CLAIMS)}?CallUUID=u1&Machine=false`);
		expect(streamIn(await response.text()).claims).toMatchObject({ callUuid: 'u1' });
	});

	it.each(['true', 'True', '1', ' yes '])('gives a machine the XML for it: %s', async (Machine) => {
		await start();
		const response = await post(pathOf(CLAIMS), { CallUUID: 'u1', Machine });
		expect(await response.text()).toBe(CLAIMS.machineXml);
	});

	it.each(['false', '', 'human'])(
		'gives a human the XML with the stream: "%s"',
		async (Machine) => {
			await start();
			const response = await post(pathOf(CLAIMS), { CallUUID: 'u1', Machine });
			expect(await response.text()).toContain('<Stream');
		},
	);

	it('gives a machine the same XML when there is no other', async () => {
		await start();
		const response = await post(pathOf({ xml: CLAIMS.xml, stream: STREAM }), {
			CallUUID: 'u1',
			Machine: 'true',
		});
		expect(await response.text()).toContain('<Stream');
	});

	it('gives XML without a stream as it is', async () => {
		await start({ publicUrl: undefined });
		const xml = '<Response><Speak>$& Grüße</Speak></Response>';
		expect(await (await post(pathOf({ xml }), { CallUUID: 'u1' })).text()).toBe(xml);
	});

	it('prefers the public address of the token, and writes it as XML', async () => {
		await start();
		const bridgeUrl = "wss://other.example.com/a&b'c";
		const xml = await (await post(pathOf({ ...CLAIMS, bridgeUrl }), { CallUUID: 'u1' })).text();
		expect(xml).toContain('wss://other.example.com/a&amp;b&apos;c/stream/');
	});

	it('is 503 when nobody knows the public address', async () => {
		await start({ publicUrl: undefined });
		const response = await post(pathOf(CLAIMS), { CallUUID: 'u1' });
		expect([response.status, await response.text()]).toEqual([
			503,
			'The bridge does not know its public address: set BRIDGE_PUBLIC_URL.\n',
		]);
	});

	it('answers the same call as often as it asks, and no other', async () => {
		await start();
		const path = pathOf(CLAIMS);
		const first = streamIn(await (await post(path, { CallUUID: 'u1' })).text());
		expect(streamIn(await (await post(path, { CallUUID: 'u1' })).text())).toEqual(first);
		const other = await post(path, { CallUUID: 'u2' });
		expect([other.status, await other.text()]).toEqual([401, '']);
		expect((await post(path, { CallUUID: 'u1' })).status).toBe(200);
		expect((await post(pathOf(CLAIMS), { CallUUID: 'u2' })).status).toBe(200);
	});

	it('asks whose the token is, of whoever knows it for all processes, and does not tell the token', async () => {
		const first = new CallLedger({ connectsPerCall: 3, rememberedCalls: 2 });
		const names: string[] = [];
		ledger = {
			claim: async (name, owner) => {
				names.push(name);
				return await Promise.resolve(first.claim(name, owner));
			},
		};
		await start();
		const path = pathOf(CLAIMS);
		expect((await post(path, { CallUUID: 'u1' })).status).toBe(200);
		await bench.close();
		// Another process.
		await start();
		expect((await post(path, { CallUUID: 'u2' })).status).toBe(401);
		expect((await post(`${path}/`, { CallUUID: 'u1' })).status).toBe(200);
		expect(new Set(names).size).toBe(1);
		expect(names[0]).not.toContain(path.split('/')[2]);
	});

	it('remembers only so many calls, and forgets the oldest first', async () => {
		await start();
		const [oldest = '', ...others] = [1, 2, 3].map(() => pathOf(CLAIMS));
		for (const path of [oldest, ...others]) await post(path, { CallUUID: 'first' });
		for (const path of others) expect((await post(path, { CallUUID: 'second' })).status).toBe(401);
		expect((await post(oldest, { CallUUID: 'second' })).status).toBe(200);
	});

	it.each([[{}], [{ CallUUID: '' }], [{ CallUUID: 'x'.repeat(201) }]])(
		'is 400 without a usable CallUUID: %j',
		async (fields) => {
			await start();
			expect((await post(pathOf(CLAIMS), fields)).status).toBe(400);
		},
	);

	it('refuses tokens that are not for it', async () => {
		await start();
		const options = { secret: SECRET, expiresAt: new Date(Date.now() + 60_000) };
		const answer = { ...options, audience: 'answer' as const };
		for (const token of [
			'x',
			sealToken({ xml: '<Response/>' }, { ...options, audience: 'fallback' }),
			sealToken({ ...CLAIMS, stream: { callId: 'only' } }, answer),
			sealToken({ ...CLAIMS, bridgeUrl: 'https://b.example' }, answer),
			sealToken(CLAIMS, { ...answer, secret: 'of somebody else' }),
		]) {
			const response = await post(`/answer/${token}`, { CallUUID: 'u1' });
			expect([response.status, await response.text()]).toEqual([401, '']);
		}
	});

	describe('with an auth token of Plivo', () => {
		const fields = { CallUUID: randomUUID(), From: '+14155550100' };
		const signedV3 = (url: string, authToken = AUTH_TOKEN) => ({
			'X-Plivo-Signature-V3': signV3({
				method: 'POST',
				url,
				parameters: fields,
				nonce: '123',
				authToken,
			}),
			'X-Plivo-Signature-V3-Nonce': '123',
		});

		it.each(['https://bridge.example.com/voice', 'http://bridge.example.com/voice'])(
			'takes what Plivo has signed for %s',
			async (base) => {
				await start({ plivoAuthTokens: ['older', AUTH_TOKEN] });
				const path = pathOf(CLAIMS);
				expect((await post(path, fields, signedV3(base + path))).status).toBe(200);
				const behindPrefix = await post(
					`/voice${path}?a=1`,
					fields,
					signedV3(`${base}${path}?a=1`),
				);
				expect(behindPrefix.status).toBe(200);
			},
		);

		it('takes what Plivo has signed for the address in the token, and the older signature', async () => {
			await start({ plivoAuthTokens: [AUTH_TOKEN] });
			const path = pathOf({ ...CLAIMS, bridgeUrl: 'wss://other.example.com' });
			const url = `https://other.example.com${path}`;
			expect((await post(path, fields, signedV3(url))).status).toBe(200);
			const v2 = {
				'X-Plivo-Signature-V2': signV2({ url, nonce: '9', authToken: AUTH_TOKEN }),
				'X-Plivo-Signature-V2-Nonce': '9',
			};
			expect((await post(path, fields, v2)).status).toBe(200);
		});

		it('refuses everything else, and the token stays nobody’s', async () => {
			await start({ plivoAuthTokens: [AUTH_TOKEN] });
			const path = pathOf(CLAIMS);
			const url = `https://bridge.example.com/voice${path}`;
			const stranger = { ...fields, CallUUID: 'of-a-stranger' };
			expect((await post(path, stranger)).status).toBe(403);
			expect((await post(path, stranger, signedV3(url))).status).toBe(403);
			expect((await post(path, fields, signedV3(url, 'another token'))).status).toBe(403);
			expect((await post(path, fields, signedV3(`${url}?x=1`))).status).toBe(403);
			expect((await post(path, fields, signedV3(url))).status).toBe(200);
		});
	});
});
