import fc from 'fast-check';
import { plivoResponse, stream } from '../../../nodes/shared/plivoXml';
import type { StreamClaims, TokenAudience } from '../../../nodes/shared/streamToken';
import {
	answerUrl,
	fallbackUrl,
	openToken,
	sealToken,
	STREAM_PLACEHOLDER,
	STREAM_TOKEN_VERSION,
	StreamTokenError,
	streamUrl,
} from '../../../nodes/shared/streamToken';

const SECRET = 'a shared secret of the bridge';
const NOW = new Date('2026-09-01T12:00:00.000Z');
const LATER = new Date('2026-09-01T12:02:00.000Z');
const SEAL = { secret: SECRET, expiresAt: LATER, now: NOW };

const JOIN_URL = `wss://voice.ultravox.ai/calls/7b9f1c1e-6c0f-4c1c-9d56-5a1f0f3d2b11/server_web_socket?token=${'k3'.repeat(260)}`;
const CLAIMS: StreamClaims = {
	callUuid: '38cb006a-e25d-4455-9862-27550dbea7e9',
	callId: '7b9f1c1e-6c0f-4c1c-9d56-5a1f0f3d2b11',
	joinUrl: JOIN_URL.padEnd(600, 'x').slice(0, 600),
	contentType: 'audio/x-l16;rate=16000',
	eventsUrl:
		'https://n8n.example.com/webhook/3f0c2a3e-7b52-4a53-a0cb-0d7cbb5e8f10/inbound-call/events',
};

function failure(open: () => unknown): StreamTokenError {
	try {
		open();
	} catch (error) {
		if (error instanceof StreamTokenError) return error;
		throw error;
	}
	throw new Error('The token was opened.');
}

const opening = (token: string, audience: TokenAudience = 'stream', now = NOW, secret = SECRET) =>
	failure(() => openToken(token, { secret, audience, now }));

