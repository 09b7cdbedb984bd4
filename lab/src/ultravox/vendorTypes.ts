import type { JsonObject } from './jsonValue';

/** Shapes of the vendor's OpenAPI document, as far as the lab works with them (ultravox.md §2-§4, §7). */

export interface Message {
	role:
		| 'MESSAGE_ROLE_USER'
		| 'MESSAGE_ROLE_AGENT'
		| 'MESSAGE_ROLE_TOOL_CALL'
		| 'MESSAGE_ROLE_TOOL_RESULT';
	text: string;
	medium?: 'MESSAGE_MEDIUM_VOICE' | 'MESSAGE_MEDIUM_TEXT';
	invocationId?: string;
	toolName?: string;
	errorDetails?: string;
	callStageMessageIndex?: number;
	callStageId?: string;
	timespan?: Timespan;
	wallClockTimespan?: Timespan;
}

export interface Timespan {
	start: string;
	end: string;
}

export interface TimedMessage {
	duration?: string;
	message?: string;
	endBehavior?:
		'END_BEHAVIOR_UNSPECIFIED' | 'END_BEHAVIOR_HANG_UP_SOFT' | 'END_BEHAVIOR_HANG_UP_STRICT';
}

export interface FirstSpeakerSettings {
	agent?: { uninterruptible?: boolean; text?: string; prompt?: string; delay?: string };
	user?: { fallback?: { delay?: string; text?: string; prompt?: string } };
}

export interface DtmfHandling {
	ignore?: boolean;
	userTextMessage?: { text?: string; urgency?: string };
}

export interface ServerWebSocketMedium {
	inputSampleRate?: number;
	outputSampleRate?: number;
	clientBufferSizeMs?: number;
	mediaIdleTimeout?: string;
	dataMessages?: Record<string, boolean>;
}

export interface CallMedium {
	webRtc?: JsonObject;
	serverWebSocket?: ServerWebSocketMedium;
	plivo?: { outgoing?: JsonObject; dtmfHandling?: DtmfHandling };
	twilio?: JsonObject;
	telnyx?: JsonObject;
	exotel?: JsonObject;
	sip?: JsonObject;
}

export interface ToolDefinition {
	modelToolName?: string;
	description?: string;
	timeout?: string;
	http?: { baseUrlPattern?: string; httpMethod?: string };
	client?: JsonObject;
	dataConnection?: JsonObject;
	dynamicParameters?: { name?: string; location?: string }[];
	[field: string]: unknown;
}

export interface SelectedTool {
	toolId?: string;
	toolName?: string;
	temporaryTool?: ToolDefinition;
	nameOverride?: string;
	descriptionOverride?: string;
	authTokens?: Record<string, string>;
	parameterOverrides?: JsonObject;
}

export interface Callback {
	url?: string;
	secrets?: string[];
}

/** Settings a call can be made with: the union of StartCallRequest, StartAgentCallRequest and CallTemplate. */
export interface CallRequest {
	systemPrompt?: string;
	temperature?: number;
	model?: string;
	voice?: string;
	externalVoice?: JsonObject;
	voiceOverrides?: JsonObject;
	languageHint?: string;
	initialMessages?: Message[];
	joinTimeout?: string;
	maxDuration?: string;
	timeExceededMessage?: string;
	inactivityMessages?: TimedMessage[];
	selectedTools?: SelectedTool[];
	toolOverrides?: { remove?: string[]; removeAll?: boolean; add?: SelectedTool[] };
	medium?: CallMedium;
	recordingEnabled?: boolean;
	firstSpeaker?: string;
	firstSpeakerSettings?: FirstSpeakerSettings;
	transcriptOptional?: boolean;
	initialOutputMedium?: string;
	vadSettings?: {
		turnEndpointDelay?: string;
		minimumTurnDuration?: string;
		minimumInterruptionDuration?: string;
		frameActivationThreshold?: number;
	};
	experimentalSettings?: JsonObject;
	metadata?: Record<string, string>;
	initialState?: JsonObject;
	dataConnection?: JsonObject;
	callbacks?: { joined?: Callback; ended?: Callback; billed?: Callback };
	retentionPolicy?: string;
	sharedSecrets?: string[];
	templateContext?: JsonObject;
	contextSchema?: JsonObject;
}

export type EndReason =
	'unjoined' | 'hangup' | 'agent_hangup' | 'timeout' | 'connection_error' | 'system_error';

export type LifecycleEvent = 'call.started' | 'call.joined' | 'call.ended' | 'call.billed';
