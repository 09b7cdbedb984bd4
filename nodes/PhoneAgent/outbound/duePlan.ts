import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { isObject, parsedJson } from '../../shared/operations/values';
import type { OutboundCall } from './outboundCall';
import type { RunIdentity } from './runIdentity';

/** A call that is dialled when an earlier one has ended. */
export interface DueCall {
	call: OutboundCall;
	/** Input item of the call whose end makes room for it: no other end does, so that no two dial it. */
	after: number;
	/** How long (ms) it takes at most, from its creation until its end is told. */
	lasts: number;
}

/** Which calls are due, and how they are dialled. */
export interface PlannedCalls {
	identity: Pick<RunIdentity, 'run' | 'node' | 'isLost'>;
	/** In milliseconds since the epoch: none of them was dialled before. */
	madeAt: number;
	/** At most so many are dialled in a second. */
	perSecond: number;
	/** At most so many are up at the same time. */
	atOnce: number;
	/** Each key once, in input order. */
	due: DueCall[];
}

/** What an execution that sleeps needs in order to dial the calls that are still due. */
export interface DuePlan extends PlannedCalls {
	/** n8n's id of the execution: its Retry has the same run. */
	execution: string;
	/** When it goes on, whatever has become of them, in milliseconds since the epoch. */
	deadline: number;
}

/** The name under which it is kept in the context of the node. */
const KEPT = 'outboundDue';

/**
 * Keeps the plan with the execution, in the context of the node: unlike the items that are written before, it never comes out, and
 * webhooks can read it. As a text, since n8n's expressions give that back as it is.
 * @param planned null when nobody is due
 * @param deadline when the execution goes on
 */
export function keepPlan(
	context: IExecuteFunctions,
	planned: PlannedCalls | null,
	deadline: Date,
): void {
	const store = context.getContext('node');
	// A Retry has the plan of the run before.
	if (planned === null) {
		delete store[KEPT];
		return;
	}
	const execution = context.getExecutionId();
	const plan: DuePlan = { ...planned, execution, deadline: deadline.getTime() };
	store[KEPT] = JSON.stringify(plan);
}

/** The plan of the execution that waits now; null when nobody is due, or the plan is that of another run of a loop. */
export function keptPlan(context: IWebhookFunctions, run: string): DuePlan | null {
	// What would end the expression.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const text: unknown = context.evaluateExpression(`{{ $node[${name}].context.${KEPT} }}`);
	const plan = typeof text === 'string' ? parsedJson(text) : null;
	if (!isObject(plan)) return null;
	const kept = plan as unknown as DuePlan;
	return kept.identity.run === run ? kept : null;
}
