import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { CALL_UUID_METADATA_KEY } from '../../shared/agentCall';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import { metadataValue } from '../../shared/resumedCall';
import type { BridgeReply } from '../../shared/resumeReply';
import { readResumeRequest, replyToResume } from '../../shared/resumeReply';
import { findCallsOfPlivoCall } from '../../shared/ultravoxCalls';

export interface ArrivedResume {
	/** What was signed, as JSON: a ResumeRequest once it has been checked. */
	body: IDataObject;
	webhookUrl: string;
	isTest: boolean;
	/** Epoch milliseconds. */
	arrivedAt: number;
}

/**
 * Answers the bridge's request for a call that goes on with the conversation of a lost one, of a caller whom the trigger has answered.
 * Never throws.
 * @returns what `replyToResume` gives; 400 for no such request, 404 in the editor's test
 */
export async function resumeCall(
	context: IWebhookFunctions,
	bridge: BridgeAccount,
	{ body, webhookUrl, isTest, arrivedAt }: ArrivedResume,
): Promise<BridgeReply> {
	const wanted = readResumeRequest(body);
	if (!wanted) return { status: 400 };
	// In the editor's test nothing can be asked later: the test URL answers once.
	if (isTest) return { status: 404 };
	return await replyToResume(context, wanted, {
		bridge,
		webhookUrl,
		arrivedAt,
		findCalls: async ({ callUuid }, timeout) =>
			await findCallsOfPlivoCall(context, callUuid, timeout),
		isOwn: (call, { callUuid }) => metadataValue(call, CALL_UUID_METADATA_KEY) === callUuid,
	});
}
