import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { ApplicationFields } from '../../shared/plivoApplication';
import type { Unsettled } from './unsettled';

/** Who answered before: an answer URL and how it is asked. */
export interface Party {
	url: string;
	method: string;
}

/** What a published trigger knows about Plivo as it was before. Never holds anything of its own. */
export interface Memory {
	/** A copy of the workflow brings the memory of the original along. */
	workflowId: string;
	/** The Plivo account that the ids belong to. */
	authId: string;
	/** The answer URL that was pushed, without fragment. */
	url: string;
	application: {
		id: string;
		dedicated: boolean;
		/** What an Application of the user's said before; null when nothing has to be put back. */
		before: ApplicationFields | null;
	};
	/** By E.164 number: id of the Application or trunk it led to before, null for nowhere. */
	numbers: Record<string, string | null>;
	/** The one party that all numbers led to before, which still answers while n8n does not. */
	party: Party | null;
	/** Digest of the fields that were pushed (`digestOf`). */
	fields: string;
	/** What is no longer used and could not be put back yet. */
	unsettled?: Unsettled;
}

/** An Application that exists while the editor listens for a test event. */
export interface TestApplication {
	id: string;
	numbers: string[];
	/** Where its numbers go back to; null for nowhere. */
	before: string | null;
}

interface Stored {
	production?: Memory;
	/** `delete` came since the last publish: the numbers may have been put back. */
	unpublished?: true;
	/** There as soon as a test begins: tells the `delete` of a test from that of a published trigger. */
	test?: TestApplication[];
}

type StaticDataContext = IHookFunctions | IWebhookFunctions;

const KEY_PREFIX = 'inboundCallTrigger:';

/** By node id, not in n8n's own place by node name: what was before survives that the trigger is renamed. */
const keyOf = (context: StaticDataContext) => KEY_PREFIX + context.getNode().id;

/** A copy of what is stored, free of n8n's change tracking and of what another workflow has stored. */
function read(context: StaticDataContext, stored: unknown): Stored {
	const copy = JSON.parse(JSON.stringify(stored ?? {})) as Stored;
	if (copy.production?.workflowId !== String(context.getWorkflow().id)) delete copy.production;
	return copy;
}

/** A copy of what is remembered. */
export function recall(context: StaticDataContext): Stored {
	return read(context, context.getWorkflowStaticData('global')[keyOf(context)]);
}

/** What the other triggers of the workflow remember, also those that are deleted by now. */
export function recallOthers(context: StaticDataContext): Memory[] {
	return Object.entries(context.getWorkflowStaticData('global'))
		.filter(([key]) => key.startsWith(KEY_PREFIX) && key !== keyOf(context))
		.flatMap(([, stored]) => read(context, stored).production ?? []);
}

/** Replaces what is remembered. */
export function remember(context: StaticDataContext, stored: Stored): void {
	context.getWorkflowStaticData('global')[keyOf(context)] = JSON.parse(JSON.stringify(stored));
}

/** Whether two memories say the same, whatever the order of their numbers. */
export function isSameMemory(one: Memory, other: Memory): boolean {
	const sorted = (memory: Memory) =>
		JSON.stringify([
			memory.workflowId,
			memory.authId,
			memory.url,
			memory.application.id,
			memory.application.dedicated,
			memory.application.before && Object.entries(memory.application.before).sort(),
			Object.entries(memory.numbers).sort(),
			memory.party && [memory.party.url, memory.party.method],
			memory.fields,
			memory.unsettled,
		]);
	return sorted(one) === sorted(other);
}
