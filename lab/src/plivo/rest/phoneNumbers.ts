import type { FastifyInstance } from 'fastify';
import type { PlivoCountry } from '../countries';
import { findCountry } from '../countries';
import type { StockNumber } from '../numberStock';
import type { PlivoNumber } from '../plivoNumber';
import { ApiRefusal, page, withApiId } from './answers';
import { attachmentOf, defaultAttachment } from './attachment';
import { attachmentId, hasServices, serviceList } from './checks';
import type { RestContext } from './context';
import { readBody, readListQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, flag, oneOf, pattern, readFlag, wholeNumber } from './fields';

const MONTH_MS = 30 * 86_400_000;

const SEARCH_RULES: Record<string, FieldRule> = {
	country_iso: { check: pattern(/^[A-Za-z]{2}$/, 'must have two letters'), required: true },
	type: { check: oneOf('local', 'mobile', 'tollfree', 'fixed', 'national') },
	pattern: { check: pattern(/^\d{1,15}$/, 'may hold only digits') },
	npanxx: { check: pattern(/^\d{6}$/, 'must have six digits') },
	local_calling_area: { check: flag },
	region: { check: anyText },
	city: { check: anyText },
	services: { check: serviceList },
	lata: { check: wholeNumber(0, 999) },
	rate_center: { check: anyText },
	eligible: { check: flag },
};

const BUY_RULES: Record<string, FieldRule> = {
	app_id: { check: attachmentId },
	cnam_lookup: { check: oneOf('enabled', 'disabled') },
	ha_enable: { check: flag },
	compliance_application_id: { check: anyText },
	verification_info: {
		check: (value) =>
			typeof value === 'object' && value !== null ? undefined : 'must be an object',
	},
};

/** `/PhoneNumber/`: searching Plivo's stock and buying from it (plivo.md §3.4). */
export function phoneNumberRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;

	server.get('/PhoneNumber/', async (request) => {
		const list = readListQuery(request, context, SEARCH_RULES);
		const { filters } = list;
		if (readFlag(filters.local_calling_area) && filters.npanxx === undefined) {
			throw new ApiRefusal(400, 'local_calling_area needs npanxx');
		}
		const country = findCountry(filters.country_iso as string);
		// A country where Plivo sells nothing has an empty list.
		const found = country
			? account.stock.of(country.iso).filter((number) => matches(number, country.code, filters))
			: [];
		return page(
			found.map((number) => ({
				...number,
				resource_uri: account.resourceUri(`PhoneNumber/${number.number}/`),
			})),
			list,
		);
	});

	server.post('/PhoneNumber/:number/', async (request, reply) => {
		const found = account.stock.find((request.params as { number: string }).number);
		if (!found) throw new ApiRefusal(variants.missingPhoneNumberStatus, 'number not found');
		const { country, number } = found;
		const values = readBody(request, context, BUY_RULES);
		const appId =
			values.app_id === undefined
				? defaultAttachment(context)
				: attachmentOf(values.app_id, context);
		const fallback = readFlag(values.ha_enable) ? fallbackOf(number, country, context) : undefined;
		pay([number, ...(fallback ? [fallback] : [])], context);
		const status = country.regulated ? variants.regulatedNumberStatus : undefined;
		for (const bought of fallback ? [number, fallback] : [number]) {
			account.stock.take(bought.number);
			account.addNumber(bought.number, {
				...ownedFacts(bought, country),
				app_id: appId,
				cnam_lookup: values.cnam_lookup === 'enabled' ? 'enabled' : 'disabled',
				compliance_application_id: (values.compliance_application_id as string) ?? null,
				active: status === undefined,
				compliance_status: status ?? null,
			});
		}
		return reply.code(variants.createStatus).send(
			withApiId({
				message: 'created',
				status: status ?? 'fulfilled',
				numbers: [{ number: number.number, status: status ?? 'Success' }],
				...(fallback ? { fallback_number: fallback.number } : {}),
			}),
		);
	});
}

function matches(number: StockNumber, code: string, filters: Record<string, string>): boolean {
	const has = (filter: string | undefined, value: string | null) =>
		filter === undefined || (value ?? '').toLowerCase().includes(filter.toLowerCase());
	const national = number.number.slice(code.length);
	const area = readFlag(filters.local_calling_area) ? 3 : 6;
	return (
		(filters.type === undefined ||
			[number.type, number.sub_type].includes(filters.type as never)) &&
		national.startsWith(filters.pattern ?? '') &&
		(filters.npanxx === undefined ||
			(number.lata !== null && national.startsWith(filters.npanxx.slice(0, area)))) &&
		has(filters.region, number.region) &&
		has(filters.city, number.city) &&
		hasServices(number, filters.services) &&
		(filters.lata === undefined || Number(filters.lata) === number.lata) &&
		(filters.rate_center === undefined ||
			filters.rate_center.toUpperCase() === number.rate_center) &&
		(!readFlag(filters.eligible) || number.restriction === null)
	);
}

/** A second number of the same place, which takes over when the first one fails. */
function fallbackOf(
	number: StockNumber,
	country: PlivoCountry,
	{ account }: RestContext,
): StockNumber {
	const other = account.stock
		.of(country.iso)
		.findLast((one) => one.city === number.city && one.number !== number.number);
	if (!number.ha_enabled || !other) {
		throw new ApiRefusal(400, 'ha_enable is not possible for this number');
	}
	return other;
}

/** What becomes of a number of the stock once it is owned. */
function ownedFacts(number: StockNumber, { name }: PlivoCountry): Partial<PlivoNumber> {
	return {
		added_on: new Date().toISOString().slice(0, 10),
		renewal_date: new Date(Date.now() + MONTH_MS).toISOString().slice(0, 10),
		number_type: number.sub_type,
		country: name,
		city: number.city,
		region: `${number.region}, ${number.country}`,
		monthly_rental_rate: number.monthly_rental_rate,
		voice_enabled: number.voice_enabled,
		voice_rate: number.voice_rate,
		sms_enabled: number.sms_enabled,
		sms_rate: number.sms_rate,
		mms_enabled: number.mms_enabled,
		mms_rate: number.mms_rate,
	};
}

/** Takes the set-up and the first month from the credits of the account. */
function pay(numbers: StockNumber[], { account }: RestContext): void {
	const prices = numbers.map((one) => Number(one.setup_rate) + Number(one.monthly_rental_rate));
	const left = prices.reduce((credits, price) => credits - price, Number(account.cashCredits));
	if (left < 0) throw new ApiRefusal(400, 'insufficient credits');
	account.cashCredits = left.toFixed(5);
}
