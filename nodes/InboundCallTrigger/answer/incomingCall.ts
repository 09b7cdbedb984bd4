import type { IWebhookFunctions } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import { fromProviderNumber } from '../../shared/phoneNumber';
import type { PlivoParameters } from '../../shared/plivoSignature';
import type { CallNote } from './callNotes';
import { noteOf } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';
import { callUuidOf, field } from './plivoEvent';
import type { AnswerOptions, LadderStep } from './settings';
import { ANSWER_BUDGET_MS, readAudioPath, readLadder, readOptions } from './settings';

/** One call that waits for XML, with all that is needed to write it. */
export interface IncomingCall {
	context: IWebhookFunctions;
	fields: PlivoParameters;
	callUuid: string;
	/** E.164, or what Plivo sent when it is no number. */
	from: string;
	to: string;
	webhookUrl: string;
	isTest: boolean;
	/** Epoch milliseconds by which the XML must be out. */
	deadline: number;
	options: AnswerOptions;
	audioPath: AudioPath;
	ladder: LadderStep[];
	bridge: BridgeAccount | null;
	note: CallNote;
}

/** Gathers what the answer needs. Only the credential is read asynchronously, nothing is sent. */
export async function incomingCall(
	context: IWebhookFunctions,
	arrived: ArrivedRequest,
	arrivedAt: number,
): Promise<IncomingCall> {
	const callUuid = callUuidOf(arrived);
	return {
		context,
		fields: arrived.fields,
		callUuid,
		from: fromProviderNumber(field(arrived.fields, 'From')),
		to: fromProviderNumber(field(arrived.fields, 'To')),
		webhookUrl: arrived.webhookUrl,
		isTest: arrived.isTest,
		deadline: arrivedAt + ANSWER_BUDGET_MS,
		options: readOptions(context),
		audioPath: readAudioPath(context),
		ladder: readable(context, () => readLadder(context)),
		bridge: await getBridgeAccount(context).catch((error: Error) => {
			context.logger.error('The Voice Bridge credential could not be read', { error });
			return null;
		}),
		note: noteOf(arrived.webhookUrl, callUuid),
	};
}

/** Heard when the steps of the ladder cannot be read: an expression in them failed. */
const UNREADABLE: LadderStep[] = [
	{ step: 'sentence', sentence: 'We are sorry, your call cannot be taken right now.' },
];

function readable(context: IWebhookFunctions, read: () => LadderStep[]): LadderStep[] {
	try {
		return read();
	} catch (error) {
		context.logger.error("'If the Agent Cannot Be Reached' could not be read", { error });
		return UNREADABLE;
	}
}