describe('sealToken and openToken', () => {
	it('give any claims back to the right audience', () => {
		const audiences = fc.constantFrom<TokenAudience>('stream', 'fallback');
		const claims = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
		const secret = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(claims, audiences, secret, (sealed, audience, key) => {
				const token = sealToken(sealed, { ...SEAL, secret: key, audience });
				expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
				const opened = openToken(token, { secret: key, audience, now: NOW });
				expect(opened).toEqual(JSON.parse(JSON.stringify(sealed)));
			}),
		);
	});

	it('make a new token each time', () => {
		const seal = () => sealToken(CLAIMS, { ...SEAL, audience: 'stream' });
		expect(seal()).not.toBe(seal());
	});

	it('refuse a token with any single bit turned over', () => {
		const token = sealToken({ joinUrl: 'wss://x' }, { ...SEAL, audience: 'stream' });
		const reasons = new Set<string>();
		for (let index = 0; index < token.length; index++) {
			for (let bit = 0; bit < 8; bit++) {
				const changed = String.fromCharCode(token.charCodeAt(index) ^ (1 << bit));
				const { reason } = opening(token.slice(0, index) + changed + token.slice(index + 1));
				expect(['authentication', 'version', 'malformed']).toContain(reason);
				reasons.add(reason);
			}
		}
		expect(reasons).toEqual(new Set(['authentication', 'version', 'malformed']));
	});

	it('refuse a token with any bit of its bytes turned over', () => {
		const bytes = Buffer.from(sealToken({ a: 1 }, { ...SEAL, audience: 'stream' }), 'base64url');
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const changed = Buffer.from(bytes);
			changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			const { reason } = opening(changed.toString('base64url'));
			expect(reason).toBe(bit < 8 ? 'version' : 'authentication');
		}
	});

	it('refuse a second spelling of the same bytes', () => {
		const tokens = Array.from({ length: 3 }, (_, index) =>
			sealToken({ pad: 'x'.repeat(index) }, { ...SEAL, audience: 'stream' }),
		);
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
		let spellings = 0;
		for (const token of tokens) {
			const bytes = Buffer.from(token, 'base64url');
			expect(opening(`${token}=`).reason).toBe('malformed');
			expect(opening(`${token} `).reason).toBe('malformed');
			for (const last of alphabet) {
				const other = token.slice(0, -1) + last;
				if (other === token || !Buffer.from(other, 'base64url').equals(bytes)) continue;
				spellings++;
				expect(opening(other).reason).toBe('malformed');
			}
		}
		expect(spellings).toBeGreaterThan(0);
	});

	it('refuse whatever is no token, always with a StreamTokenError', () => {
		expect(opening('').reason).toBe('malformed');
		expect(opening('AQ').reason).toBe('malformed');
		expect(opening('hello/../world').reason).toBe('malformed');
		expect(opening('A'.repeat(100))).toMatchObject({ reason: 'version', tokenVersion: 0 });
		const text = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.base64String(),
			fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
			fc
				.uint8Array({ minLength: 30, maxLength: 200 })
				.map((bytes) => Buffer.from([STREAM_TOKEN_VERSION, ...bytes]).toString('base64url')),
		);
		fc.assert(
			fc.property(text, (token) => {
				expect(['malformed', 'version', 'authentication']).toContain(opening(token).reason);
			}),
		);
	});

	it('tell another secret and another audience apart', () => {
		const token = sealToken(CLAIMS, { ...SEAL, audience: 'stream' });
		expect(opening(token, 'stream', NOW, 'another secret').reason).toBe('authentication');
		expect(opening(token, 'fallback', NOW, 'another secret').reason).toBe('authentication');
		expect(opening(token, 'fallback').reason).toBe('audience');
		const fallback = sealToken({ xml: '<Response/>' }, { ...SEAL, audience: 'fallback' });
		expect(opening(fallback, 'stream').reason).toBe('audience');
	});

	it('hold until the expiry and not a millisecond longer', () => {
		const token = sealToken({ a: 1 }, { ...SEAL, audience: 'stream' });
		const last = new Date(LATER.getTime() - 1);
		expect(openToken(token, { secret: SECRET, audience: 'stream', now: last })).toEqual({ a: 1 });
		expect(opening(token, 'stream', LATER).reason).toBe('expired');
		expect(opening(token, 'stream', new Date('2040-01-01')).reason).toBe('expired');
	});

	it('say in one sentence which side to update when the versions differ', () => {
		const bytes = Buffer.from(sealToken({ a: 1 }, { ...SEAL, audience: 'stream' }), 'base64url');
		bytes[0] = 2;
		const newer = opening(bytes.toString('base64url'));
		expect(newer).toMatchObject({ reason: 'version', tokenVersion: 2 });
		expect(newer.message).toBe(
			'This token has version 2, this bridge understands version 1: update the bridge.',
		);
		bytes[0] = 0;
		expect(opening(bytes.toString('base64url')).message).toMatch(/update the n8n nodes\.$/);
	});

	it('say nothing of the content in an error', () => {
		const token = sealToken(CLAIMS, { ...SEAL, audience: 'stream' });
		for (const error of [
			opening(token, 'fallback'),
			opening(token, 'stream', LATER),
			opening(token, 'stream', NOW, 'another secret'),
			opening(`${token}.`),
		]) {
			const told = `${error.message} ${JSON.stringify(error)}`;
			expect(told).not.toContain(token.slice(0, 20));
			expect(told).not.toContain('ultravox.ai');
			expect(error.message).toMatch(/^[A-Z][^.]*\.$/);
		}
	});

	it('refuse to seal what is over, and an empty secret', () => {
		const options = { ...SEAL, audience: 'stream' as const };
		expect(() => sealToken({}, { ...options, expiresAt: NOW })).toThrow(/expire/);
		expect(() => sealToken({}, { ...options, expiresAt: new Date(NaN) })).toThrow(/expire/);
		expect(() => sealToken({}, { ...options, secret: ' ' })).toThrow(/secret is empty/);
	});
});

describe('streamUrl', () => {
	it('is at most 2048 characters with a join URL of 600', () => {
		const url = streamUrl('wss://bridge.voice.some-company.example.com/audio', CLAIMS, SEAL);
		expect(CLAIMS.joinUrl).toHaveLength(600);
		expect(url.length).toBeLessThanOrEqual(2048);
		expect(url).toMatch(
			/^wss:\/\/bridge\.voice\.some-company\.example\.com\/audio\/stream\/[\w-]+$/,
		);
		const token = url.slice(url.lastIndexOf('/') + 1);
		expect(openToken(token, { secret: SECRET, audience: 'stream', now: NOW })).toEqual(CLAIMS);
	});

	it('has nothing secret readable in it', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 16 }),
				(word) => {
					const joinUrl = `wss://voice.ultravox.ai/calls/${word}/server_web_socket`;
					const url = streamUrl('wss://bridge.example.com', { ...CLAIMS, joinUrl }, SEAL);
					const bytes = Buffer.from(url.slice(url.lastIndexOf('/') + 1), 'base64url').toString(
						'latin1',
					);
					for (const secret of [word, 'ultravox.ai', CLAIMS.callUuid, CLAIMS.callId, SECRET]) {
						expect(url).not.toContain(secret);
						expect(bytes).not.toContain(secret);
						expect(url).not.toContain(Buffer.from(secret).toString('base64url').slice(0, -2));
					}
				},
			),
		);
	});

	it('says so when it would be longer than Plivo takes', () => {
		const claims = { ...CLAIMS, joinUrl: `wss://voice.ultravox.ai/${'x'.repeat(1500)}` };
		expect(() => streamUrl('wss://bridge.example.com', claims, SEAL)).toThrow(
			/^The bridge's stream URL for this call has \d{4} characters; Plivo takes at most 2048\.$/,
		);
	});

	it('takes slashes and blanks around the bridge URL', () => {
		for (const bridgeUrl of ['wss://b.example', 'wss://b.example/', ' wss://b.example// ']) {
			expect(streamUrl(bridgeUrl, CLAIMS, SEAL)).toMatch(/^wss:\/\/b\.example\/stream\/[\w-]+$/);
		}
		expect(streamUrl('ws://127.0.0.1:8080', CLAIMS, SEAL)).toMatch(
			/^ws:\/\/127\.0\.0\.1:8080\/stream\//,
		);
	});

	it.each([
		'https://b.example',
		'b.example',
		'',
		'wss://',
		'wss://b.example?x=1',
		'wss://b.example/#a',
	])('refuses the bridge URL %p', (bridgeUrl) => {
		expect(() => streamUrl(bridgeUrl, CLAIMS, SEAL)).toThrow(/public URL must begin with wss:\/\//);
	});
});

