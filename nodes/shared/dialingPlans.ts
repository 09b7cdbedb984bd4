/** How phone numbers of one country are written. */
export interface DialingPlan {
	/** ISO 3166 alpha-2 code, and XK, AC and TA, which have plans of their own. */
	country: string;
	/** ITU calling code, without `+`. */
	callingCode: string;
	/**
	 * What is dialed before a national number inside the country: '0' in most; empty where there is
	 * nothing.
	 */
	trunkPrefixes: readonly string[];
	/** Digits that numbers of landlines and mobiles have after the calling code. */
	subscriberLengths: ReadonlySet<number>;
	/** Those, and the lengths of toll-free and other service numbers. */
	allLengths: ReadonlySet<number>;
	/** What is dialed before an international number, where it is not 00 alone. */
	exitPrefixes: readonly string[];
}

/** The North American plan: calling code 1, trunk prefix 1, ten digits, exit prefix 011. */
const NORTH_AMERICA = 'AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI';

/**
 * All others: country, calling code, trunk prefixes (- for none), subscriber lengths (+ further
 * lengths of service numbers), exit prefixes other than 00. AQ, BV, GS, HM, PN, TF and UM have no
 * plan of their own.
 */
const OTHERS = `
EG 20 0 8-10; ZA 27 0 5-9+10; SS 211 0 9; EH 212 0 9; MA 212 0 9; DZ 213 0 8-9; TN 216 - 8;
LY 218 0 9; GM 220 - 7,9; SN 221 - 9; MR 222 - 8; ML 223 - 8; GN 224 - 8-9; CI 225 - 10;
BF 226 - 8; NE 227 - 8; TG 228 - 8; BJ 229 - 10; MU 230 - 7-8+10; LR 231 0 7-9; SL 232 0 8;
GH 233 0 9+8; NG 234 0 10+11-12 009; TD 235 - 8; CF 236 - 8; CM 237 - 9+8; CV 238 - 7;
ST 239 - 7; GQ 240 - 9; GA 241 - 7-8; CG 242 - 9; CD 243 0 7-10; AO 244 - 9; GW 245 - 9+7;
IO 246 - 7; AC 247 - 5+6; SC 248 - 7; SD 249 0 9; RW 250 0 8-9; ET 251 0 9; SO 252 0 6-9;
DJ 253 - 8; KE 254 0 7-9+10 000; TZ 255 0 9 000; UG 256 0 9 000; BI 257 - 8; MZ 258 - 8-9;
ZM 260 0 9; MG 261 0 9; RE 262 0 9; YT 262 0 9; ZW 263 0 9+7,10; NA 264 0 8-9; MW 265 0 7,9;
LS 266 - 8; BW 267 - 7-8+10; SZ 268 - 8+9; KM 269 - 7; SH 290 - 4-5; TA 290 - 4; ER 291 0 7;
AW 297 - 7; FO 298 - 6; GL 299 - 6;
GR 30 - 10+11-12; NL 31 0 9+5-8,10-11; BE 32 0 8-9; FR 33 0 9; ES 34 - 9; HU 36 06 8-9;
IT 39 - 6-11+12; VA 39 - 6-11; GI 350 - 8; PT 351 - 9; LU 352 - 4-11; IE 353 0 7-10; IS 354 - 7,9;
AL 355 0 8-9+6-7; MT 356 - 8; CY 357 - 8; AX 358 0 6-10+5,11-12; FI 358 0 5-10+11-12;
BG 359 0 6-9+12; LT 370 0/8 8; LV 371 - 8; EE 372 - 7-8+10; MD 373 0 8; AM 374 0 8;
BY 375 80/8 9+6-8,10-11 810; AD 376 - 6,9+8; MC 377 0 8-9; SM 378 - 8,10; UA 380 0 9+10;
RS 381 0 7-10+6,11-12; ME 382 0 8+9; XK 383 0 8-9+10-12; HR 385 0 8-9+7; SI 386 0 8+5-7; BA 387 0 8-9;
MK 389 0 8;
RO 40 0 6,9; CH 41 0 9; AT 43 0 4-11+12-13; GB 44 0 9-10+7; GG 44 0 10+7,9; IM 44 0 10; JE 44 0 10;
DK 45 - 8; SE 46 0 7-9+6,10; NO 47 - 8+5; SJ 47 - 8+5; PL 48 - 7,9+10; DE 49 0 5-11+12-13; CZ 420 - 9;
SK 421 0 6-7,9; LI 423 0 7,9;
PE 51 0 8-9; MX 52 - 10; CU 53 0 8+6-7,10 119; AR 54 0 10-11; BR 55 0 10-11+8-9; CL 56 - 9+10-11;
CO 57 0 8,10+11; VE 58 0 10; FK 500 - 5; BZ 501 - 7+11; GT 502 - 8+11; SV 503 - 8+7,11;
HN 504 - 8+11; NI 505 - 8; CR 506 - 8+10; PA 507 - 7-8+10-11; PM 508 0 6,9; HT 509 - 8;
BL 590 0 9; GP 590 0 9; MF 590 0 9; BO 591 0 8+9; GY 592 - 7 001; EC 593 0 8-9+10-11; GF 594 0 9;
PY 595 0 7-9+6,10-11; MQ 596 0 9; SR 597 - 6-7; UY 598 0 8+7; BQ 599 - 7; CW 599 - 7-8;
MY 60 0 8-10; AU 61 0 9+6-8,10,12 0011; CC 61 0 9+6-8,10,12 0011; CX 61 0 9+6-8,10,12 0011;
ID 62 0 7-12+13 001/007/008; PH 63 0 6,8-10+11-13; NZ 64 0 8-10+5-7; SG 65 - 8+10-11 001/008;
TH 66 0 8-9+10,13 001; TL 670 - 7-8; NF 672 - 6; BN 673 - 7; NR 674 - 7; PG 675 - 7-8;
TO 676 - 5,7; SB 677 - 5,7; VU 678 - 5,7; FJ 679 - 7+11; PW 680 - 7 011; WF 681 - 6+9;
CK 682 - 5; NU 683 - 4,7; WS 685 - 5-7,10; KI 686 0 5,8; NC 687 - 6; TV 688 - 5-7;
PF 689 - 8+6,9; TK 690 - 4-7; FM 691 - 7; MH 692 1 7 011;
KZ 7 8 10 810; RU 7 8 10 810;
JP 81 0 9-10 010; KR 82 0 5-6,8-10+11-13 001/002; VN 84 0 9-10+7-8; CN 86 0 7-11+12;
KP 850 0 8,10; HK 852 - 8+5-7,9,11 001; MO 853 - 8+7; KH 855 0 8-9+10 001/007; LA 856 0 8-10;
BD 880 0 6-10; TW 886 0 8-9+7,10-11 002;
TR 90 0 10+7,12-13; IN 91 0 10+11-13; PK 92 0 9-10+8,11-12; AF 93 0 9; LK 94 0 9;
MM 95 0 6-10; IR 98 0 6-7,10+4-5; MV 960 - 7+10; LB 961 0 7-8; JO 962 0 8-9; SY 963 0 8-9;
IQ 964 0 8-10; KW 965 - 8+7; SA 966 0 9+10; YE 967 0 7-9; OM 968 - 8+7,9; PS 970 0 8-9+10;
AE 971 0 8-9+5-7,10-12; IL 972 0 8-9+10 012/013/014; BH 973 - 8; QA 974 - 8+7,9,11;
BT 975 - 7-8; MN 976 0 8-10 001; NP 977 0 8,10+11; TJ 992 - 9 810; TM 993 8 8 810; AZ 994 0 9;
GE 995 0 9; KG 996 0 9+10; UZ 998 - 9
`;

