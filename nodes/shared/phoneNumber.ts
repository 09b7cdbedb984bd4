import type { DialingPlan } from './dialingPlans';
import { dialingPlan, findCallingCode } from './dialingPlans';

/**
 * A phone number that cannot be understood; the message says in one sentence what is wrong and what
 * to write.
 */
export class PhoneNumberError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'PhoneNumberError';
	}
}

/** E.164 allows 15 digits with the calling code. */
const MOST_DIGITS = 15;
/** Numbers without their area code have at most this many digits. */
const MOST_LOCAL_DIGITS = 8;
const LONGEST_QUOTE = 40;

function quote(input: string): string {
	return `"${input.length > LONGEST_QUOTE ? `${input.slice(0, LONGEST_QUOTE)}...` : input}"`;
}

/** Lengths as words: `7`, `9 or 10`, `7, 9 or 10`. */
function lengthWords(plans: readonly DialingPlan[]): string {
	const all = new Set(plans.flatMap((plan) => [...plan.subscriberLengths]));
	const sorted = [...all].sort((a, b) => a - b).map(String);
	const last = sorted.pop() ?? '';
	return sorted.length === 0 ? last : `${sorted.join(', ')} or ${last}`;
}

/**
 * Numbers of the North American plan begin with an area code and an exchange code, neither with 0
 * or 1.
 */
function isNorthAmerican(national: string): boolean {
	return /^[2-9]\d\d[2-9]\d{6}$/.test(national);
}

function fits(plan: DialingPlan, national: string, lengths: ReadonlySet<number>): boolean {
	if (plan.callingCode.length + national.length > MOST_DIGITS) return false;
	// Where 0 is the trunk prefix, no number begins with it; where there is none (Italy), it belongs
	// to the number.
	if (national.startsWith('0') && plan.trunkPrefixes.length > 0) return false;
	return lengths.has(national.length) && (plan.callingCode !== '1' || isNorthAmerican(national));
}

/**
 * A trunk prefix with a 0 may be left in by mistake, or as `+44 (0)20 ...`: no number itself begins
 * so.
 */
function withoutStrayTrunkPrefix(plan: DialingPlan, national: string): string[] {
	return plan.trunkPrefixes
		.filter((prefix) => prefix.startsWith('0') && national.startsWith(prefix))
		.map((prefix) => national.slice(prefix.length));
}

interface International {
	/** E.164, or null when the digits are no complete number. */
	e164: string | null;
	/** One clause that says what is wrong. */
	fault: string;
}

function readInternational(digits: string): International {
	const found = findCallingCode(digits);
	if (found === null) {
		return { e164: null, fault: 'does not begin with the calling code of a country' };
	}
	const { callingCode, plans } = found;
	const national = digits.slice(callingCode.length);
	if (plans.length === 0) {
		const complete = /^\d{7,15}$/.test(digits);
		return { e164: complete ? `+${digits}` : null, fault: 'does not have 7 to 15 digits' };
	}
	for (const plan of plans) {
		if (fits(plan, national, plan.allLengths)) return { e164: `+${digits}`, fault: '' };
	}
	for (const plan of plans) {
		const stripped = withoutStrayTrunkPrefix(plan, national).find((rest) =>
			fits(plan, rest, plan.subscriberLengths),
		);
		if (stripped !== undefined) return { e164: `+${callingCode}${stripped}`, fault: '' };
	}
	const rightLength = plans.some((plan) => plan.allLengths.has(national.length));
	const fault = rightLength
		? `is not a possible number after +${callingCode}`
		: `has ${national.length} digits after +${callingCode}, where a number has ${lengthWords(plans)}`;
	return { e164: null, fault };
}

/** Everything that digits without `+` can stand for in a country. */
function readNational(digits: string, plan: DialingPlan): Set<string> {
	const readings = new Set<string>();
	const add = (national: string) => {
		if (fits(plan, national, plan.subscriberLengths))
			readings.add(`+${plan.callingCode}${national}`);
	};
	for (const prefix of ['00', ...plan.exitPrefixes]) {
		if (!digits.startsWith(prefix)) continue;
		const { e164 } = readInternational(digits.slice(prefix.length));
		if (e164 !== null) readings.add(e164);
	}
	for (const prefix of plan.trunkPrefixes) {
		if (digits.startsWith(prefix)) add(digits.slice(prefix.length));
	}
	// Without its trunk prefix (spreadsheets eat a leading 0), unless it could be a local number.
	const wholeLength = digits.length === Math.max(...plan.subscriberLengths);
	if (plan.trunkPrefixes.length === 0 || wholeLength || digits.length > MOST_LOCAL_DIGITS) {
		add(digits);
	}
	if (digits.startsWith(plan.callingCode)) add(digits.slice(plan.callingCode.length));
	return readings;
}

