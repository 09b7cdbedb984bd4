import { randomInt } from 'node:crypto';
import type { Parameters } from '../../shared/operations/parameters';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const SPECIAL = '~!@#$%^&*()_+';
/** The longest that Plivo takes (plivo.md §2.1). */
const LENGTH = 20;

const pick = (characters: string) => characters.charAt(randomInt(characters.length));

/**
 * A password that Plivo takes for a SIP credential (plivo.md §2.1): 20 characters, each as likely as any other, with letters,
 * digits and special characters among them. What lacks one of them is thrown away whole, so that no place is predictable.
 */
export function generateSipPassword(): string {
	for (;;) {
		const password = Array.from({ length: LENGTH }, () => pick(LETTERS + DIGITS + SPECIAL)).join(
			'',
		);
		const has = (characters: string) => [...password].some((one) => characters.includes(one));
		if (has(LETTERS) && has(DIGITS) && has(SPECIAL)) return password;
	}
}

/**
 * The user name of a SIP credential.
 * @throws InputProblem when it is not 5 to 20 letters and digits (plivo.md §2.1)
 */
export function sipUserName(parameters: Parameters, name = 'username'): string {
	const username = parameters.text(name);
	if (/^[A-Za-z0-9]{5,20}$/.test(username)) return username;
	throw parameters.problem(
		name,
		'does not have 5 to 20 letters and digits',
		'Plivo takes no others',
	);
}

/**
 * The password of a SIP credential. No message repeats it.
 * @throws InputProblem when Plivo would refuse it (plivo.md §2.1)
 */
export function sipPassword(parameters: Parameters, name = 'password'): string {
	const password = parameters.text(name);
	const fault =
		password.length < 5 || password.length > LENGTH
			? `has ${password.length} characters, and has to have 5 to ${LENGTH}`
			: /[^A-Za-z0-9~!@#$%^&*()_+]/.test(password)
				? 'has a character that Plivo does not take'
				: /[~!@#$%^&*()_+]/.test(password)
					? undefined
					: 'has no special character';
	if (fault === undefined) return password;
	throw parameters.problem(
		name,
		fault,
		`Use letters, digits and at least one of ${SPECIAL}, or have one generated`,
	);
}
