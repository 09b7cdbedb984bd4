import { isOutgoing } from './batches/labBatch';
import type { JsonObject } from './jsonValue';
import type { LabUltravoxCall } from './labUltravoxCall';

/** The Call object of the API and of webhooks (ultravox.md §2.2). */
export function callJson(call: LabUltravoxCall): JsonObject {
	const { settings, billing } = call;
	const over = call.endPublished;
	return {
		callId: call.callId,
		clientVersion: call.clientVersion,
		created: call.created.toISOString(),
		joined: call.joined?.toISOString() ?? null,
		ended: over ? (call.ended?.toISOString() ?? null) : null,
		endReason: over ? call.endReason : null,
		billedDuration: billing.duration,
		billedSideInputTokens: null,
		billedSideOutputTokens: null,
		billingStatus: billing.status,
		firstSpeaker: settings.firstSpeakerSettings.user ? 'FIRST_SPEAKER_USER' : 'FIRST_SPEAKER_AGENT',
		firstSpeakerSettings: settings.firstSpeakerSettings,
		inactivityMessages: settings.inactivityMessages ?? [],
		initialOutputMedium: settings.initialOutputMedium,
		joinTimeout: settings.joinTimeout,
		joinUrl: shownJoinUrl(call),
		languageHint: settings.languageHint ?? null,
		maxDuration: settings.maxDuration,
		medium: settings.medium,
		model: settings.model,
		recordingEnabled: settings.recordingEnabled,
		retentionPolicy:
			settings.retentionPolicy === 'CALL_RETENTION_POLICY_AUTO_DELETE' ? 'auto_delete' : 'retain',
		systemPrompt: settings.systemPrompt ?? null,
		temperature: settings.temperature,
		timeExceededMessage: settings.timeExceededMessage ?? null,
		voice: settings.voice ?? null,
		...(settings.externalVoice ? { externalVoice: settings.externalVoice } : {}),
		...(settings.voiceOverrides ? { voiceOverrides: settings.voiceOverrides } : {}),
		transcriptOptional: true,
		vadSettings: settings.vadSettings ?? null,
		shortSummary: over ? call.summary : null,
		summary: over ? call.summary : null,
		agent: call.agent ? { agentId: call.agent.agentId, name: call.agent.name } : null,
		agentId: call.agent?.agentId ?? null,
		experimentalSettings: settings.experimentalSettings ?? {},
		metadata: settings.metadata,
		initialState: settings.initialState ?? {},
		requestContext: call.requestContext,
		...(settings.dataConnection ? { dataConnectionConfig: settings.dataConnection } : {}),
		...(settings.callbacks ? { callbacks: settings.callbacks } : {}),
		sipDetails: settings.medium.sip ? sipDetails(call) : null,
	};
}

/** A provider that dials needs nobody to join: null over SIP, and perhaps over the others (variant). */
function shownJoinUrl({ settings: { medium }, variants, joinUrl }: LabUltravoxCall): string | null {
	if (medium.sip?.outgoing !== undefined) return null;
	return isOutgoing(medium) && variants.outgoingJoinUrl === 'null' ? null : joinUrl;
}

/** Nobody is reached over SIP here, so that a call ends as one that nobody answered. */
function sipDetails(call: LabUltravoxCall): JsonObject {
	const isOver = call.endPublished;
	return {
		billedDuration: isOver ? '0s' : null,
		terminationReason: isOver ? 'SIP_TERMINATION_TIMEOUT' : null,
	};
}
