import { emptyCall } from '../../plivoVoice/support/emptyCall';

export const CALL = '3f7f8a1e-0c2b-4c56-9a52-1d0a4a9b7c11';
export const PRIOR = '9c7a1d52-4b5e-4b0e-8f0e-6a1f0b6f2d33';
export const AGENT = 'd4b1c9de-7f9b-4f0e-9d0e-0d9f6c8f1a22';
export const STAGE = '71a2b3c4-d5e6-4f70-8192-a3b4c5d6e7f8';
export const VOICE = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9';
export const THROTTLE = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
export const JOIN_URL = 'wss://voice.ultravox.ai/calls/3f7f8a1e/telephony?token=once-only';

/** A call that nobody has joined yet, as Ultravox answers (ultravox.md §2.2). */
export const newCall = {
	callId: CALL,
	clientVersion: null,
	created: '2026-11-20T10:00:00Z',
	joined: null,
	ended: null,
	endReason: null,
	billedDuration: null,
	billedSideInputTokens: null,
	billedSideOutputTokens: null,
	billingStatus: 'BILLING_STATUS_PENDING',
	firstSpeaker: 'FIRST_SPEAKER_AGENT',
	firstSpeakerSettings: { agent: {} },
	inactivityMessages: [],
	initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
	joinTimeout: '30s',
	joinUrl: JOIN_URL,
	languageHint: null,
	maxDuration: '3600s',
	medium: { plivo: {} },
	model: 'ultravox-v0.7',
	recordingEnabled: false,
	retentionPolicy: 'retain',
	systemPrompt: 'You are a receptionist.',
	temperature: 0,
	timeExceededMessage: null,
	voice: VOICE,
	vadSettings: null,
	shortSummary: null,
	summary: null,
	agent: { agentId: AGENT, name: 'Anna' },
	agentId: AGENT,
	experimentalSettings: null,
	metadata: {} as Record<string, string>,
	initialState: {},
	requestContext: null,
	sipDetails: null,
};

/** The same without what opens it. */
export function without<T extends { joinUrl: unknown }>(call: T): Omit<T, 'joinUrl'> {
	const rest: Partial<T> = { ...call };
	delete rest.joinUrl;
	return rest as Omit<T, 'joinUrl'>;
}

/** What is known of it. */
export const newContext = {
	...emptyCall,
	callId: CALL,
	agentId: AGENT,
	agentName: 'Anna',
	startedAt: '2026-11-20T10:00:00.000Z',
	metadata: {},
};

/** A call that was dialled and is over. */
export const endedCall = {
	...newCall,
	joined: '2026-11-20T10:00:05Z',
	ended: '2026-11-20T10:01:35Z',
	endReason: 'agent_hangup',
	billedDuration: '90s',
	billingStatus: 'BILLING_STATUS_BILLED',
	firstSpeakerSettings: { user: {} },
	medium: { plivo: { outgoing: { to: '+14155550123', from: '14155550100' } } },
	shortSummary: 'Booked.',
	summary: 'The caller booked a table.',
	metadata: { plivoCallUuid: 'c2c128e2-1c8c-11e4-9bff-1db8a9db0432', customerId: '17' },
};

export const endedContext = {
	...newContext,
	callUuid: 'c2c128e2-1c8c-11e4-9bff-1db8a9db0432',
	direction: 'outbound',
	from: '+14155550100',
	to: '+14155550123',
	status: 'completed',
	startedAt: '2026-11-20T10:00:05.000Z',
	endedAt: '2026-11-20T10:01:35.000Z',
	durationSeconds: 90,
	endReason: 'agent_hangup',
	summary: 'The caller booked a table.',
	shortSummary: 'Booked.',
	metadata: { plivoCallUuid: 'c2c128e2-1c8c-11e4-9bff-1db8a9db0432', customerId: '17' },
};

const spoken = { callStageId: STAGE, medium: 'MESSAGE_MEDIUM_VOICE' };

/** What was said, in the order of Ultravox, the hidden prompt in front (ultravox.md §2.4). */
export const messages = [
	{
		role: 'MESSAGE_ROLE_USER',
		text: '(New Call) Respond as if you are answering the phone.',
		medium: 'MESSAGE_MEDIUM_TEXT',
		callStageId: STAGE,
		callStageMessageIndex: 0,
	},
	{
		...spoken,
		role: 'MESSAGE_ROLE_AGENT',
		text: 'Hello! ',
		callStageMessageIndex: 1,
		timespan: { start: '0s', end: '1.2s' },
		wallClockTimespan: { start: '0s', end: '1.2s' },
	},
	{ ...spoken, role: 'MESSAGE_ROLE_USER', text: 'A table, please.', callStageMessageIndex: 2 },
	{
		role: 'MESSAGE_ROLE_TOOL_CALL',
		text: '{"people":2}',
		toolName: 'book',
		invocationId: 'i1',
		callStageId: STAGE,
		callStageMessageIndex: 3,
	},
	{
		role: 'MESSAGE_ROLE_TOOL_RESULT',
		text: 'booked',
		toolName: 'book',
		invocationId: 'i1',
		callStageId: STAGE,
		callStageMessageIndex: 4,
	},
	{
		role: 'MESSAGE_ROLE_USER',
		text: '5',
		medium: 'MESSAGE_MEDIUM_TEXT',
		callStageId: STAGE,
		callStageMessageIndex: 5,
	},
	{ ...spoken, role: 'MESSAGE_ROLE_AGENT', text: 'Done.', callStageMessageIndex: 6 },
];

export const spokenLines = [
	{ role: 'agent', text: 'Hello!' },
	{ role: 'user', text: 'A table, please.' },
	{ role: 'agent', text: 'Done.' },
];
