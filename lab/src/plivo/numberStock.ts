import type { NumberArea, PlivoCountry } from './countries';
import { COUNTRIES } from './countries';

/** A number that can be bought (plivo.md §3.4), as a search shows it but for `resource_uri`. */
export interface StockNumber {
	/** Digits only. */
	number: string;
	prefix: string;
	city: string | null;
	country: string;
	region: string;
	rate_center: string | null;
	lata: number | null;
	type: 'fixed' | 'mobile' | 'tollfree';
	sub_type: NumberArea['kind'];
	setup_rate: string;
	monthly_rental_rate: string;
	voice_enabled: boolean;
	voice_rate: string | null;
	sms_enabled: boolean;
	sms_rate: string | null;
	mms_enabled: boolean;
	mms_rate: string | null;
	/** Null where anybody may rent it. */
	restriction: string | null;
	restriction_text: string | null;
	ha_enabled: boolean;
	fallback_number: string | null;
}

/** Numbers per area: two areas fill three pages of 20. */
const PER_AREA = 25;

/** What Plivo has for sale. The same numbers every time, in ascending order within an area. */
export class NumberStock {
	readonly #numbers = new Map<string, { country: PlivoCountry; number: StockNumber }>();

	constructor() {
		for (const country of COUNTRIES) {
			for (const area of country.areas) {
				for (let index = 0; index < PER_AREA; index++) {
					const number = stockNumber(country, area, index);
					this.#numbers.set(number.number, { country, number });
				}
			}
		}
	}

	/** What is left of a country's numbers. */
	of(iso: string): StockNumber[] {
		return [...this.#numbers.values()]
			.filter(({ country }) => country.iso === iso)
			.map(({ number }) => number);
	}

	/** @param digits without `+` */
	find(digits: string): { country: PlivoCountry; number: StockNumber } | undefined {
		return this.#numbers.get(digits);
	}

	/** Takes a number out of the stock. */
	take(digits: string): void {
		this.#numbers.delete(digits);
	}
}

function stockNumber(country: PlivoCountry, area: NumberArea, index: number): StockNumber {
	const { kind, prefix, services } = area;
	const filling = String(index + 1).padStart(country.digits - prefix.length, '0');
	const enabled = (service: 'voice' | 'sms' | 'mms') => services.includes(service);
	const rate = (service: 'voice' | 'sms' | 'mms', money: string) =>
		enabled(service) ? money : null;
	return {
		number: `${country.code}${prefix}${filling}`,
		prefix: prefix.slice(0, 3),
		city: area.city,
		country: country.name.toUpperCase(),
		region: area.region,
		rate_center: area.rateCenter,
		lata: area.lata,
		type: kind === 'local' || kind === 'national' ? 'fixed' : kind,
		sub_type: kind,
		setup_rate: '0.00000',
		monthly_rental_rate: kind === 'tollfree' ? country.rates.tollfree : country.rates.local,
		voice_enabled: enabled('voice'),
		voice_rate: rate('voice', country.rates.inbound),
		sms_enabled: enabled('sms'),
		sms_rate: rate('sms', '0.00000'),
		mms_enabled: enabled('mms'),
		mms_rate: rate('mms', '0.00000'),
		restriction: country.regulated ? 'compliance' : null,
		restriction_text: country.regulated
			? `${country.name} asks for a compliance application before a number can be used`
			: null,
		ha_enabled: country.iso === 'US' && kind === 'local',
		fallback_number: null,
	};
}
