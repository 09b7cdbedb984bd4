import type { SentRequest } from './sentRequest';

/** A check of one field: why the value is wrong, or undefined. */
type Check = (value: unknown) => string | undefined;

const accept =
	(what: string, isRight: (value: unknown) => boolean): Check =>
	(value) =>
		isRight(value) ? undefined : `is not ${what}: ${JSON.stringify(value)}`;

const matches = (what: string, pattern: RegExp) =>
	accept(what, (value) => typeof value === 'string' && pattern.test(value));

const boolean = accept('a boolean', (value) => typeof value === 'boolean');
const text = accept('a text', (value) => typeof value === 'string');
const url = matches('a URL without spaces', /^https?:\/\/[^\s/]+\S*$/);
/** An empty URL takes away one that is there. */
const urlOrNone = matches('a URL or empty', /^(https?:\/\/[^\s/]+\S*)?$/);
const method = matches('GET or POST', /^(GET|POST)$/);
const subaccount = matches('the id of a subaccount', /^SA[A-Z0-9]{18}$/);
const limit = accept('1 to 20', (value) => Number(value) >= 1 && Number(value) <= 20);
const offset = accept('0 or more', (value) => Number.isInteger(value) && Number(value) >= 0);
/** Application ids are decimal and exceed 2^53; a trunk's is a UUID. Nothing detaches, if Plivo can (UNCONFIRMED). */
const link = accept(
	'the id of an Application or trunk as a text, or nothing',
	(value) => value === null || (typeof value === 'string' && /^(\d+|[0-9a-f-]{36}|)$/.test(value)),
);

/** Fields of an Application (plivo.md §4). */
const APPLICATION: Record<string, Check> = {
	// Empty for one that takes messages only.
	answer_url: urlOrNone,
	answer_method: method,
	hangup_url: urlOrNone,
	hangup_method: method,
	fallback_answer_url: urlOrNone,
	fallback_method: method,
	message_url: urlOrNone,
	message_method: method,
	default_number_app: boolean,
	default_endpoint_app: boolean,
	subaccount,
	log_incoming_messages: boolean,
	public_uri: boolean,
};

/** Fields that can be updated on a number (plivo.md §3.3). */
const NUMBER: Record<string, Check> = {
	app_id: link,
	subaccount,
	alias: text,
	cnam_lookup: matches('enabled or disabled', /^(enabled|disabled)$/),
	cnam: text,
	cnam_callback_url: url,
	cnam_callback_method: method,
	compliance_application_id: text,
	caller_reputation: text,
	profile_uuid: text,
	caller_reputation_callback_url: url,
	caller_reputation_callback_method: method,
};

const paging = { limit, offset };

/** Filters of the list of numbers (plivo.md §3.1). */
const NUMBER_FILTERS: Record<string, Check> = {
	...paging,
	type: matches('a kind of number', /^(local|mobile|fixed|national|tollfree)$/),
	number_startswith: matches('digits', /^\d+$/),
	subaccount,
	alias: text,
	services: text,
};

const digits = matches('digits', /^\d+$/);

/** Filters of the list of live or queued calls (plivo.md §5.2). */
const LIVE_FILTERS: Record<string, Check> = {
	status: matches('live or queued', /^(live|queued)$/),
	call_direction: matches('a direction', /^(inbound|outbound)$/),
	from_number: digits,
	to_number: digits,
};

/** Moving the legs of a call (plivo.md §5.3). */
const TRANSFER: Record<string, Check> = {
	legs: matches('legs', /^(aleg|bleg|both)$/),
	aleg_url: url,
	aleg_method: method,
	bleg_url: url,
	bleg_method: method,
};

interface Operation {
	query?: Record<string, Check>;
	body?: Record<string, Check>;
	required?: string[];
}

/**
 * The operations of Plivo that the nodes may use, with every field that Plivo knows there. `{number}` is digits only: with
 * a + Plivo finds nothing. The name is not among what an update changes: that is not documented (UNCONFIRMED).
 */
const OPERATIONS: Record<string, Operation> = {
	'GET /': {},
	'GET /Application/': {
		query: { ...paging, subaccount, app_name: matches('a name', /^[\w-]+$/) },
	},
	'POST /Application/': {
		body: {
			...APPLICATION,
			app_name: matches('letters, digits, - and _', /^[A-Za-z0-9_-]+$/),
			answer_url: url,
			hangup_url: url,
			fallback_answer_url: url,
		},
		required: ['app_name', 'answer_url'],
	},
	'GET /Application/{id}/': {},
	'POST /Application/{id}/': { body: APPLICATION },
	'DELETE /Application/{id}/': { query: { cascade: boolean, new_endpoint_application: text } },
	'GET /Call/': { query: LIVE_FILTERS },
	'POST /Call/{call}/': { body: TRANSFER },
	'GET /Number/': { query: NUMBER_FILTERS },
	'GET /Number/{number}/': {},
	'POST /Number/{number}/': { body: NUMBER },
};

const PARAMETERS: Array<[name: string, pattern: string]> = [
	// What a number leads to may be a trunk, whose id is a UUID.
	['{id}', '(?:\\d+|[0-9a-f-]{36})'],
	['{number}', '[1-9]\\d{4,14}'],
	['{call}', '[0-9a-f-]{36}'],
];

/** The operation a request is, as `POST /Number/{number}/`; undefined for none that is known. */
export function operationOf({ method: verb, url: address }: SentRequest): string | undefined {
	const called = `${verb} ${pathBelowAccount(address) ?? ''}`;
	return Object.keys(OPERATIONS).find((name) => {
		const pattern = PARAMETERS.reduce((path, [key, part]) => path.replace(key, part), name);
		return new RegExp(`^${pattern}$`).test(called);
	});
}

function pathBelowAccount(address: string): string | undefined {
	return /^https:\/\/api\.plivo\.com\/v1\/Account\/(?:MA|SA)[A-Z0-9]{18}(\/.*)$/.exec(address)?.[1];
}

function fieldErrors(
	what: string,
	fields: Record<string, unknown>,
	known: Record<string, Check>,
	required: string[] = [],
): string[] {
	const wrong = Object.entries(fields).flatMap(([name, value]) => {
		const check = known[name];
		if (!check) return [`${what} ${name} is unknown`];
		const fault = check(value);
		return fault === undefined ? [] : [`${what} ${name} ${fault}`];
	});
	const missing = required.filter((name) => !(name in fields));
	return [...wrong, ...missing.map((name) => `${what} ${name} is missing`)];
}

/** What is wrong with a request to Plivo; [] when nothing is. Plivo itself drops unknown fields without a word. */
export function plivoErrors(request: SentRequest): string[] {
	const path = pathBelowAccount(request.url);
	if (path === undefined) return [`${request.url} is not below the account`];
	const operation = OPERATIONS[operationOf(request) ?? ''];
	if (!operation) return [`${request.method} ${path} is no operation`];
	const { query = {}, body, required } = operation;
	const bodyFields = (request.body ?? {}) as Record<string, unknown>;
	const faults = [
		...fieldErrors('query', request.query, query),
		...fieldErrors('body', bodyFields, body ?? {}, required),
	];
	const isEmptyUpdate = body !== undefined && Object.keys(bodyFields).length === 0;
	return isEmptyUpdate ? [...faults, `${request.method} ${path} changes nothing`] : faults;
}
