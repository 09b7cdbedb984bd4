import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountState } from '../accountState';
import { countryOf } from '../countries';
import type { PlivoNumber } from '../plivoNumber';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import { attachmentOf, defaultAttachment } from './attachment';
import { attachmentId, hasServices, serviceList, subaccountId } from './checks';
import { comparedRules, passesComparisons } from './comparisons';
import type { RestContext } from './context';
import { readBody, readListQuery, readQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, httpUrl, method, oneOf, pattern } from './fields';

const UPDATE_RULES: Record<string, FieldRule> = {
	app_id: { check: attachmentId },
	subaccount: { check: subaccountId },
	alias: { check: anyText },
	cnam_lookup: { check: oneOf('enabled', 'disabled') },
	cnam: { check: anyText },
	cnam_callback_url: { check: httpUrl },
	cnam_callback_method: { check: method },
	compliance_application_id: { check: anyText },
	caller_reputation: { check: anyText },
	profile_uuid: { check: anyText },
	caller_reputation_callback_url: { check: httpUrl },
	caller_reputation_callback_method: { check: method },
};

const LIST_RULES: Record<string, FieldRule> = {
	type: { check: oneOf('local', 'mobile', 'fixed', 'national', 'tollfree') },
	number_startswith: { check: anyText },
	subaccount: { check: subaccountId },
	alias: { check: anyText },
	services: { check: serviceList },
	cnam_lookup: { check: oneOf('enabled', 'disabled') },
	...comparedRules('renewal_date', pattern(/^\d{4}-\d\d-\d\d$/, 'must be a date like 2024-09-26')),
	tendlc_campaign_id: { check: anyText },
	tendlc_registration_status: { check: anyText },
	toll_free_sms_verification: { check: anyText },
	toll_free_sms_verification_order_status: { check: anyText },
};

/** Of numbers that the customer has at another carrier (plivo.md §3.3). */
const REGISTER_RULES: Record<string, FieldRule> = {
	numbers: { check: pattern(/^\+?\d{3,15}(,\+?\d{3,15})*$/, 'is invalid'), required: true },
	carrier: { check: anyText, required: true },
	region: { check: anyText, required: true },
	number_type: { check: oneOf('local', 'mobile', 'fixed', 'national', 'tollfree') },
	app_id: { check: attachmentId },
	subaccount: { check: subaccountId },
};

/** Accepted, but without effect in the lab. */
const NOT_SIMULATED = ['cnam_callback_url', 'caller_reputation_callback_url'];

/** `/Number/`: the numbers the account owns (plivo.md §3.1 - §3.3). */
export function numberRoutes(server: FastifyInstance, context: RestContext): void {
	const { account, variants } = context;

	server.get('/Number/', async (request) => {
		const list = readListQuery(request, context, LIST_RULES);
		const { filters } = list;
		const found = [...account.numbers.values()].filter((number) => matches(number, filters));
		return page(
			found.map((number) => shown(number, account)),
			list,
		);
	});

	server.post('/Number/', async (request, reply) => {
		const values = readBody(request, context, REGISTER_RULES) as Record<string, string>;
		const appId =
			values.app_id === undefined
				? defaultAttachment(context)
				: attachmentOf(values.app_id, context);
		for (const number of (values.numbers as string).split(',')) {
			account.addNumber(number, {
				alias: null,
				app_id: appId,
				added_on: new Date().toISOString().slice(0, 10),
				carrier: values.carrier,
				city: null,
				country: countryOf(number)?.name ?? '',
				number_type: values.number_type ?? 'local',
				region: values.region,
				sub_account: values.subaccount ?? null,
			});
		}
		return reply.code(variants.createStatus).send(withApiId({ message: 'changed' }));
	});

	server.get('/Number/:number/', async (request) => {
		readQuery(request, context, {});
		return withApiId(shown(ofPath(request, account), account));
	});

	server.post('/Number/:number/', async (request, reply) => {
		const number = ofPath(request, account);
		const values = readBody(request, context, UPDATE_RULES);
		if (values.app_id !== undefined) attach(number, values.app_id, context);
		Object.assign(number, changesOf(values));
		for (const field of NOT_SIMULATED.filter((name) => values[name] !== undefined)) {
			context.log.add({
				side: 'plivo',
				kind: 'not-simulated',
				summary: `Update of a number: the lab never requests ${field}`,
			});
		}
		return reply.code(variants.updateStatus).send(withApiId({ message: 'changed' }));
	});

	server.delete('/Number/:number/', async (request, reply) => {
		account.numbers.delete(ofPath(request, account).number);
		return deleted(reply);
	});
}

function attach(number: PlivoNumber, sent: unknown, context: RestContext): void {
	if (sent === '' || sent === null) {
		const { emptyAppId } = context.variants;
		if (emptyAppId === 'refused') throw new ApiRefusal(400, 'app_id is invalid');
		if (emptyAppId === 'detaches') number.app_id = null;
		return;
	}
	number.app_id = attachmentOf(sent, context);
}

function changesOf(values: Record<string, unknown>): Partial<PlivoNumber> {
	const changes: Record<string, unknown> = {};
	for (const key of ['alias', 'cnam', 'cnam_lookup', 'compliance_application_id', 'profile_uuid']) {
		if (values[key] !== undefined) changes[key] = values[key];
	}
	if (values.subaccount !== undefined) changes.sub_account = values.subaccount || null;
	if (values.caller_reputation !== undefined) {
		changes.caller_reputation_status = values.caller_reputation;
	}
	return changes;
}

function ofPath(request: FastifyRequest, account: AccountState): PlivoNumber {
	const { number: digits } = request.params as { number: string };
	// The path takes digits only: a number with '+' is not found (plivo.md §3.1).
	const number = account.numbers.get(digits);
	if (!number) throw new ApiRefusal(404, 'not found');
	return number;
}

function matches(number: PlivoNumber, filters: Record<string, string>): boolean {
	const equal = (filter: string | undefined, value: string | null) =>
		filter === undefined || filter === value;
	return (
		equal(filters.type, number.number_type) &&
		equal(filters.alias, number.alias) &&
		equal(filters.subaccount, number.sub_account) &&
		equal(filters.cnam_lookup, number.cnam_lookup) &&
		number.number.startsWith(filters.number_startswith ?? '') &&
		equal(filters.tendlc_campaign_id, number.tendlc_campaign_id) &&
		equal(filters.tendlc_registration_status, number.tendlc_registration_status) &&
		equal(filters.toll_free_sms_verification, number.toll_free_sms_verification) &&
		equal(
			filters.toll_free_sms_verification_order_status,
			number.toll_free_sms_verification_order_status,
		) &&
		hasServices(number, filters.services) &&
		passesComparisons('renewal_date', number.renewal_date, filters, String)
	);
}

/** `application` is a URI, of an application or of a trunk (plivo.md §3.1). */
function shown({ app_id: id, ...number }: PlivoNumber, account: AccountState): object {
	const kind = id !== null && account.zentrunk.trunks.has(id) ? 'Zentrunk/Trunk' : 'Application';
	return {
		...number,
		application: id === null ? null : account.resourceUri(`${kind}/${id}/`),
		resource_uri: account.resourceUri(`Number/${number.number}/`),
	};
}
