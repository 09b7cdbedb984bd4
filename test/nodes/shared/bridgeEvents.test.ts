import fc from 'fast-check';
import type { BridgeEventDelivery } from '../../../nodes/shared/bridgeEvents';
import { signBridgeEvent, verifyBridgeEvent } from '../../../nodes/shared/bridgeEvents';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';

const SECRET = 'a shared secret of the bridge';
const TIMESTAMP = '2026-09-01T12:00:00.000Z';
const BODY = '{"version":1,"type":"dtmf","data":{"digits":"12#é"}}';
const at = (seconds: number) => new Date(Date.parse(TIMESTAMP) + seconds * 1000);

const delivery = (changes: Partial<BridgeEventDelivery> = {}): BridgeEventDelivery => ({
	rawBody: BODY,
	timestamp: TIMESTAMP,
	signature: signBridgeEvent(BODY, SECRET, TIMESTAMP),
	secret: SECRET,
	now: at(0),
	...changes,
});

describe('bridge events', () => {
	it('are signed with 64 lower-case hex digits that never change', () => {
		expect(signBridgeEvent(BODY, SECRET, TIMESTAMP)).toMatch(/^[0-9a-f]{64}$/);
		// From another implementation of HKDF and HMAC: the wire format is a contract.
		expect(signBridgeEvent('{}', 'abcdefghijklmnop', TIMESTAMP)).toBe(
			'06e526846f4b42d47615d0673514b65d2f2f5b495a4452997d31361815beb3c6',
		);
	});

	it('are accepted from a bridge that knows the secret', () => {
		expect(verifyBridgeEvent(delivery())).toBe(true);
		const timestamp = '2026-09-01T12:00:00Z';
		const signature = signBridgeEvent(BODY, SECRET, timestamp);
		expect(verifyBridgeEvent(delivery({ timestamp, signature }))).toBe(true);
	});

	it('are refused when body, time, secret or signature differ', () => {
		const signature = signBridgeEvent(BODY, SECRET, TIMESTAMP);
		for (const change of [
			{ rawBody: `${BODY} ` },
			{ timestamp: '2026-09-01T12:00:01.000Z' },
			{ secret: `${SECRET}x` },
			{ signature: signature.toUpperCase() },
			{ signature: signature.slice(1) },
			{ signature: undefined },
			{ timestamp: undefined },
			{ secret: '' },
		]) {
			expect(verifyBridgeEvent(delivery(change))).toBe(false);
		}
	});

	it('are refused when the time is off by more than the tolerance, either way', () => {
		for (const seconds of [-300, 300]) {
			expect(verifyBridgeEvent(delivery({ now: at(seconds) }))).toBe(true);
		}
		for (const seconds of [-301, 301]) {
			expect(verifyBridgeEvent(delivery({ now: at(seconds) }))).toBe(false);
		}
		expect(verifyBridgeEvent(delivery({ now: at(11), toleranceSeconds: 10 }))).toBe(false);
		expect(verifyBridgeEvent(delivery({ now: at(9), toleranceSeconds: 10 }))).toBe(true);
	});

	it('are refused with a time in another form, though signed', () => {
		for (const timestamp of ['1788264000', '2026-09-01 12:00:00', '2026-99-01T12:00:00.000Z', '']) {
			const signature = signBridgeEvent(BODY, SECRET, timestamp);
			expect(verifyBridgeEvent(delivery({ timestamp, signature }))).toBe(false);
		}
	});

	it('cannot be made from what signs the control requests', () => {
		const request = { method: 'POST', target: '/control/status', body: BODY };
		const signature = controlAuthorization(SECRET, request, at(0)).split('.')[3];
		expect(signature).toMatch(/^[0-9a-f]{64}$/);
		expect(verifyBridgeEvent(delivery({ signature }))).toBe(false);
	});

	it('never throws and never accepts what nobody signed', () => {
		const part = fc.oneof(fc.string(), fc.anything());
		fc.assert(
			fc.property(part, part, part, part, (rawBody, timestamp, signature, secret) => {
				const any = { rawBody, timestamp, signature, secret } as unknown as BridgeEventDelivery;
				expect(verifyBridgeEvent(any)).toBe(false);
				expect(verifyBridgeEvent({ ...any, timestamp: TIMESTAMP, now: at(0) })).toBe(false);
			}),
		);
	});
});
