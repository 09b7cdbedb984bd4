import fc from 'fast-check';
import {
	controlAuthorization,
	verifyControlAuthorization,
} from '../../../nodes/shared/bridgeControl';

const SECRET = 'a shared secret of the bridge';
const NOW = new Date('2026-09-01T12:00:00.400Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('control authorization', () => {
	it('is scheme, seconds and signature', () => {
		expect(controlAuthorization(SECRET, NOW)).toMatch(/^Bridge 1788264000\.[0-9a-f]{64}$/);
		// From another implementation of HKDF and HMAC: the wire format is a contract.
		expect(controlAuthorization('abcdefghijklmnop', NOW)).toBe(
			'Bridge 1788264000.222d674b2dde55924cf2d365d190ddc431e38172cb84f6545d689a425a1aec9a',
		);
	});

	it('holds for five minutes, either way', () => {
		const header = controlAuthorization(SECRET, NOW);
		for (const seconds of [-299, 0, 299]) {
			expect(verifyControlAuthorization(header, SECRET, at(seconds))).toBe(true);
		}
		for (const seconds of [-301, 301]) {
			expect(verifyControlAuthorization(header, SECRET, at(seconds))).toBe(false);
		}
		expect(verifyControlAuthorization(controlAuthorization(SECRET), SECRET)).toBe(true);
	});

	it('is refused with another secret, time, scheme or without one', () => {
		const header = controlAuthorization(SECRET, NOW);
		expect(verifyControlAuthorization(header, 'another secret', NOW)).toBe(false);
		expect(verifyControlAuthorization(header, '', NOW)).toBe(false);
		for (const other of [
			undefined,
			'',
			header.replace('1788264000', '1788264001'),
			header.replace('Bridge', 'Bearer'),
			header.toUpperCase(),
			`${header}0`,
			`${header}, ${header}`,
		]) {
			expect(verifyControlAuthorization(other, SECRET, NOW)).toBe(false);
		}
	});

	it('cannot be made with an empty secret', () => {
		expect(() => controlAuthorization(' ', NOW)).toThrow(/secret is empty/);
	});

	it('never throws for any header', () => {
		const header = fc.oneof(
			fc.string(),
			fc.anything(),
			fc.tuple(fc.nat(), fc.string()).map(([seconds, text]) => `Bridge ${seconds}.${text}`),
		);
		fc.assert(
			fc.property(header, fc.anything(), (any, secret) => {
				expect(verifyControlAuthorization(any as string, SECRET, NOW)).toBe(false);
				expect(verifyControlAuthorization(any as string, secret as string, NOW)).toBe(false);
			}),
		);
	});
});
