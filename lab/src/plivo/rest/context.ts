import type { FastifyRequest } from 'fastify';
import type { LabLog } from '../../labLog';
import type { AccountState } from '../accountState';
import type { CallQueue } from '../callQueue';
import type { CallRegistry } from '../callRegistry';
import type { CallWorld } from '../callWorld';
import type { PlivoVariants } from '../variants';
import type { TrunkCallRegistry } from '../zentrunk/trunkCallRegistry';
import { ApiRefusal } from './answers';
import type { FieldRule } from './fields';
import { readFields, wholeNumber } from './fields';

/** What the handlers of the API work on. */
export interface RestContext {
	account: AccountState;
	calls: CallRegistry;
	/** Calls that the API makes wait here for their turn. */
	queue: CallQueue;
	/** Calls through SIP trunks: no API shows them together with the others. */
	trunkCalls: TrunkCallRegistry;
	world: CallWorld;
	variants: PlivoVariants;
	log: LabLog;
}

/** The checked body of a request. Unknown fields are dropped and logged, as all the log's readers know. */
export function readBody(
	request: FastifyRequest,
	context: RestContext,
	rules: Record<string, FieldRule>,
): Record<string, unknown> {
	const body = request.body ?? {};
	if (typeof body !== 'object' || Array.isArray(body)) {
		throw new ApiRefusal(400, 'The request body must be a JSON object');
	}
	return checked(body as Record<string, unknown>, request, context, rules);
}

/** The checked query of a request. */
export function readQuery(
	request: FastifyRequest,
	context: RestContext,
	rules: Record<string, FieldRule>,
): Record<string, string> {
	const query = request.query as Record<string, string>;
	return checked(query, request, context, rules) as Record<string, string>;
}

const PAGING: Record<string, FieldRule> = {
	limit: { check: wholeNumber(1, 20) },
	offset: { check: wholeNumber(0, Number.MAX_SAFE_INTEGER) },
};

/** The checked query of a list: the filters, and what `page` needs (plivo.md §1.1). */
export function readListQuery(
	request: FastifyRequest,
	context: RestContext,
	rules: Record<string, FieldRule>,
): { filters: Record<string, string>; limit: number; offset: number; path: string } {
	const filters = readQuery(request, context, { ...rules, ...PAGING });
	return {
		filters,
		limit: Number(filters.limit ?? 20),
		offset: Number(filters.offset ?? 0),
		path: pathOf(request),
	};
}

export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] as string;
}

function checked(
	sent: Record<string, unknown>,
	request: FastifyRequest,
	{ log }: RestContext,
	rules: Record<string, FieldRule>,
): Record<string, unknown> {
	const { values, unknown, error } = readFields(sent, rules);
	for (const name of unknown) {
		log.add({
			side: 'plivo',
			kind: 'unknown-field',
			summary: `${request.method} ${pathOf(request)}: Plivo knows no field ${name}`,
			detail: { field: name },
		});
	}
	if (error !== undefined) throw new ApiRefusal(400, error);
	return values;
}
