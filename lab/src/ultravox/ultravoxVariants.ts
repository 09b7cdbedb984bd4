/**
 * Switches for what the vendor's material leaves open (ultravox.md Appendix B; the number is the row there).
 * The product must work whichever way the real service turns out to behave.
 */
export interface UltravoxVariants {
	/** Row 1: the status of a missing or wrong API key. */
	badKeyStatus: 401 | 403;
	/** Row 1: `{detail}`, `{field: [..]}` (nested as the body is), or a bare list of sentences. */
	errorShape: 'detail' | 'fields' | 'list';
	/** Row 2: the status of a call that the account cannot pay for. */
	paymentRequiredStatus: 402 | 403;
	/** Row 2, §6, §7: the status of what the account's plan does not include. */
	planRefusalStatus: 402 | 403;
	/** §1.2: whether a call that a throttle refuses comes with `Retry-After`. */
	throttleRetryAfter: boolean;
	/** Row 3: a `pageSize` above 100 counts as 100, or is refused. */
	oversizedPage: 'clamp' | 'refuse';
	/** Row 3: a `sort` by a field that nobody can sort by is refused, or ignored. */
	unknownSortField: 'refuse' | 'ignore';
	/** Row 4: what a PATCH does with the rest of an agent's `callTemplate`. */
	patchCallTemplate: 'replace' | 'merge';
	/** Row 4, of the nested objects of voices (`definition`) and sources (`crawl`, `upload`, `advanced`). */
	patchNestedObject: 'replace' | 'merge';
	/** Row 7: the `joinUrl` of a call that Plivo, Twilio or Telnyx dials. */
	outgoingJoinUrl: 'null' | 'url';
	/**
	 * §2.2, §3: whether Ultravox has Plivo tell it how a call ended that it let it dial: not (an unanswered call
	 * ends at its join timeout), where `additionalParams` names no `hangup_url`, or in place of that.
	 */
	outgoingHangup: 'unasked' | 'unlessGiven' | 'instead';
	/** Row 8: deleting a call that is not over. */
	deleteLiveStatus: 400 | 409;
	/** Row 8: a second POST of the telephony config. */
	duplicateConfigStatus: 400 | 409;
	/** Row 8: reading, changing or deleting a telephony config that is not there. */
	missingConfigStatus: 404 | 400;
	/** Row 8: the recording of a call that has none, or has none yet. */
	missingRecordingStatus: 404 | 400;
	/** §2.3: the content type of a message's audio, which is WAV in any case. */
	messageAudioType: 'audio/wav' | 'application/octet-stream';
	/** Row 5: whether `maxDuration` may be longer than an hour. */
	longestCall: 'any' | 'anHour';
	/** §5.1, §5.4, §7.6: naming an agent that does not exist in a setting. */
	unknownAgentIds: 'refuse' | 'accept';
	/** §8.1: whether a call that continues an agent's call is one of that agent. */
	priorCallKeepsAgent: boolean;
	/** §2.3: the recording itself, or a redirect to storage that must be read without the API key. */
	recordingDelivery: 'direct' | 'redirect';
	/** Row 10: message types nobody documented, and harmless `error` messages, among the others. */
	strayMessages: boolean;
	/** Row 11: zero frames in real time while the agent is quiet, instead of nothing. */
	silenceWhileIdle: boolean;
	/** Row 11: milliseconds of audio in a chunk; 'odd' cuts the bytes so that frames end in mid-sample. */
	outputChunkMs: 20 | 60 | 100 | 'odd';
	/** Row 11: the `speaking` state comes before or after the first audio of the utterance. */
	speakingState: 'beforeAudio' | 'afterAudio';
	/** Row 11: `speaking` is left when the audio has been played, or as soon as all of it is sent. */
	speakingUntil: 'played' | 'sent';
	/** Row 12: how the server closes a call it ends; 1005 is a close without a code, 1006 none at all. */
	closeCode: 1000 | 1005 | 1006 | 1011;
	/** Row 12: a second join is refused before the 101, or accepted and closed. */
	secondJoin: 'refuse' | 'close';
	/** Row 13: the final text of an interrupted utterance covers what was spoken, or all of it. */
	interruptedTranscript: 'spoken' | 'full';
	/** §8.4: the agent's last utterance never turns final on the socket, only in the messages of the call. */
	finalTranscriptAfterClose: boolean;
	/** §8.4: milliseconds by which a user transcript trails; later ordinals may overtake it. */
	userTranscriptLagMs: number;
	/** §8.6: milliseconds after the socket closed until `ended` and `endReason` appear on the Call. */
	endLagMs: number;
	/** §7.6: milliseconds from the end to `call.billed`. */
	billingLagMs: number;
	/** Row 14: `…Z`, or an ISO time without any time zone. */
	webhookTimestamp: 'zulu' | 'naive';
	/** Row 14: a repeated delivery is signed anew, or repeats the first timestamp. */
	webhookRetryTimestamp: 'fresh' | 'same';
	/** Row 14: whether the request to a batch's `webhookUrl` is signed as webhooks are. */
	batchWebhookSigned: boolean;
	/** Row 14: whether a batch shows its `webhookSecret`. */
	batchSecretReadable: boolean;
	/** Row 14: whether a webhook shows its `secrets` after it was made. */
	webhookSecretsReadable: boolean;
	/** Row 17: whether the API's host takes `telephony_xml`, besides the app host. */
	telephonyXmlOnApiHost: boolean;
	/** Row 17: whether Plivo's signature on `telephony_xml` is looked at. */
	telephonyXmlSignature: 'checked' | 'unchecked';
	/** Row 17: an incoming call with no room left: an HTTP error, or XML that hangs up. */
	telephonyXmlAtCapacity: 'error' | 'hangup';
	/** Row 17: `requestContext` holds the provider's fields, or an object named after the provider does. */
	requestContextShape: 'flat' | 'nested';
	/** Row 18: what `paused: false` does with a paused batch: it goes on, 400, or nothing. */
	batchResume: 'allow' | 'refuse' | 'ignore';
	/** Row 18: what `calls` in a PATCH does: added, instead of those still to be made, or nothing. */
	batchPatchCalls: 'append' | 'replace' | 'ignore';
	/** Row 18: what SUCCESS of a scheduled call means: the call was made, or somebody joined it. */
	batchSuccess: 'created' | 'joined';
	/** §7.1: `POST /api/tools/{tool_id}/test` answers what the tool answered, or an object about it. */
	toolTestAnswer: 'passThrough' | 'wrapped';
	/** §7.2: the audio of a voice preview itself, or a redirect to storage. */
	previewDelivery: 'direct' | 'redirect';
	/** Row 19: whether an API key is enough for the endpoints of API keys. */
	apiKeysWithApiKey: boolean;
	/** Row 20: `publishedRevisionId` changes with every update of an agent, stays as it is, or is null. */
	publishedRevision: 'changes' | 'stays' | 'none';
	/** Row 20: whether `{{variables}}` in `firstSpeakerSettings` texts are filled. */
	greetingTemplated: boolean;
}

