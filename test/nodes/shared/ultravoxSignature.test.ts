import { createHmac } from 'node:crypto';
import { verifyUltravoxWebhook } from '../../../nodes/shared/ultravoxSignature';

const SECRET = 'the-secret-of-the-test';
const BODY = '{"event":"call.ended","call":{}}';
const NOW = new Date('2026-11-20T10:00:00.000Z');

/** As the vendor documents it: body first, no separator (ultravox.md §7.6). */
const signed = (timestamp: string, secret = SECRET) =>
	createHmac('sha256', secret)
		.update(BODY + timestamp)
		.digest('hex');

const delivery = (timestamp: string, signature: string | undefined, rest: object = {}) => ({
	rawBody: BODY,
	timestamp,
	signature,
	secret: SECRET,
	now: NOW,
	...rest,
});

describe('verifyUltravoxWebhook', () => {
	it.each([
		['in UTC', '2026-11-20T09:59:30.123Z'],
		['with microseconds', '2026-11-20T09:59:30.123456Z'],
		['without a zone', '2026-11-20T09:59:30.123'],
		['with an offset', '2026-11-20T10:59:30+01:00'],
	])('takes a timestamp %s', (_name, timestamp) => {
		expect(verifyUltravoxWebhook(delivery(timestamp, signed(timestamp)))).toBe(true);
	});

	it('takes any of several signatures, blanks and capitals aside', () => {
		const timestamp = '2026-11-20T10:00:00Z';
		const several = `${signed(timestamp, 'another')}, ${signed(timestamp).toUpperCase()}`;
		expect(verifyUltravoxWebhook(delivery(timestamp, several))).toBe(true);
	});

	it.each([
		['another secret', '2026-11-20T10:00:00Z', signed('2026-11-20T10:00:00Z', 'another')],
		['another time', '2026-11-20T10:00:00Z', signed('2026-11-20T10:00:01Z')],
		['no signature', '2026-11-20T10:00:00Z', undefined],
		['no time', 'now', signed('now')],
		['too old', '2026-11-20T09:54:59Z', signed('2026-11-20T09:54:59Z')],
		['from the future', '2026-11-20T10:05:01Z', signed('2026-11-20T10:05:01Z')],
	])('refuses %s', (_name, timestamp, signature) => {
		expect(verifyUltravoxWebhook(delivery(timestamp, signature))).toBe(false);
	});

	it('refuses another body, a blank secret and what is no text', () => {
		const timestamp = '2026-11-20T10:00:00Z';
		const signature = signed(timestamp);
		expect(verifyUltravoxWebhook(delivery(timestamp, signature, { rawBody: `${BODY} ` }))).toBe(
			false,
		);
		const blank = createHmac('sha256', ' ')
			.update(BODY + timestamp)
			.digest('hex');
		expect(verifyUltravoxWebhook(delivery(timestamp, blank, { secret: ' ' }))).toBe(false);
		expect(verifyUltravoxWebhook(delivery(timestamp, signature, { timestamp: undefined }))).toBe(
			false,
		);
	});

	it('takes an older one where it is told to', () => {
		const timestamp = '2026-11-20T02:00:00Z';
		const old = delivery(timestamp, signed(timestamp), { toleranceSeconds: 9 * 3600 });
		expect(verifyUltravoxWebhook(old)).toBe(true);
	});
});
