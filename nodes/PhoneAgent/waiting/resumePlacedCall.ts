import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import type { PlacedCall } from '../../shared/placedCall';
import {
	CALL_KEY_METADATA_KEY,
	findCallsByMetadata,
	RUN_METADATA_KEY,
} from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import type { BridgeReply } from '../../shared/resumeReply';
import { readResumeRequest, replyToResume } from '../../shared/resumeReply';
import { endedCallbacks } from '../outbound/callbacks';
import type { WaitingCall } from './waitingCall';

export interface AskedResume {
	/** What was signed, as JSON: a ResumeRequest once it has been checked. */
	body: IDataObject;
	/** Of the execution that waits, with run and item. */
	webhookUrl: string;
	/** Epoch milliseconds. */
	arrivedAt: number;
}

/**
 * Answers the bridge's request for a call that goes on with the conversation of a lost one, of a person whom this execution has called.
 * It carries key, run and item of the placed call, and tells its end here: end, result and transcript count both. Never throws.
 * @returns what `replyToResume` gives; 400 for no such request, 404 for a call that this execution does not wait for
 */
export async function resumePlacedCall(
	context: IWebhookFunctions,
	bridge: BridgeAccount,
	waiting: WaitingCall | null,
	{ body, webhookUrl, arrivedAt }: AskedResume,
): Promise<BridgeReply> {
	const wanted = readResumeRequest(body);
	if (!wanted) return { status: 400 };
	if (waiting === null || !isOfLeg(waiting.placed, wanted.callUuid)) return { status: 404 };
	const { key, run } = waiting.placed;
	const ours = { [CALL_KEY_METADATA_KEY]: key, [RUN_METADATA_KEY]: run };
	return await replyToResume(context, wanted, {
		bridge,
		webhookUrl,
		arrivedAt,
		findCalls: async (_wanted, timeout) => await findCallsByMetadata(context, ours, timeout),
		isOwn: (call) =>
			Object.entries(ours).every(([name, value]) => metadataValue(call, name) === value),
		settings: async () => ({ callbacks: await endedCallbacks(context, webhookUrl, run) }),
	});
}

/** Plivo's id is not known of a call whose dialing it did not confirm. */
const isOfLeg = ({ callUuid }: PlacedCall, told: string): boolean =>
	callUuid === null || callUuid === told;
