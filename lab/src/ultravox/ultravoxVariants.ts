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
	/** Row 4: what a PATCH does with the rest of an agent's `callTemplate`. */
	patchCallTemplate: 'replace' | 'merge';
	/** Row 8: deleting a call that is not over. */
	deleteLiveStatus: 400 | 409;
	/** Row 8: a second POST of the telephony config. */
	duplicateConfigStatus: 400 | 409;
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
	/** Row 20: whether `{{variables}}` in `firstSpeakerSettings` texts are filled. */
	greetingTemplated: boolean;
}

export const defaultUltravoxVariants: Readonly<UltravoxVariants> = {
	badKeyStatus: 401,
	errorShape: 'fields',
	paymentRequiredStatus: 402,
	patchCallTemplate: 'replace',
	deleteLiveStatus: 400,
	duplicateConfigStatus: 400,
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
	greetingTemplated: true,
};

/** Per switch, the values other than the default: what a suite has to be run under as well. */
export const ultravoxVariantAlternatives: {
	readonly [K in keyof UltravoxVariants]: readonly UltravoxVariants[K][];
} = {
	badKeyStatus: [403],
	errorShape: ['detail', 'list'],
	paymentRequiredStatus: [403],
	patchCallTemplate: ['merge'],
	deleteLiveStatus: [409],
	duplicateConfigStatus: [409],
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
	greetingTemplated: [false],
};