/**
 * Calling codes that belong to no country: international freephone and premium, satellites,
 * networks.
 */
const SHARED_CODES = ['800', '808', '870', '878', '881', '882', '883', '888', '979'];

/** `8-10,12` -> 8, 9, 10, 12 */
function lengths(text: string): number[] {
	return text.split(',').flatMap((range) => {
		const [first = 0, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_, index) => first + index);
	});
}

function parsePlan(entry: string): DialingPlan {
	const [country = '', callingCode = '', trunk = '-', counts = '', exit = ''] = entry.split(' ');
	const [subscriber = '', service] = counts.split('+');
	return {
		country,
		callingCode,
		trunkPrefixes: trunk === '-' ? [] : trunk.split('/'),
		subscriberLengths: new Set(lengths(subscriber)),
		allLengths: new Set([
			...lengths(subscriber),
			...(service === undefined ? [] : lengths(service)),
		]),
		exitPrefixes: exit === '' ? [] : exit.split('/'),
	};
}

const PLANS: readonly DialingPlan[] = [
	...NORTH_AMERICA.split(' ').map((country) => `${country} 1 1 10 011`),
	...OTHERS.split(';').map((entry) => entry.trim()),
].map(parsePlan);

const BY_COUNTRY = new Map(PLANS.map((plan) => [plan.country, plan]));

const BY_CALLING_CODE = new Map<string, DialingPlan[]>(SHARED_CODES.map((code) => [code, []]));
for (const plan of PLANS) {
	BY_CALLING_CODE.set(plan.callingCode, [...(BY_CALLING_CODE.get(plan.callingCode) ?? []), plan]);
}

/**
 * The plan of a country, by its ISO 3166 alpha-2 code in any case; undefined when there is none.
 */
export function dialingPlan(country: string): DialingPlan | undefined {
	return BY_COUNTRY.get(country.toUpperCase());
}

/** All countries that have a plan, as ISO 3166 alpha-2 codes. */
export function countriesWithDialingPlan(): string[] {
	return [...BY_COUNTRY.keys()];
}

/**
 * The calling code that digits of an international number begin with, and the countries that share
 * it; no country for the codes of freephone and satellite services; null when no code fits.
 */
export function findCallingCode(
	digits: string,
): { callingCode: string; plans: readonly DialingPlan[] } | null {
	for (const size of [1, 2, 3]) {
		const callingCode = digits.slice(0, size);
		const plans = BY_CALLING_CODE.get(callingCode);
		if (plans !== undefined) return { callingCode, plans };
	}
	return null;
}
