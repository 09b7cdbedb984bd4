import type { IWebhookFunctions } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import { getBridgeAccount } from '../../shared/bridgeRequest';
import type { BridgeSettings } from '../../shared/bridgeSettings';
import { bridgeSettings } from '../../shared/bridgeSettings';
import { fromProviderNumber } from '../../shared/phoneNumber';
import type { PlivoParameters } from '../../shared/plivoSignature';
import type { CallNote } from './callNotes';
import { noteOf } from './callNotes';
import type { ArrivedRequest } from './plivoEvent';
import { callUuidOf, field } from './plivoEvent';
import type { AnswerOptions, LadderStep } from './settings';
import {
	ANSWER_BUDGET_MS,
	readAudioPath,
	readBridgeSettings,
	readLadder,
	readOptions,
} from './settings';

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
	bridgeSettings: BridgeSettings;
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
		ladder: readable(context, 'If the Agent Cannot Be Reached', UNREADABLE, readLadder),
		bridge: await getBridgeAccount(context).catch((error: Error) => {
			context.logger.error('The Voice Bridge credential could not be read', { error });
			return null;
		}),
		bridgeSettings: readable(context, 'Bridge Options', bridgeSettings({}), readBridgeSettings),
		note: noteOf(arrived.webhookUrl, callUuid),
	};
}

/** Heard when the steps of the ladder cannot be read: an expression in them failed. */
const UNREADABLE: LadderStep[] = [
	{ step: 'sentence', sentence: 'We are sorry, your call cannot be taken right now.' },
];

/** A part of the panel, or what stands for it when it cannot be read: an expression failed, and a caller waits. */
function readable<T>(
	context: IWebhookFunctions,
	label: string,
	fallback: T,
	read: (context: IWebhookFunctions) => T,
): T {
	try {
		return read(context);
	} catch (error) {
		context.logger.error(`'${label}' could not be read`, { error });
		return fallback;
	}
}
