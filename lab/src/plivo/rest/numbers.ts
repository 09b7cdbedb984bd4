import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountState, PlivoNumber } from '../accountState';
import { ApiRefusal, deleted, page, withApiId } from './answers';
import type { RestContext } from './context';
import { readBody, readListQuery, readQuery } from './context';
import type { FieldRule } from './fields';
import { anyText, httpUrl, method, oneOf } from './fields';

/** Ids also as JSON numbers, though a large one has lost its last digits by then. */
const appId: FieldRule['check'] = (value) =>
	value === null || typeof value === 'string' || typeof value === 'number'
		? undefined
		: 'must be a string';

const UPDATE_RULES: Record<string, FieldRule> = {
	app_id: { check: appId },
	subaccount: { check: anyText },
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
	subaccount: { check: anyText },
	alias: { check: anyText },
	services: { check: anyText },
	cnam_lookup: { check: oneOf('enabled', 'disabled') },
};

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

	server.get('/Number/:number/', async (request) => {
		readQuery(request, context, {});
		return withApiId(shown(ofPath(request, account), account));
	});

	server.post('/Number/:number/', async (request, reply) => {
		const number = ofPath(request, account);
		const values = readBody(request, context, UPDATE_RULES);
		if (values.app_id !== undefined) attach(number, values.app_id, context);
		if (values.alias !== undefined) number.alias = values.alias as string;
		if (values.subaccount !== undefined) number.sub_account = values.subaccount as string;
		if (values.cnam_lookup !== undefined) {
			number.cnam_lookup = values.cnam_lookup as PlivoNumber['cnam_lookup'];
		}
		return reply.code(variants.updateStatus).send(withApiId({ message: 'changed' }));
	});

	server.delete('/Number/:number/', async (request, reply) => {
		account.numbers.delete(ofPath(request, account).number);
		return deleted(reply);
	});
}

/** An application's or a trunk's id. An outbound trunk is accepted too, though it never answers (plivo.md §2.4). */
function attach(number: PlivoNumber, sent: unknown, { account, variants }: RestContext): void {
	if (sent === '' || sent === null) {
		if (variants.emptyAppId === 'refused') throw new ApiRefusal(400, 'app_id is invalid');
		if (variants.emptyAppId === 'detaches') number.app_id = null;
		return;
	}
	const id = String(sent);
	if (!account.applications.has(id) && !account.trunks.has(id)) {
		throw new ApiRefusal(400, 'app_id is invalid');
	}
	number.app_id = id;
}

function ofPath(request: FastifyRequest, account: AccountState): PlivoNumber {
	const { number: digits } = request.params as { number: string };
	// The path takes digits only: a number with '+' is not found (plivo.md §3.1).
	const number = account.numbers.get(digits);
	if (!number) throw new ApiRefusal(404, 'not found');
	return number;
}

function matches(number: PlivoNumber, filters: Record<string, string>): boolean {
	const services = [
		...(number.voice_enabled ? ['voice'] : []),
		...(number.sms_enabled ? ['sms'] : []),
	];
	const equal = (filter: string | undefined, value: string | null) =>
		filter === undefined || filter === value;
	return (
		equal(filters.type, number.number_type) &&
		equal(filters.alias, number.alias) &&
		equal(filters.subaccount, number.sub_account) &&
		equal(filters.cnam_lookup, number.cnam_lookup) &&
		number.number.startsWith(filters.number_startswith ?? '') &&
		(filters.services ?? '')
			.split(',')
			.filter((service) => service !== '')
			.every((service) => services.includes(service))
	);
}

/** `application` is a URI, of an application or of a trunk (plivo.md §3.1). */
function shown({ app_id: id, ...number }: PlivoNumber, account: AccountState): object {
	const kind = id !== null && account.trunks.has(id) ? 'Zentrunk/Trunk' : 'Application';
	return {
		...number,
		application: id === null ? null : account.resourceUri(`${kind}/${id}/`),
		carrier: 'Plivo',
		active: true,
		mms_enabled: false,
		monthly_rental_rate: '0.80000',
		renewal_date: '2030-01-01',
		sms_rate: '0.00000',
		voice_rate: '0.00550',
		resource_uri: account.resourceUri(`Number/${number.number}/`),
	};
}