export const defaultUltravoxVariants: Readonly<UltravoxVariants> = {
	badKeyStatus: 401,
	errorShape: 'fields',
	paymentRequiredStatus: 402,
	planRefusalStatus: 403,
	throttleRetryAfter: true,
	oversizedPage: 'clamp',
	unknownSortField: 'refuse',
	patchCallTemplate: 'replace',
	patchNestedObject: 'replace',
	outgoingJoinUrl: 'null',
	outgoingHangup: 'unasked',
	deleteLiveStatus: 400,
	duplicateConfigStatus: 400,
	missingConfigStatus: 404,
	missingRecordingStatus: 404,
	messageAudioType: 'audio/wav',
	longestCall: 'any',
	unknownAgentIds: 'refuse',
	priorCallKeepsAgent: false,
	recordingDelivery: 'direct',
	strayMessages: false,
	silenceWhileIdle: false,
	outputChunkMs: 20,
	speakingState: 'beforeAudio',
	speakingUntil: 'played',
	closeCode: 1000,
	secondJoin: 'refuse',
	interruptedTranscript: 'spoken',
	finalTranscriptAfterClose: false,
	userTranscriptLagMs: 0,
	endLagMs: 0,
	billingLagMs: 200,
	webhookTimestamp: 'zulu',
	webhookRetryTimestamp: 'fresh',
	batchWebhookSigned: true,
	batchSecretReadable: true,
	webhookSecretsReadable: true,
	telephonyXmlOnApiHost: true,
	telephonyXmlSignature: 'checked',
	telephonyXmlAtCapacity: 'error',
	requestContextShape: 'flat',
	batchResume: 'allow',
	batchPatchCalls: 'append',
	batchSuccess: 'created',
	toolTestAnswer: 'passThrough',
	previewDelivery: 'direct',
	apiKeysWithApiKey: true,
	publishedRevision: 'changes',
	greetingTemplated: true,
};

/** Per switch, the values other than the default: what a suite has to be run under as well. */
export const ultravoxVariantAlternatives: {
	readonly [K in keyof UltravoxVariants]: readonly UltravoxVariants[K][];
} = {
	badKeyStatus: [403],
	errorShape: ['detail', 'list'],
	paymentRequiredStatus: [403],
	planRefusalStatus: [402],
	throttleRetryAfter: [false],
	oversizedPage: ['refuse'],
	unknownSortField: ['ignore'],
	patchCallTemplate: ['merge'],
	patchNestedObject: ['merge'],
	outgoingJoinUrl: ['url'],
	outgoingHangup: ['unlessGiven', 'instead'],
	deleteLiveStatus: [409],
	duplicateConfigStatus: [409],
	missingConfigStatus: [400],
	missingRecordingStatus: [400],
	messageAudioType: ['application/octet-stream'],
	longestCall: ['anHour'],
	unknownAgentIds: ['accept'],
	priorCallKeepsAgent: [true],
	recordingDelivery: ['redirect'],
	strayMessages: [true],
	silenceWhileIdle: [true],
	outputChunkMs: [60, 100, 'odd'],
	speakingState: ['afterAudio'],
	speakingUntil: ['sent'],
	closeCode: [1005, 1006, 1011],
	secondJoin: ['close'],
	interruptedTranscript: ['full'],
	finalTranscriptAfterClose: [true],
	userTranscriptLagMs: [300],
	endLagMs: [600],
	billingLagMs: [2000],
	webhookTimestamp: ['naive'],
	webhookRetryTimestamp: ['same'],
	batchWebhookSigned: [false],
	batchSecretReadable: [false],
	webhookSecretsReadable: [false],
	telephonyXmlOnApiHost: [false],
	telephonyXmlSignature: ['unchecked'],
	telephonyXmlAtCapacity: ['hangup'],
	requestContextShape: ['nested'],
	batchResume: ['refuse', 'ignore'],
	batchPatchCalls: ['replace', 'ignore'],
	batchSuccess: ['joined'],
	toolTestAnswer: ['wrapped'],
	previewDelivery: ['redirect'],
	apiKeysWithApiKey: [false],
	publishedRevision: ['stays', 'none'],
	greetingTemplated: [false],
};
