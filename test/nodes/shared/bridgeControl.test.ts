import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	controlAuthorization,
	isSignedBody,
	verifyControlAuthorization,
} from '../../../nodes/shared/bridgeControl';
import { signText } from '../../../nodes/shared/derivedKey';

const SECRET = 'a shared secret of the bridge';
const NOW = new Date('2026-09-01T12:00:00.400Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const REQUEST = { method: 'POST', target: '/control/calls/a/hang-up?b=1' };
const hash = (body: string) => createHash('sha256').update(body).digest('hex');
const signed = (body?: string) => controlAuthorization(SECRET, { ...REQUEST, body }, NOW);
const partsOf = (header: string) => header.replace('Bridge ', '').split('.');

describe('control authorization', () => {
	it('is scheme, seconds, nonce, hash of the body and signature', () => {
		const [seconds, nonce, bodyHash, signature] = partsOf(signed('{"a":1}'));
		expect(seconds).toBe('1788264000');
		expect(nonce).toMatch(/^[0-9a-f]{32}$/);
		expect(bodyHash).toBe(hash('{"a":1}'));
		const text = `1788264000.${nonce}.POST./control/calls/a/hang-up?b=1.${bodyHash}`;
		expect(signature).toBe(signText(text, SECRET, 'plivo-ultravox/control'));
		expect(partsOf(signed())[2]).toBe(hash(''));
	});

	it('says which nonce and body it is for, and never has a nonce twice', () => {
		const header = signed('ü');
		const [, nonce, bodyHash] = partsOf(header);
		const said = verifyControlAuthorization(header, REQUEST, SECRET, NOW);
		expect(said).toEqual({ nonce, bodyHash, signedAt: expect.any(Date) });
		expect(said?.signedAt.getTime()).toBe(Number(header.split(/[ .]/)[1]) * 1000);
		expect(said && isSignedBody(said, Buffer.from('ü'))).toBe(true);
		expect(said && isSignedBody(said, 'u')).toBe(false);
		expect(partsOf(signed('ü'))[1]).not.toBe(nonce);
	});

	it('holds for five minutes, and for one when the clock of n8n is ahead', () => {
		const header = signed();
		for (const seconds of [-59, 0, 299]) {
			expect(verifyControlAuthorization(header, REQUEST, SECRET, at(seconds))).toBeDefined();
		}
		for (const seconds of [-61, -299, 301]) {
			expect(verifyControlAuthorization(header, REQUEST, SECRET, at(seconds))).toBeUndefined();
		}
		const fresh = controlAuthorization(SECRET, REQUEST);
		expect(verifyControlAuthorization(fresh, REQUEST, SECRET)).toBeDefined();
	});

	it.each([
		['method', { method: 'GET' }],
		['call', { target: '/control/calls/b/hang-up?b=1' }],
		['action', { target: '/control/calls/a/mute?b=1' }],
		['query', { target: '/control/calls/a/hang-up?b=2' }],
		['query that is missing', { target: '/control/calls/a/hang-up' }],
	])('is worth nothing for another %s', (_what, changes) => {
		const other = { ...REQUEST, ...changes };
		expect(verifyControlAuthorization(signed(), other, SECRET, NOW)).toBeUndefined();
	});

	it('is refused with another secret, part, scheme or without one', () => {
		const header = signed('body');
		expect(verifyControlAuthorization(header, REQUEST, 'another secret', NOW)).toBeUndefined();
		expect(verifyControlAuthorization(header, REQUEST, '', NOW)).toBeUndefined();
		const [, nonce = '', bodyHash = ''] = partsOf(header);
		for (const other of [
			undefined,
			'',
			header.replace('1788264000', '1788264001'),
			header.replace(nonce, '0'.repeat(32)),
			header.replace(bodyHash, hash('another')),
			header.replace('Bridge', 'Bearer'),
			header.toUpperCase(),
			`${header}0`,
			`${header}, ${header}`,
			// What was signed once: the second alone.
			`Bridge 1788264000.${signText('1788264000', SECRET, 'plivo-ultravox/control')}`,
		]) {
			expect(verifyControlAuthorization(other, REQUEST, SECRET, NOW)).toBeUndefined();
		}
	});

	it('cannot be made with an empty secret', () => {
		expect(() => controlAuthorization(' ', REQUEST, NOW)).toThrow(/secret is empty/);
	});

	it('never throws for any header', () => {
		const header = fc.oneof(
			fc.string(),
			fc.anything(),
			fc.tuple(fc.nat(), fc.string()).map(([seconds, text]) => `Bridge ${seconds}.${text}`),
		);
		fc.assert(
			fc.property(header, fc.anything(), (any, secret) => {
				const verify = (one: unknown) =>
					verifyControlAuthorization(any as string, REQUEST, one as string, NOW);
				expect(verify(SECRET)).toBeUndefined();
				expect(verify(secret)).toBeUndefined();
			}),
		);
	});
});
