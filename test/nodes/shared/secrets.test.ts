import fc from 'fast-check';
import { removeTexts, stripSecrets } from '../../../nodes/shared/secrets';
import { answerUrl, fallbackUrl, sealToken, streamUrl } from '../../../nodes/shared/streamToken';

const SEAL = { secret: 'a shared secret of the bridge', expiresAt: new Date(Date.now() + 60_000) };
const JOIN_URL = 'wss://voice.ultravox.ai/calls/7b9f1c1e/telephony?token=abc&x=1';
const OLD_JOIN_URL = 'wss://prod-voice-abc.a.run.app/calls/7b9f1c1e/server_web_socket';

describe('stripSecrets', () => {
	it('drops secret keys wherever they are, in any spelling', () => {
		const value = {
			call: { callId: 'c', joinUrl: JOIN_URL, join_url: 'x', nested: [{ joinURL: 'x', keep: 1 }] },
			authToken: 'x',
			plivo_auth_token: 'x',
			auth_token: 'x',
			apiKey: 'x',
			'api-key': 'x',
			ultravoxApiKey: 'x',
			password: 12345,
			sipAuthPassword: 'x',
			secret: 'x',
			secrets: ['x'],
			sharedSecret: 'x',
			sharedSecrets: ['x'],
			token: 'x',
			accessToken: 'x',
			headers: {
				Authorization: 'Basic x',
				'X-API-Key': 'x',
				'x-unsafe-api-key': 'x',
				'X-Plivo-Signature-V3': 'x',
				'x-plivo-signature-ma-v3': 'x',
				'X-Plivo-Signature-V3-Nonce': 'x',
				'X-Plivo-Signature-V2': 'x',
				'x-bridge-signature': 'x',
				'X-Ultravox-Webhook-Signature': 'x',
				cookie: 'x',
				'content-type': 'application/json',
			},
		};
		expect(stripSecrets(value)).toEqual({
			call: { callId: 'c', nested: [{ keep: 1 }] },
			headers: { 'content-type': 'application/json' },
		});
	});

	it('leaves ordinary data as it is', () => {
		const value = {
			text: 'My token of thanks; the secret is patience. Authorization: granted. Basic information.',
			tokenVersion: 1,
			tokens: 512,
			billedSideInputTokens: 3,
			authTokenPrefix: { prefix: 'ABCD' },
			apiKeyPrefix: null,
			secretary: 'Ann',
			passwordRequired: true,
			recordSecret: false,
			token: null,
			CallUUID: '38cb006a-e25d-4455-9862-27550dbea7e9',
			From: '+14155550100',
			'X-PH-Token-Type': 'gold',
			SIPHTo: '<sip:alice@phone.plivo.com>;tag=1',
			urls: [
				'https://n8n.example.com/webhook/38cb006a-e25d-4455-9862-27550dbea7e9/inbound?x=1',
				'https://example.com/stream/38cb006a-e25d-4455-9862-27550dbea7e9',
				'wss://bridge.example.com',
				'https://api.ultravox.ai/api/calls/38cb006a/messages',
				'https://n8n.example.com/@user/calls/1',
				'mail ann@example.com',
			],
			nothing: null,
			missing: undefined,
			yes: true,
			count: 0,
			list: [],
			when: new Date(0),
		};
		expect(stripSecrets(value)).toEqual(value);
	});

	it('takes join URLs out of texts', () => {
		for (const url of [
			JOIN_URL,
			OLD_JOIN_URL,
			'ws://127.0.0.1:4010/calls/1/telephony',
			'WSS://VOICE.ULTRAVOX.AI',
		]) {
			expect(stripSecrets(`<Stream keepCallAlive="true">${url}</Stream>`)).toBe(
				'<Stream keepCallAlive="true">[removed]</Stream>',
			);
			expect(stripSecrets({ body: JSON.stringify({ url, a: 1 }) })).toEqual({
				body: '{"url":"[removed]","a":1}',
			});
		}
		const escaped = JOIN_URL.replace('&', '&amp;');
		expect(stripSecrets(`connect to ${escaped} now`)).toBe('connect to [removed] now');
	});

	it('takes the sealed tokens of the bridge out of URLs, however short their claims', () => {
		const claims = {
			callUuid: 'u',
			callId: 'c',
			joinUrl: JOIN_URL,
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: 'e',
		} as const;
		const stream = streamUrl('wss://bridge.example.com/a', claims, SEAL);
		expect(stripSecrets(`to ${stream}!`)).toBe('to wss://bridge.example.com/a/stream/[removed]!');
		const fallback = fallbackUrl('https://bridge.example.com', { xml: '' }, SEAL);
		expect(stripSecrets([fallback])).toEqual(['https://bridge.example.com/fallback/[removed]']);
		const answer = answerUrl('https://bridge.example.com', { xml: '' }, SEAL);
		expect(stripSecrets([answer])).toEqual(['https://bridge.example.com/answer/[removed]']);
		const shortest = sealToken({}, { ...SEAL, audience: 'stream' });
		expect(stripSecrets(`/stream/${shortest}`)).toBe('/stream/[removed]');
	});

	it('takes headers that authenticate and passwords in URLs out of texts', () => {
		expect(stripSecrets('GET / HTTP/1.1\r\nAuthorization: Basic TUE6dG9rZW4=\r\nAccept: */*')).toBe(
			'GET / HTTP/1.1\r\nAuthorization: [removed]\r\nAccept: */*',
		);
		expect(stripSecrets('{"authorization":"Bearer abc.def","x-api-key":"ABCDEFGH.123"}')).toBe(
			'{"authorization":"[removed]","x-api-key":"[removed]"}',
		);
		expect(stripSecrets("'X-Plivo-Signature-V3': 'abc=,def='")).toBe(
			"'X-Plivo-Signature-V3': '[removed]'",
		);
		expect(stripSecrets('at https://MA1:token@api.plivo.com/v1/')).toBe(
			'at https://[removed]@api.plivo.com/v1/',
		);
	});

	it('takes the given secrets out of texts and keys, the longest first, also as in a URL', () => {
		const secrets = ['pass', 'pass&word', '', ' ', 'abc', ' spaced secret '];
		const value = {
			a: 'pass&word pass pass%26word abc',
			'a pass&word?': { b: ['the spaced secret'] },
		};
		expect(stripSecrets(value, secrets)).toEqual({
			a: '[removed] [removed] [removed] abc',
			'a [removed]?': { b: ['the [removed]'] },
		});
	});

	it('takes them out however often JSON has escaped them', () => {
		const secret = 'a "quoted" \\ key\nin lines é';
		const once = JSON.stringify({ secret });
		const twice = JSON.stringify({ once });
		for (const text of [secret, once, twice]) {
			for (const clean of [stripSecrets(text, [secret]), removeTexts(text, [secret])]) {
				expect(clean).toContain('[removed]');
				expect(clean).not.toMatch(/quoted|in lines/);
			}
		}
		expect(stripSecrets('half \ud800 of it', ['half \ud800'])).toBe('[removed] of it');
	});

	it('copies deeply and leaves the original alone', () => {
		const value = {
			list: [{ joinUrl: JOIN_URL, a: 1 }],
			when: new Date(5),
			bytes: Buffer.from('a'),
		};
		const before = JSON.stringify(value);
		const copy = stripSecrets(value);
		expect(JSON.stringify(value)).toBe(before);
		expect(copy.list).not.toBe(value.list);
		expect(copy.list[0]).toEqual({ a: 1 });
		expect(copy.when).toEqual(new Date(5));
		expect(copy.bytes.toString()).toBe('a');
	});

	it('survives circles and odd keys', () => {
		const circle: Record<string, unknown> = { password: 'x', list: [] };
		circle.self = circle;
		(circle.list as unknown[]).push(circle);
		const copy = stripSecrets(circle);
		expect(copy.self).toBe(copy);
		expect((copy.list as unknown[])[0]).toBe(copy);
		expect('password' in copy).toBe(false);
		const odd = stripSecrets(JSON.parse('{"__proto__":{"polluted":1}}') as object);
		expect(Object.keys(odd)).toEqual(['__proto__']);
		expect('polluted' in odd).toBe(false);
	});

	it('leaves no given secret and no join URL anywhere in any JSON', () => {
		const secret = 'k3y-0f-the-h0use';
		const dirty = fc.string().map((text) => `${text}${secret}${text}${JOIN_URL}`);
		const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
			tree: fc.oneof(
				{ depthSize: 'small' },
				fc.string(),
				fc.integer(),
				fc.boolean(),
				dirty,
				fc.array(tie('tree')),
				fc.dictionary(
					fc.oneof(fc.string(), fc.constantFrom('joinUrl', 'token', secret)),
					tie('tree'),
				),
			),
		}));
		fc.assert(
			fc.property(tree, (value) => {
				const text = JSON.stringify(stripSecrets(value, [secret]));
				expect(text).not.toContain(secret);
				expect(text).not.toContain('ultravox.ai');
				expect(text).not.toMatch(/"(joinUrl|token)":(?!true|false|null)/);
			}),
		);
	});

	it('takes linear time over hostile texts', () => {
		const long = [
			'wss://'.repeat(20_000),
			'a.'.repeat(60_000),
			'wss://a/'.repeat(15_000),
			'/stream/'.repeat(15_000),
			'authorization '.repeat(10_000),
		];
		const started = process.cpuUsage();
		for (const text of long) expect(typeof stripSecrets(text)).toBe('string');
		expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
	});
});

