import type { LabAgent } from './labAgent';
import type { JsonObject } from './jsonValue';
import { renderTemplate } from './template';
import type { CallMedium, CallRequest, FirstSpeakerSettings, SelectedTool } from './vendorTypes';

/** Settings of a call after template, request and defaults have been put together (ultravox.md §2.1). */
export interface CallSettings extends CallRequest {
	temperature: number;
	model: string;
	joinTimeout: string;
	maxDuration: string;
	medium: CallMedium;
	recordingEnabled: boolean;
	firstSpeakerSettings: FirstSpeakerSettings;
	initialOutputMedium: string;
	metadata: Record<string, string>;
	selectedTools: SelectedTool[];
	/** Of `voice`, whether that is an id or a name. */
	voiceId: string | null;
	templateContext: JsonObject;
}

/**
 * Puts a call's settings together: defaults, then the agent's template (or the prior call's settings), then
 * the request, with template variables filled in. Only the account knows the id of the voice.
 */
export function callSettings(
	request: CallRequest,
	options: {
		agent?: LabAgent | undefined;
		prior?: CallRequest | undefined;
		greetingTemplated: boolean;
	},
): Omit<CallSettings, 'voiceId'> {
	const base = options.prior ?? options.agent?.callTemplate ?? {};
	const { toolOverrides, firstSpeaker, ...own } = request;
	const context = request.templateContext ?? {};
	const fill = <T>(value: T): T => (options.agent ? renderDeep(value, context) : value);
	const merged: CallRequest = { ...base, ...own };
	const speakers = merged.firstSpeakerSettings ?? firstSpeakerFrom(firstSpeaker);
	return {
		...merged,
		temperature: merged.temperature ?? 0,
		model: merged.model ?? 'ultravox-v0.7',
		joinTimeout: merged.joinTimeout ?? '30s',
		maxDuration: merged.maxDuration ?? '3600s',
		medium: merged.medium ?? { webRtc: {} },
		recordingEnabled: merged.recordingEnabled ?? false,
		initialOutputMedium: merged.initialOutputMedium ?? 'MESSAGE_MEDIUM_VOICE',
		metadata: merged.metadata ?? {},
		templateContext: context,
		selectedTools: fill(overriddenTools(merged.selectedTools ?? [], toolOverrides)),
		firstSpeakerSettings: options.greetingTemplated ? fill(speakers) : speakers,
		...(merged.systemPrompt === undefined ? {} : { systemPrompt: fill(merged.systemPrompt) }),
		...(merged.languageHint === undefined ? {} : { languageHint: fill(merged.languageHint) }),
		...(merged.timeExceededMessage === undefined
			? {}
			: { timeExceededMessage: fill(merged.timeExceededMessage) }),
		...(merged.inactivityMessages === undefined
			? {}
			: { inactivityMessages: fill(merged.inactivityMessages) }),
	};
}

/** The model-facing name of a selected tool. */
export function toolName(tool: SelectedTool): string | undefined {
	return tool.nameOverride ?? tool.temporaryTool?.modelToolName ?? tool.toolName ?? tool.toolId;
}

function overriddenTools(
	tools: SelectedTool[],
	overrides: CallRequest['toolOverrides'],
): SelectedTool[] {
	if (!overrides) return tools;
	const removed = new Set(overrides.remove ?? []);
	const kept = overrides.removeAll
		? []
		: tools.filter((tool) => !removed.has(toolName(tool) ?? ''));
	return [...kept, ...(overrides.add ?? [])];
}

function firstSpeakerFrom(deprecated: string | undefined): FirstSpeakerSettings {
	return deprecated === 'FIRST_SPEAKER_USER' ? { user: {} } : { agent: {} };
}

function renderDeep<T>(value: T, context: JsonObject): T;
function renderDeep(value: unknown, context: JsonObject): unknown {
	if (typeof value === 'string') return renderTemplate(value, context);
	if (Array.isArray(value)) return value.map((item: unknown) => renderDeep(item, context));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key, renderDeep<unknown>(item, context)]),
		);
	}
	return value;
}
