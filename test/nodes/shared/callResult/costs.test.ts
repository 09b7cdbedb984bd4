import { callCosts, isBillingPending } from '../../../../nodes/shared/callResult/costs';

const billed = (billedDuration: string) => ({
	joined: '2026-11-20T10:00:00Z',
	billingStatus: 'BILLING_STATUS_BILLED',
	billedDuration,
});

describe('callCosts', () => {
	it.each([
		['0s', 0],
		['0.4s', 6],
		['6s', 6],
		['6.001s', 12],
		['59.9s', 60],
	])('bills %s as %i s: begun steps of six', (duration, seconds) => {
		expect(callCosts([billed(duration)], 0.01, null)).toEqual({
			plivo: 0.01,
			ultravox: null,
			total: null,
			ultravoxSeconds: seconds,
		});
	});

	it('adds both sides, without the digits of floating point', () => {
		expect(callCosts([billed('61s'), billed('6s')], 0.1, 0.05)).toEqual({
			plivo: 0.1,
			ultravox: 0.06,
			total: 0.16,
			ultravoxSeconds: 72,
		});
	});

	it('is null while it is not billed, and for what is no duration', () => {
		const pending = { ...billed('12s'), billingStatus: 'BILLING_STATUS_PENDING' };
		expect(callCosts([pending], 0.1, 0.05).ultravox).toBeNull();
		expect(callCosts([billed('')], 0.1, 0.05).ultravox).toBeNull();
		expect(callCosts([billed('12s')], null, 0.05).total).toBeNull();
	});

	it('costs nothing when nobody joined', () => {
		expect(callCosts([{ joined: null, billingStatus: 'BILLING_STATUS_PENDING' }], 0, 0.05)).toEqual(
			{
				plivo: 0,
				ultravox: 0,
				total: 0,
				ultravoxSeconds: 0,
			},
		);
	});
});

test('billing is waited for where somebody joined and nobody has billed', () => {
	expect(isBillingPending(billed('6s'))).toBe(false);
	expect(isBillingPending({ joined: 'x', billingStatus: 'BILLING_STATUS_PENDING' })).toBe(true);
	expect(isBillingPending({ joined: 'x' })).toBe(true);
	expect(isBillingPending({ joined: null })).toBe(false);
});