describe('fallbackUrl', () => {
	it('carries a document under the control URL', () => {
		const xml = '<?xml version="1.0" encoding="UTF-8"?><Response><Speak>Sorry</Speak></Response>';
		const url = fallbackUrl('https://bridge.example.com/control/', { xml }, SEAL);
		expect(url).toMatch(/^https:\/\/bridge\.example\.com\/control\/fallback\/[\w-]+$/);
		const token = url.slice(url.lastIndexOf('/') + 1);
		expect(openToken(token, { secret: SECRET, audience: 'fallback', now: NOW })).toEqual({ xml });
	});

	it('refuses a WebSocket URL and a document that is too long', () => {
		expect(() => fallbackUrl('wss://b.example', { xml: '' }, SEAL)).toThrow(
			/must begin with https/,
		);
		expect(() => fallbackUrl('https://b.example', { xml: 'x'.repeat(2000) }, SEAL)).toThrow(/2048/);
	});
});

describe('the fallback URL', () => {
	const options = { secret: 'a-secret-of-the-bridge', expiresAt: new Date('2036-01-01T00:00:00Z') };

	test('is the same for the same document, and another for another', () => {
		const url = fallbackUrl('https://bridge.example.com', { xml: '<a/>' }, options);
		expect(fallbackUrl('https://bridge.example.com', { xml: '<a/>' }, options)).toBe(url);
		expect(fallbackUrl('https://bridge.example.com', { xml: '<b/>' }, options)).not.toBe(url);
	});
});

describe('answerUrl', () => {
	const { callId, joinUrl, contentType, eventsUrl } = CLAIMS;
	const STREAM = { callId, joinUrl, contentType, eventsUrl };
	const xml = plivoResponse(stream(STREAM_PLACEHOLDER, { bidirectional: true }));

	it('carries the answer, under the public URL or the same one for HTTP', () => {
		const claims = {
			xml,
			machineXml: '<Response/>',
			stream: STREAM,
			bridgeUrl: 'wss://b.example/v',
		};
		for (const [base, http] of [
			['wss://b.example/v/', 'https://b.example/v'],
			['ws://127.0.0.1:8080', 'http://127.0.0.1:8080'],
			['https://b.example', 'https://b.example'],
		] as const) {
			const url = answerUrl(base, claims, SEAL);
			expect(url.startsWith(`${http}/answer/`)).toBe(true);
			const token = url.slice(url.lastIndexOf('/') + 1);
			expect(openToken(token, { secret: SECRET, audience: 'answer', now: NOW })).toEqual(claims);
		}
	});

	it('takes an answer without a stream', () => {
		expect(answerUrl('https://b.example', { xml: '<Response/>' }, SEAL)).toMatch(
			/\/answer\/[\w-]+$/,
		);
	});

	it.each([
		['a stream without its place', { xml: '<Response/>', stream: STREAM }, 'needs the place'],
		['a place without a stream', { xml }, 'needs the place'],
		['two places', { xml: xml + xml, stream: STREAM }, 'one stream only'],
		['two places for machines', { xml, machineXml: xml + xml, stream: STREAM }, 'one stream only'],
		['too much', { xml: 'x'.repeat(2000) }, '2048'],
	])('refuses %s', (_what, claims, sentence) => {
		expect(() => answerUrl('https://b.example', claims, SEAL)).toThrow(sentence);
	});

	it('refuses what is no URL', () => {
		expect(() => answerUrl('b.example', { xml: 'x' }, SEAL)).toThrow(/must begin with https:/);
	});
});