const HOW = 'start it with + and the country code, such as +14155550100';

/**
 * The digits, after a `+` when it was there. Blanks, dashes, dots, slashes and brackets are
 * dropped.
 */
function cleaned(input: string): string {
	// Copied numbers bring full-width digits and invisible direction marks along.
	const text = input
		.normalize('NFKC')
		.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
		.trim();
	if (text === '')
		throw new PhoneNumberError('The phone number is empty: enter one such as +14155550100.');
	if (text.includes('<')) {
		throw new PhoneNumberError(
			`${quote(text)} contains "<", which Plivo takes as several numbers: enter one phone number.`,
		);
	}
	if (/\p{L}/u.test(text)) {
		throw new PhoneNumberError(
			`${quote(text)} contains letters: write the phone number with digits only, such as +14155550100.`,
		);
	}
	const compact = text.replace(/[\s\-./()[\]\u2010-\u2015\u2212]/g, '');
	if (!/^\+?\d+$/.test(compact)) {
		throw new PhoneNumberError(
			`${quote(text)} is not one phone number: use digits, with + only in front, such as +14155550100.`,
		);
	}
	return compact;
}

function readDigits(input: string, digits: string, plan: DialingPlan): string {
	const readings = [...readNational(digits, plan)];
	const [only] = readings;
	if (only === undefined) {
		const trunk = plan.trunkPrefixes[0];
		const after = trunk?.startsWith('0') === true ? `after the leading ${trunk}` : 'in all';
		throw new PhoneNumberError(
			`${quote(input)} is not a complete phone number of ${plan.country}, where one has ${lengthWords([plan])} digits ${after}: complete it, or for another country ${HOW}.`,
		);
	}
	if (readings.length > 1) {
		throw new PhoneNumberError(
			`${quote(input)} can be read as ${readings.join(' or ')}: write the one that is meant, with +.`,
		);
	}
	return only;
}

/**
 * A phone number in E.164 form, from what people write: with `+`, with 00 or the default country's
 * own exit prefix, or as it is dialed inside the default country. What could be two numbers is
 * refused, never guessed.
 * @param defaultCountry ISO 3166 alpha-2 code of the country that numbers without one belong to
 * @throws PhoneNumberError
 */
export function normalizePhoneNumber(input: string, defaultCountry?: string): string {
	const text = cleaned(input);
	const country = (defaultCountry ?? '').trim();
	const plan = country === '' ? undefined : dialingPlan(country);
	if (country !== '' && plan === undefined) {
		throw new PhoneNumberError(
			`The default country ${quote(country)} is not known: use a two-letter ISO code such as US or GB.`,
		);
	}
	if (plan !== undefined && !text.startsWith('+')) return readDigits(input.trim(), text, plan);
	const international = /^(?:\+|00)(\d+)$/.exec(text)?.[1];
	if (international === undefined) {
		throw new PhoneNumberError(
			`${quote(input.trim())} does not say its country: ${HOW}, or set the default country.`,
		);
	}
	const { e164, fault } = readInternational(international);
	if (e164 === null) {
		throw new PhoneNumberError(
			`${quote(input.trim())} ${fault}: check it for wrong, missing or extra digits.`,
		);
	}
	return e164;
}

/** An E.164 number without `+`, as Plivo wants it in paths and in `<Number>` (plivo.md §3.1). */
export function phoneNumberDigits(e164: string): string {
	return e164.replace(/^\+/, '');
}

/**
 * A `From` or `To` of Plivo's in E.164 form: Plivo writes numbers with their country code, with or
 * without `+`. What is no number (a SIP address, `anonymous`) comes back as it is.
 */
export function fromProviderNumber(value: string): string {
	const text = value.trim();
	return /^[1-9]\d{6,14}$/.test(text) ? `+${text}` : text;
}
