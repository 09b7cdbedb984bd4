import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { CALL } from './callFixtures';

/** The collection of calls. */
export const CALLS = '/api/calls';

/** What Ultravox says of a call that is not there. */
export const notFound = answer(404, { detail: 'Not found.' });

/** A call as it comes with the items of other nodes. */
export const fromItem = { input: { call: { callId: CALL } } };

/** A case of the resource Call. */
export const callCase = (
	operation: string,
	size: ContractCase['size'],
	title: string,
	rest: Partial<ContractCase>,
): ContractCase => ({
	resource: 'call',
	operation,
	size,
	title,
	source: 'ultravox.md §2.3',
	parameters: {},
	requests: [],
	...rest,
});

export const wrongId = (operation: string): ContractCase =>
	callCase(operation, 'bad', 'a number of a phone is no ID', {
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { callId: byId('={{ "+14155550123" }}') },
		refusal: /'Call' is not an ID: '\+14155550123'/,
	});

/** A read of something of a call that is not there. */
export const missing = (
	operation: string,
	below: string,
	query: Record<string, string>,
): ContractCase =>
	callCase(operation, 'more', 'a call that is not there', {
		source: 'ultravox.md §1.2',
		parameters: { callId: byId(CALL) },
		answers: [notFound],
		requests: [{ method: 'GET', path: `${CALLS}/${CALL}${below}`, query }],
		refusal: /Ultravox did not find it: Not found\./,
		hint: /HTTP status 404/,
	});
