/**
 * Switches for what the vendor's material leaves open (plivo.md §12; the number is the point there, other
 * references are sections). The product must work whichever way the real service turns out to behave.
 */
export interface PlivoVariants {
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
	retrySpacingMs: 250,
	streamRetrySpacingMs: 250,
	streamStartDelayMs: 100,
	cdrLagMs: 300,
};

/** Per switch, the values other than the default: what a suite has to be run under as well. */
export const plivoVariantAlternatives: {
	readonly [K in keyof PlivoVariants]: readonly PlivoVariants[K][];
} = {
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
	retrySpacingMs: [0],
	streamRetrySpacingMs: [0],
	streamStartDelayMs: [0, 500],
	cdrLagMs: [0, 2000],
};
