import type { IDataObject } from 'n8n-workflow';
import {
	callContextFromPlivo,
	callContextFromUltravox,
	mergeCallContext,
} from '../../shared/callContext';
import { stripSecrets } from '../../shared/secrets';
import type { Answer } from './callNotes';
import type { IncomingCall } from './incomingCall';

/** The item of *Answered*: the call context, and who took the call. */
export function answeredItem(call: IncomingCall, answer: Answer): IDataObject {
	const context = mergeCallContext(
		answer.agentCall === null ? {} : callContextFromUltravox(answer.agentCall),
		callContextFromPlivo(call.fields),
		{ agentId: answer.agentId },
	);
	return {
		call: context as unknown as IDataObject,
		plivo: stripSecrets({ ...call.fields }) as IDataObject,
		ultravox: answer.agentCall,
		answer: { by: answer.by, attempts: answer.attempts },
	};
}

/**
 * The item of *Answered* when the workflow decides: Phone Agent > Answer Call finds in `answer` where the call goes on.
 * In the editor's test nothing can be asked later, so there is no address.
 */
export function undecidedItem(call: IncomingCall): IDataObject {
	return {
		call: callContextFromPlivo(call.fields) as unknown as IDataObject,
		plivo: stripSecrets({ ...call.fields }) as IDataObject,
		ultravox: null,
		answer: {
			by: null,
			attempts: [],
			webhookUrl: call.webhookUrl,
			isTest: call.isTest,
			hearsBridge: call.bridge !== null,
		},
	};
}
