import type { ConferenceVariants } from './conference/conferenceVariants';
import {
	conferenceVariantAlternatives,
	defaultConferenceVariants,
} from './conference/conferenceVariants';

/**
 * Switches for what the vendor's material leaves open (plivo.md §12; the number is the point there, other
 * references are sections). The product must work whichever way the real service turns out to behave.
 */
export interface PlivoVariants extends ConferenceVariants {
	/** §8.5: the scheme written in the URL that a WebSocket upgrade is signed over. */
	upgradeSignatureScheme: 'http' | 'https' | 'wss' | 'ws';
	/** 7: whether `stop` is sent on the stream's socket before Plivo closes it. */
	sendsStopEvent: boolean;
	/** §8.1: the name of the event that reports a played checkpoint. */
	playedEventName: 'playedStream' | 'played';
	/** 9: how the one string `extra_headers` is written, or that it is absent or null. */
	extraHeadersFormat: 'string-comma' | 'string-semicolon' | 'json' | 'missing' | 'null';
	/** 8: what `media.timestamp` counts from, in milliseconds. */
	mediaTimestamp: 'epoch' | 'sinceStart';
	/** §8.1: the JSON type of `media.chunk`. */
	chunkAs: 'number' | 'string';
	/** §8.1: whether events carry `sequenceNumber`. */
	sequenceNumbers: 'present' | 'missing';
	/** 2: the names in Stream status callbacks: `StartStream` ... or `started` ... (§6.7). */
	streamStatusNames: 'A' | 'B';
	/** §8.4: whether checkpoints that `clearAudio` overtakes are still reported as played. */
	checkpointsOnClear: 'dropped' | 'reported';
	/** 7: whether Plivo dials the same URL again when a stream's socket is lost in mid-call. */
	reconnectAfterDrop: boolean;
	/** 19: whether the hang-up callback carries `Event`. */
	hangupEventField: 'present' | 'absent';
	/** 1: whether an inbound answer request carries `SessionStart`. */
	sessionStart: 'present' | 'absent';
	/** 16: whether `From` and `To` of callbacks are written with a `+`. */
	numbersWithPlus: boolean;
	/** §5.1, §4: whether the fallback URL is also asked when the answer URL gave invalid XML. */
	fallbackOnInvalidXml: boolean;
	/** §6.6: whether a Record's `action` is still requested when the caller ended the recording by hanging up. */
	recordActionAfterHangup: boolean;
	/** 4: where the words of an error stand in the body. */
	errorBody: 'string' | 'object' | 'message';
	/** §1.2: the body of a 404: an error, or `{}`. */
	notFoundBody: 'error' | 'empty';
	/** 15: the status of a create. */
	createStatus: 201 | 200;
	/** 15: the status of an update. */
	updateStatus: 202 | 200;
	/** §5.2: the status when a call is asked for in the wrong view (live, queued, finished). */
	missingCallStatus: 404 | 400;
	/** 5: what `app_id: ""` or `null` does to a number. */
	emptyAppId: 'refused' | 'detaches' | 'ignored';
	/** 13: what `app_name` in the update of an application does. */
	appNameOnUpdate: 'changed' | 'ignored' | 'refused';
	/** §4: whether two applications may have one name. */
	duplicateAppName: 'allowed' | 'refused';
	/** §4: what `cascade=false` does to an application that has numbers. */
	deleteWithoutCascade: 'detaches' | 'refused';
	/** 14: the status of a bought number that waits for its papers. */
	regulatedNumberStatus: 'pending' | 'Pending' | 'under-review';
	/** §3.4: the status when a number is bought that is not for sale. */
	missingPhoneNumberStatus: 404 | 400;
	/** §1.2: whether a 429 says in `Retry-After` (seconds) when to come again. */
	retryAfterHeader: 'present' | 'absent';
	/** §6.5: whether the answer request says `Machine` when the detection is synchronous. */
	syncMachineField: 'present' | 'absent';
	/** §6.5: whether a human is reported, too, with `Machine=false`. */
	humanReported: 'absent' | 'false';
	/** Milliseconds from the answer until it is known who picked up. */
	machineDetectionMs: number;
	/** §5.3: what an action on the dialed leg comes to when nobody is dialed. */
	missingBridgedLeg: 'refused' | 'ignored';
	/** §5.3: whether a transfer waits for the end of a stream that keeps the call alive, or ends it. */
	transferDuringStream: 'waits' | 'endsStream';
	/** §5.3: how the answer to a transfer is spelled. */
	transferMessage: 'call transferred' | 'call transfered';
	/** §1.4: whether an action with a `callback_url` tells its result there only, or answers it as well. */
	actionCallback: 'instead' | 'besides';
	/** §5.3: the status when playing or speaking was stopped; with another one than 204 comes a message. */
	stopStatus: 204 | 200 | 202;
	/** §5.4: the words a started stream is confirmed with. */
	streamStartMessage: 'audio streaming started' | 'stream started';
	/** §1.1: the name of the total in the list of a call's streams. */
	streamListTotal: 'count' | 'total_count';
	/** §6.6: whether the media host wants the account's id and token for a recording. */
	recordingMediaAuth: 'open' | 'basic';
	/** Recording reference: the JSON type of a recording's rate, amount and durations in whole units. */
	recordingAmountsAs: 'number' | 'string';
	/** §2.4: whether a trunk that is looked up stands in `object`. */
	trunkGet: 'wrapped' | 'flat';
	/** 3: the same for a credential, an IP access control list and an origination URI. */
	zentrunkGet: 'flat' | 'wrapped';
	/** §11: whether the answer to a trunk's creation has its `trunk_domain`. */
	trunkDomainOnCreate: 'absent' | 'present';
	/** §11: what becomes of the trunks of an origination URI that is deleted. */
	trunksOfDeletedUri: 'deleted' | 'kept';
	/** 6: whether an IP access control list may hold ranges of more than one address. */
	wideCidr: 'accepted' | 'refused';
	/** §1.1: how the links in the `meta` of a Zentrunk list begin: `v1/` or `/v1/`. */
	zentrunkLinks: 'withoutSlash' | 'withSlash';
	/** Milliseconds until an INVITE that nobody reacts to is given up. */
	inviteTimeoutMs: number;
	/** Milliseconds between a failed callback and its repetition. */
	retrySpacingMs: number;
	/** Milliseconds between the attempts to connect a stream. */
	streamRetrySpacingMs: number;
	/** §8.1: milliseconds from the upgrade to the `start` event. */
	streamStartDelayMs: number;
	/** §5.2: milliseconds from the hang-up until the finished call can be looked up. */
	cdrLagMs: number;
}