describe('where names say nothing of the values', () => {
	it('keeps them all, and takes secrets out of texts alone', () => {
		const tool = {
			requirements: { apiKey: { headerApiKey: { name: 'X-API-Key' } }, token: { queryApiKey: {} } },
			value: 'my the-key-0123 in a text',
		};
		expect(stripSecrets({ tool, token: 'x' }, ['the-key-0123'], ['tool'])).toEqual({
			tool: { ...tool, value: 'my [removed] in a text' },
		});
	});

	it('knows them by their path, also in lists, and nothing beside them', () => {
		const described = { password: { type: 'string' } };
		const value = {
			a: { schema: described, password: 'x' },
			list: [{ tool: described, password: 'x' }, { tool: { token: 'stays' } }],
			schema: described,
		};
		expect(stripSecrets(value, [], ['a.schema', 'list.*.tool'])).toEqual({
			a: { schema: described },
			list: [{ tool: described }, { tool: { token: 'stays' } }],
			schema: {},
		});
	});

	it('may be in circles', () => {
		const circle: Record<string, unknown> = { password: 'x' };
		circle.self = circle;
		const copy = stripSecrets(circle, [], ['self.self']);
		expect('password' in copy).toBe(false);
		expect((copy.self as { self: object }).self).toHaveProperty('password');
	});
});
