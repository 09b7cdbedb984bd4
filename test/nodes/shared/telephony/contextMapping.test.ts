import { previewContext } from '../../../../nodes/shared/telephony/contextMapping';

describe('the template context that a mapping makes of a call (U0.7)', () => {
	test("U0.7 P2.13 the vendor's own example", () => {
		expect(previewContext({ From: 'user.phone_number' }, { From: '+15551234567' })).toEqual({
			user: { phone_number: '+15551234567' },
		});
	});

	test('dotted paths on both sides; a name with a dot in it counts first', () => {
		const call = { Geo: { City: 'Berlin' }, 'X.Y': 'whole', X: { Y: 'part' } };
		expect(previewContext({ 'Geo.City': 'a.b', 'X.Y': 'a.c' }, call)).toEqual({
			a: { b: 'Berlin', c: 'whole' },
		});
	});

	test('what the call does not have gives nothing', () => {
		expect(previewContext({ From: 'a', 'To.deep': 'b' }, { To: 'text' })).toEqual({});
	});

	test('names that objects have by themselves change no object', () => {
		const mapping = { From: '__proto__.polluted', To: 'constructor.prototype.polluted' };
		expect(previewContext(mapping, { From: 'x', To: 'y' })).toEqual({});
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});
