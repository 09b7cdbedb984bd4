import type { RequestContext } from './providerFailure';

/** What tells that the execution is stopped; undefined where none runs, such as in a webhook. */
export const stopSignal = (context: RequestContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
