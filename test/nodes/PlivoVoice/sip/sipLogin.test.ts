import { generateSipPassword } from '../../../../nodes/PlivoVoice/sip/sipLogin';

describe('a generated SIP password (T1.12)', () => {
	const passwords = Array.from({ length: 2_000 }, generateSipPassword);

	it('is one that Plivo takes: 20 characters, with letters, digits and special characters (plivo.md §2.1)', () => {
		for (const password of passwords) {
			expect(password).toMatch(/^[A-Za-z0-9~!@#$%^&*()_+]{20}$/);
			expect(password).toMatch(/[A-Za-z]/);
			expect(password).toMatch(/\d/);
			expect(password).toMatch(/[~!@#$%^&*()_+]/);
		}
	});

	it('never comes twice', () => {
		expect(new Set(passwords).size).toBe(passwords.length);
	});

	it('uses all 75 characters, in each place, about equally often', () => {
		for (const place of [0, 10, 19]) {
			const counts = new Map<string, number>();
			for (const password of passwords) {
				const character = password.charAt(place);
				counts.set(character, (counts.get(character) ?? 0) + 1);
			}
			expect(counts.size).toBe(75);
			// 27 expected each: more than 70 has a chance of 1 in 10^12.
			expect(Math.max(...counts.values())).toBeLessThan(70);
		}
	});
});
