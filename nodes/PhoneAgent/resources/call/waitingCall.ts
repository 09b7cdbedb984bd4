import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { PlivoParameters } from '../../../shared/plivoSignature';

/** What the Inbound Call Trigger gave for this call. */
export interface WaitingCall {
	call: IDataObject;
	plivo: PlivoParameters;
	webhookUrl: string;
	isTest: boolean;
	/** The trigger can check what the bridge reports. */
	hearsBridge: boolean;
}

/**
 * The item of the trigger this call came from. Not the input: what other nodes put there is not to be trusted with where the
 * call goes on.
 */
export function waitingCall(context: IExecuteFunctions, itemIndex: number): WaitingCall {
	const item = triggerItems(context, itemIndex).find(isWaiting);
	if (!item) {
		throw new NodeOperationError(context.getNode(), 'No call is waiting to be answered', {
			itemIndex,
			description:
				"'Answer Call' goes behind an Inbound Call Trigger whose 'Answer With' is 'Workflow'",
		});
	}
	const answer = item.answer as { webhookUrl: string; isTest?: boolean; hearsBridge?: boolean };
	return {
		call: item.call as IDataObject,
		plivo: (item.plivo ?? {}) as PlivoParameters,
		webhookUrl: answer.webhookUrl,
		isTest: answer.isTest === true,
		hearsBridge: answer.hearsBridge === true,
	};
}

/** Whether an item is what a trigger gives for a call that waits; other nodes may have a field `answer` of their own. */
function isWaiting(item: IDataObject | undefined): item is IDataObject {
	const answer = item?.answer as IDataObject | null | undefined;
	return typeof answer?.webhookUrl === 'string' && typeof item?.call === 'object';
}

/** The items of the triggers further back that ran: a workflow may have several, one call comes from one of them. */
function triggerItems(context: IExecuteFunctions, itemIndex: number): IDataObject[] {
	return context
		.getParentNodes(context.getNode().name)
		.filter((node) => node.type.endsWith('.inboundCallTrigger') && !node.disabled)
		.map((node) => `$(${JSON.stringify(node.name)})`)
		.map((node) =>
			context.evaluateExpression(
				`{{ ${node}.isExecuted ? ${node}.first()?.json : undefined }}`,
				itemIndex,
			),
		)
		.filter((item) => typeof item === 'object' && item !== null) as IDataObject[];
}
