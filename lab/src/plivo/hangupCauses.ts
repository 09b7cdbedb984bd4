/** How a call ended, in the words of the hang-up callback and the CDR (plivo.md §6.3, §5.2). */
export interface CallEnding {
	/** Always `completed` for inbound calls, whatever happened (Application reference). */
	callStatus: 'completed' | 'busy' | 'failed' | 'timeout' | 'no-answer' | 'cancel';
	hangupCause: string;
	hangupCauseName: string;
	hangupCauseCode: number;
	/** Free text at Plivo; in small letters for calls through trunks (plivo.md §2.5). */
	hangupSource:
		| 'Caller'
		| 'Callee'
		| 'Plivo'
		| 'Carrier'
		| 'API Request'
		| 'Answer XML'
		| 'Error'
		| 'customer'
		| 'carrier'
		| 'zentrunk';
}

type CallStatus = CallEnding['callStatus'];
type HangupSource = CallEnding['hangupSource'];

function ending(
	hangupCauseCode: number,
	hangupCauseName: string,
	hangupCause: string,
	callStatus: CallStatus,
): (hangupSource: HangupSource) => CallEnding {
	return (hangupSource) => ({
		callStatus,
		hangupCause,
		hangupCauseName,
		hangupCauseCode,
		hangupSource,
	});
}

/** A person, the API or `<Hangup/>` ended an answered call. */
export const normalHangup = ending(4000, 'Normal Hangup', 'NORMAL_CLEARING', 'completed');
/** The document ended. */
export const endOfXml = ending(4010, 'End Of XML Instructions', 'NORMAL_CLEARING', 'completed');
/** Of calls that the API brought into a multi-party call (plivo-conferences.md §C3.8). */
export const multiPartyCallEnded = ending(
	4020,
	'Multiparty Call Ended',
	'NORMAL_CLEARING',
	'completed',
);
export const kickedOut = ending(
	4030,
	'Kicked Out Of Multiparty Call',
	'NORMAL_CLEARING',
	'completed',
);
/** Somebody else picked up first (plivo-conferences.md §C3.6). */
export const lostRace = ending(9000, 'Lost Race', 'LOSE_RACE', 'cancel');
export const confirmKeyFailed = ending(
	9110,
	'Confirm Key Challenge Failed',
	'NORMAL_CLEARING',
	'completed',
);
/** Given up before it was answered. */
export const canceled = ending(1000, 'Canceled', 'ORIGINATOR_CANCEL', 'cancel');
/** `<Hangup schedule>` or `time_limit`. */
export const scheduledHangup = ending(6000, 'Scheduled Hangup', 'ALLOTTED_TIMEOUT', 'completed');
export const ringTimeout = ending(6010, 'Ring Timeout Reached', 'NO_ANSWER', 'timeout');
export const noAnswer = ending(3000, 'No Answer', 'NO_ANSWER', 'no-answer');
export const busyLine = ending(3010, 'Busy Line', 'USER_BUSY', 'busy');
/** `<Hangup reason="rejected"/>` as the first element, or a person who declines. */
export const rejected = ending(3020, 'Rejected', 'CALL_REJECTED', 'failed');
/** Nobody has the number. */
export const unallocatedNumber = ending(3050, 'Unallocated number', 'UNALLOCATED_NUMBER', 'failed');
/** A defect of the lab. */
export const internalError = ending(5010, 'Internal Error', 'NORMAL_TEMPORARY_FAILURE', 'failed');
/** `machine_detection` is `hangup`, and a machine picked up (plivo.md §5.1, §7.2). */
export const machineDetected = ending(9100, 'Machine Detected', 'NORMAL_CLEARING', 'completed');
/** The number is attached to nothing that answers. */
export const routingError = ending(5020, 'Routing Error', 'NO_ROUTE_DESTINATION', 'failed');

/** Whose URL a document was asked from: it decides the last digit of the code (plivo.md §7.2). */
export type DocumentKind = 'answer' | 'action' | 'transfer' | 'redirect';

const KINDS: Record<DocumentKind, { digit: number; word: string }> = {
	answer: { digit: 1, word: 'Answer' },
	action: { digit: 2, word: 'Action' },
	transfer: { digit: 3, word: 'Transfer' },
	redirect: { digit: 4, word: 'Redirect' },
};

/** 7011-7014: no usable HTTP answer. */
export function unreachable(kind: DocumentKind): CallEnding {
	const { digit, word } = KINDS[kind];
	const name = `Error Reaching ${word} URL`;
	return ending(7010 + digit, name, 'NORMAL_CLEARING', 'completed')('Error');
}

/** 8011-8014: an answer that is not Plivo XML. */
export function invalidXml(kind: DocumentKind): CallEnding {
	const { digit, word } = KINDS[kind];
	return ending(8010 + digit, `Invalid ${word} XML`, 'NORMAL_CLEARING', 'completed')('Error');
}
