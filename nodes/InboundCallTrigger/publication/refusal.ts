import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { RequestContext } from '../../shared/providerFailure';
import { leadsElsewhere, statusOf, wasRefusedForItself } from '../../shared/providerStatus';
import { CREDENTIAL } from './inputs';

export { statusOf, wasRefused, wasRefusedForItself } from '../../shared/providerStatus';

/** What was being done at Plivo, and which input of the panel decides it. */
export interface Doing {
	/** Begins a sentence: "Linking +14155550100". */
	doing: string;
	/** Label of the input. */
	input: string;
}

/** A refusal in the user's terms that still tells how Plivo answered. */
class PlivoRefusal extends NodeOperationError {
	constructor(
		context: RequestContext,
		message: string,
		description: string,
		/** HTTP status; null when there was none. */
		readonly status: number | null,
	) {
		super(context.getNode(), message, { description });
	}
}

/** Whether Plivo could not be asked at this moment: no answer, too many requests, or broken. */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof NodeApiError || error instanceof PlivoRefusal)) return false;
	const status = statusOf(error);
	return status === null || status === 408 || status === 429 || status >= 500;
}

/** What went wrong, as a log line has it. */
export function cause(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const description = 'description' in error ? error.description : undefined;
	return typeof description === 'string' && description !== ''
		? `${error.message} (${description.replace(/[.\s]+$/, '')})`
		: error.message;
}

function advice(error: unknown, input: string): string {
	const status = statusOf(error);
	if (status === 401 || status === 403 || leadsElsewhere(error)) return `Check '${CREDENTIAL}'`;
	if (wasRefusedForItself(error)) return `Check '${input}'`;
	return 'Try again once Plivo answers';
}

/**
 * One sentence of what did not succeed, in Plivo's words, with the input to fix. n8n shows only the message of what a
 * trigger throws when it is published, so everything the user needs is in it.
 * @param notUndone what could not be put back to what it was before
 */
export function refusal(
	context: RequestContext,
	{ doing, input }: Doing,
	error: unknown,
	notUndone: string[] = [],
): NodeOperationError {
	if (error instanceof NodeOperationError && notUndone.length === 0) return error;
	const words = cause(error).replace(/[.\s]+$/, '');
	const rest = notUndone.length === 0 ? '' : `. Not put back: ${notUndone.join('; ')}`;
	const message = `${doing} did not succeed: ${words}. ${advice(error, input)}${rest}`;
	const description =
		notUndone.length === 0
			? 'Plivo is as it was before'
			: 'Everything else is as it was before. Put the rest back in the Plivo console.';
	return error instanceof NodeApiError
		? new PlivoRefusal(context, message, description, statusOf(error))
		: new NodeOperationError(context.getNode(), message, { description });
}

/**
 * What did not succeed, for a workflow that was published before: n8n has taken down its webhook already, and puts
 * nothing back.
 */
export function republishRefusal(context: RequestContext, error: unknown): NodeOperationError {
	const message = (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, '');
	return new NodeOperationError(
		context.getNode(),
		`${message}. Until it is published, this workflow answers no calls`,
		{
			description:
				'Its numbers go back to what they led to before it was published, a few seconds from now',
		},
	);
}

/**
 * Sends a request and says in the user's terms what did not succeed.
 * @throws NodeOperationError
 */
export async function attempt<T>(
	context: RequestContext,
	doing: Doing,
	request: () => Promise<T>,
): Promise<T> {
	let failure: unknown;
	try {
		return await request();
	} catch (error) {
		failure = error;
	}
	throw refusal(context, doing, failure);
}