/** The likeliest behavior on every point. */
export const defaultPlivoVariants: Readonly<PlivoVariants> = {
	...defaultConferenceVariants,
	upgradeSignatureScheme: 'http',
	sendsStopEvent: false,
	playedEventName: 'playedStream',
	extraHeadersFormat: 'string-comma',
	mediaTimestamp: 'epoch',
	chunkAs: 'number',
	sequenceNumbers: 'present',
	streamStatusNames: 'A',
	checkpointsOnClear: 'dropped',
	reconnectAfterDrop: false,
	hangupEventField: 'present',
	sessionStart: 'present',
	numbersWithPlus: false,
	fallbackOnInvalidXml: true,
	recordActionAfterHangup: true,
	errorBody: 'string',
	notFoundBody: 'error',
	createStatus: 201,
	updateStatus: 202,
	missingCallStatus: 404,
	emptyAppId: 'refused',
	appNameOnUpdate: 'changed',
	duplicateAppName: 'allowed',
	deleteWithoutCascade: 'detaches',
	regulatedNumberStatus: 'pending',
	missingPhoneNumberStatus: 404,
	retryAfterHeader: 'present',
	syncMachineField: 'present',
	humanReported: 'absent',
	machineDetectionMs: 200,
	missingBridgedLeg: 'refused',
	transferDuringStream: 'waits',
	transferMessage: 'call transferred',
	actionCallback: 'instead',
	stopStatus: 204,
	streamStartMessage: 'audio streaming started',
	streamListTotal: 'count',
	recordingMediaAuth: 'open',
	recordingAmountsAs: 'number',
	trunkGet: 'wrapped',
	zentrunkGet: 'flat',
	trunkDomainOnCreate: 'absent',
	trunksOfDeletedUri: 'deleted',
	wideCidr: 'accepted',
	zentrunkLinks: 'withoutSlash',
	inviteTimeoutMs: 500,
	retrySpacingMs: 250,
	streamRetrySpacingMs: 250,
	streamStartDelayMs: 100,
	cdrLagMs: 300,
};

/** Per switch, the values other than the default: what a suite has to be run under as well. */
export const plivoVariantAlternatives: {
	readonly [K in keyof PlivoVariants]: readonly PlivoVariants[K][];
} = {
	...conferenceVariantAlternatives,
	upgradeSignatureScheme: ['https', 'wss', 'ws'],
	sendsStopEvent: [true],
	playedEventName: ['played'],
	extraHeadersFormat: ['string-semicolon', 'json', 'missing', 'null'],
	mediaTimestamp: ['sinceStart'],
	chunkAs: ['string'],
	sequenceNumbers: ['missing'],
	streamStatusNames: ['B'],
	checkpointsOnClear: ['reported'],
	reconnectAfterDrop: [true],
	hangupEventField: ['absent'],
	sessionStart: ['absent'],
	numbersWithPlus: [true],
	fallbackOnInvalidXml: [false],
	recordActionAfterHangup: [false],
	errorBody: ['object', 'message'],
	notFoundBody: ['empty'],
	createStatus: [200],
	updateStatus: [200],
	missingCallStatus: [400],
	emptyAppId: ['detaches', 'ignored'],
	appNameOnUpdate: ['ignored', 'refused'],
	duplicateAppName: ['refused'],
	deleteWithoutCascade: ['refused'],
	regulatedNumberStatus: ['Pending', 'under-review'],
	missingPhoneNumberStatus: [400],
	retryAfterHeader: ['absent'],
	syncMachineField: ['absent'],
	humanReported: ['false'],
	machineDetectionMs: [0, 2000],
	missingBridgedLeg: ['ignored'],
	transferDuringStream: ['endsStream'],
	transferMessage: ['call transfered'],
	actionCallback: ['besides'],
	stopStatus: [200, 202],
	streamStartMessage: ['stream started'],
	streamListTotal: ['total_count'],
	recordingMediaAuth: ['basic'],
	recordingAmountsAs: ['string'],
	trunkGet: ['flat'],
	zentrunkGet: ['wrapped'],
	trunkDomainOnCreate: ['present'],
	trunksOfDeletedUri: ['kept'],
	wideCidr: ['refused'],
	zentrunkLinks: ['withSlash'],
	inviteTimeoutMs: [100],
	retrySpacingMs: [0],
	streamRetrySpacingMs: [0],
	streamStartDelayMs: [0, 500],
	cdrLagMs: [0, 2000],
};
