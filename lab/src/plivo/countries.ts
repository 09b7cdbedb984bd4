/** A kind of number, as a search asks for it (plivo.md §3.4); local and national ones are `fixed`. */
export type NumberKind = 'local' | 'national' | 'mobile' | 'tollfree';

/** Where numbers of one kind begin. */
export interface NumberArea {
	kind: NumberKind;
	/** Digits after the country code. */
	prefix: string;
	city: string | null;
	region: string;
	/** Only in North America. */
	rateCenter: string | null;
	lata: number | null;
	services: readonly ('voice' | 'sms' | 'mms')[];
}

/** A country that the local Plivo sells numbers of and calls to. */
export interface PlivoCountry {
	iso: string;
	name: string;
	/** Digits. */
	code: string;
	/** Digits a number has after the country code. */
	digits: number;
	/** Its numbers want papers before they work (plivo.md §3.4). */
	regulated: boolean;
	/** Decimal strings in dollars, as the API writes money. */
	rates: { local: string; tollfree: string; inbound: string; outbound: string; message: string };
	areas: readonly NumberArea[];
}

const area = (
	kind: NumberKind,
	prefix: string,
	city: string | null,
	region: string,
	services: NumberArea['services'],
	rateCenter: string | null = null,
	lata: number | null = null,
): NumberArea => ({ kind, prefix, city, region, rateCenter, lata, services });

const ALL = ['voice', 'sms', 'mms'] as const;
const TEXT = ['voice', 'sms'] as const;
const VOICE = ['voice'] as const;

/** The countries of the lab. Rates and places are plausible, not Plivo's price list. */
export const COUNTRIES: readonly PlivoCountry[] = [
	{
		iso: 'US',
		name: 'United States',
		code: '1',
		digits: 10,
		regulated: false,
		rates: {
			local: '0.80000',
			tollfree: '1.00000',
			inbound: '0.00550',
			outbound: '0.01000',
			message: '0.00550',
		},
		areas: [
			area('local', '415200', 'SAN FRANCISCO', 'California', ALL, 'SNFC CNTRL', 722),
			area('local', '415300', 'SAUSALITO', 'California', TEXT, 'SAUSALITO', 722),
			area('local', '212400', 'NEW YORK', 'New York', ALL, 'NWYRCYZN01', 132),
			area('tollfree', '888500', null, 'United States', TEXT),
		],
	},
	{
		iso: 'CA',
		name: 'Canada',
		code: '1',
		digits: 10,
		regulated: false,
		rates: {
			local: '1.00000',
			tollfree: '1.20000',
			inbound: '0.00600',
			outbound: '0.01100',
			message: '0.00700',
		},
		areas: [
			area('local', '416200', 'TORONTO', 'Ontario', TEXT, 'TORONTO', 888),
			area('local', '604300', 'VANCOUVER', 'British Columbia', VOICE, 'VANCOUVER', 888),
		],
	},
	{
		iso: 'GB',
		name: 'United Kingdom',
		code: '44',
		digits: 10,
		regulated: false,
		rates: {
			local: '0.80000',
			tollfree: '1.40000',
			inbound: '0.00500',
			outbound: '0.01600',
			message: '0.03680',
		},
		areas: [
			area('local', '2071830', 'LONDON', 'London', VOICE),
			area('national', '3300100', null, 'United Kingdom', VOICE),
			area('mobile', '7400100', null, 'United Kingdom', TEXT),
			area('tollfree', '8081000', null, 'United Kingdom', VOICE),
		],
	},
	{
		iso: 'DE',
		name: 'Germany',
		code: '49',
		digits: 10,
		regulated: true,
		rates: {
			local: '3.00000',
			tollfree: '15.00000',
			inbound: '0.00700',
			outbound: '0.02500',
			message: '0.07600',
		},
		areas: [area('local', '3022000', 'BERLIN', 'Berlin', VOICE)],
	},
	{
		iso: 'IN',
		name: 'India',
		code: '91',
		digits: 10,
		regulated: true,
		rates: {
			local: '3.00000',
			tollfree: '10.00000',
			inbound: '0.00500',
			outbound: '0.00800',
			message: '0.00330',
		},
		areas: [area('local', '8031000', 'BENGALURU', 'Karnataka', VOICE)],
	},
	{
		iso: 'AU',
		name: 'Australia',
		code: '61',
		digits: 9,
		regulated: false,
		rates: {
			local: '3.00000',
			tollfree: '12.00000',
			inbound: '0.01000',
			outbound: '0.03000',
			message: '0.05000',
		},
		areas: [area('mobile', '480000', null, 'Australia', TEXT)],
	},
];

/** @param iso two letters, in either case */
export function findCountry(iso: string): PlivoCountry | undefined {
	return COUNTRIES.find((country) => country.iso === iso.toUpperCase());
}

/** Area codes of North America that are Canadian, as far as the lab has to know. */
const CANADIAN = ['204', '236', '250', '416', '437', '438', '514', '604', '613', '647', '778'];

/**
 * The country of a telephone number; undefined for a SIP address, and where the lab knows none.
 * @param number digits, with or without `+`
 */
export function countryOf(number: string): PlivoCountry | undefined {
	const digits = number.replace(/^\+/, '');
	if (!/^\d+$/.test(digits)) return undefined;
	if (digits.startsWith('1') && CANADIAN.includes(digits.slice(1, 4))) return findCountry('CA');
	return COUNTRIES.find((country) => digits.startsWith(country.code));
}
