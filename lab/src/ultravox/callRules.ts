import type { TtsApiKeys } from './account/ttsApiKeys';
import type { FieldProblem } from './apiErrors';
import { toolName } from './callSettings';
import type { JsonObject } from './jsonValue';
import { isJsonObject } from './jsonValue';
import { durationMs } from './ultravoxDuration';
import type { LabTool } from './tools/labTool';
import { findTool } from './tools/labTool';
import { toolDefinitionProblems } from './tools/toolRules';
import type { UltravoxVariants } from './ultravoxVariants';
import type { CallMedium, CallRequest, SelectedTool } from './vendorTypes';
import type { LabVoice } from './voices/labVoice';
import { findVoice } from './voices/labVoice';

/** Rates the lab's agent can speak and hear; the vendor names no list (ultravox.md §3). */
const SAMPLE_RATES = [8000, 16000];

/** What a call may name. */
export interface CallCatalog {
	voices: ReadonlyMap<string, LabVoice>;
	ttsApiKeys: TtsApiKeys;
	variants: Pick<UltravoxVariants, 'longestCall'>;
	tools: ReadonlyMap<string, LabTool>;
}

/**
 * What the prose of the vendor forbids although the schema lets it pass (ultravox.md §2.1, §3, §7.1), in the
 * body of a call or in an agent's template.
 */
export function callRuleProblems(request: CallRequest, catalog: CallCatalog): FieldProblem[] {
	return [
		...metadataProblems(request.metadata),
		...mediumProblems(request.medium),
		...speakerProblems(request),
		...voiceProblems(request, catalog.voices),
		...externalVoiceProblems(request.externalVoice, catalog.ttsApiKeys),
		...durationProblems(request, catalog.variants.longestCall),
		...secretProblems(request.sharedSecrets),
		...toolProblems(request.selectedTools ?? [], ['selectedTools'], catalog.tools),
		...toolProblems(request.toolOverrides?.add ?? [], ['toolOverrides', 'add'], catalog.tools),
		...limitProblems(request),
	];
}

function problem(path: (string | number)[], message: string): FieldProblem {
	return { path: path.map(String), message };
}

function metadataProblems(metadata: Record<string, string> | undefined): FieldProblem[] {
	return Object.keys(metadata ?? {})
		.filter((key) => key.startsWith('ultravox.'))
		.map((key) =>
			problem(['metadata', key], 'Metadata keys starting with "ultravox." are reserved.'),
		);
}

function mediumProblems(medium: CallMedium | undefined): FieldProblem[] {
	if (!medium) return [];
	const kinds = Object.keys(medium);
	if (kinds.length > 1) {
		return [problem(['medium'], `At most one medium may be set, these are: ${kinds.join(', ')}.`)];
	}
	if (medium.sip) return sipProblems(medium.sip);
	const socket = medium.serverWebSocket;
	if (!socket) return dtmfProblems(medium);
	const problems: FieldProblem[] = [];
	const path = ['medium', 'serverWebSocket'];
	if (socket.inputSampleRate === undefined) {
		problems.push(problem([...path, 'inputSampleRate'], 'This field is required.'));
	}
	for (const field of ['inputSampleRate', 'outputSampleRate'] as const) {
		const rate = socket[field];
		if (rate !== undefined && !SAMPLE_RATES.includes(rate)) {
			problems.push(problem([...path, field], `${rate} Hz is not one of 8000, 16000 (lab).`));
		}
	}
	if (socket.clientBufferSizeMs !== undefined && socket.clientBufferSizeMs < 0) {
		problems.push(problem([...path, 'clientBufferSizeMs'], 'Must not be negative.'));
	}
	return problems;
}

/** Exactly one way, and an address that SIP can reach: no bare phone number (ultravox.md §3). */
function sipProblems(sip: JsonObject): FieldProblem[] {
	const path = ['medium', 'sip'];
	if (Object.keys(sip).length !== 1) {
		return [problem(path, 'Exactly one of incoming and outgoing must be set.')];
	}
	const { outgoing } = sip;
	if (!isJsonObject(outgoing)) return [];
	return ['to', 'from']
		.filter((field) => field === 'to' || outgoing[field] !== undefined)
		.filter((field) => !/^sips?:[^\s@]+@\S+$/.test(String(outgoing[field])))
		.map((field) => problem([...path, 'outgoing', field], 'Must be a SIP URI.'));
}

function dtmfProblems(medium: CallMedium): FieldProblem[] {
	const handling = medium.plivo?.dtmfHandling;
	return handling?.ignore === true && handling.userTextMessage
		? [problem(['medium', 'plivo', 'dtmfHandling'], 'Set either ignore or userTextMessage.')]
		: [];
}

function speakerProblems(request: CallRequest): FieldProblem[] {
	const settings = request.firstSpeakerSettings;
	if (!settings) return [];
	if (request.firstSpeaker !== undefined) {
		return [problem(['firstSpeaker'], 'Cannot be set together with firstSpeakerSettings.')];
	}
	return Object.keys(settings).length === 1
		? []
		: [problem(['firstSpeakerSettings'], 'Exactly one of agent and user must be set.')];
}

function voiceProblems(request: CallRequest, voices: CallCatalog['voices']): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (request.voice !== undefined && !findVoice(voices, request.voice)) {
		problems.push(problem(['voice'], `Voice ${request.voice} does not exist.`));
	}
	if (request.voice !== undefined && request.externalVoice) {
		problems.push(problem(['externalVoice'], 'Set either voice or externalVoice, not both.'));
	}
	if (request.voiceOverrides && request.voice === undefined) {
		problems.push(problem(['voiceOverrides'], 'Only valid when voice is set.'));
	}
	return problems;
}

/** The account must have a key for the provider, except for one's own server (ultravox.md §2.1). */
function externalVoiceProblems(
	voice: CallRequest['externalVoice'],
	keys: TtsApiKeys,
): FieldProblem[] {
	return Object.keys(voice ?? {})
		.filter((provider) => provider !== 'generic' && !keys.has(provider))
		.map((provider) =>
			problem(['externalVoice', provider], `No API key for ${provider} is stored.`),
		);
}

function durationProblems(
	request: CallRequest,
	longestCall: UltravoxVariants['longestCall'],
): FieldProblem[] {
	const { maxDuration } = request;
	if (longestCall === 'anHour' && (durationMs(maxDuration) ?? 0) > 3_600_000) {
		return [problem(['maxDuration'], 'Must not be longer than 3600s.')];
	}
	return (['joinTimeout', 'maxDuration'] as const)
		.filter((field) => (durationMs(request[field]) ?? 1) <= 0)
		.map((field) => problem([field], 'Must be greater than zero.'));
}

function secretProblems(secrets: string[] | undefined): FieldProblem[] {
	return (secrets ?? []).flatMap((secret, index) =>
		secret.length >= 16 && secret.length <= 127
			? []
			: [problem(['sharedSecrets', index], 'Must have 16 to 127 characters.')],
	);
}

function limitProblems(request: CallRequest): FieldProblem[] {
	const problems: FieldProblem[] = [];
	const { temperature, languageHint, toolOverrides } = request;
	if (temperature !== undefined && (temperature < 0 || temperature > 1)) {
		problems.push(problem(['temperature'], 'Must be between 0 and 1.'));
	}
	if (languageHint !== undefined && languageHint.length > 16) {
		problems.push(problem(['languageHint'], 'Ensure this field has no more than 16 characters.'));
	}
	if (toolOverrides?.removeAll && (toolOverrides.remove ?? []).length > 0) {
		problems.push(problem(['toolOverrides'], 'Set either remove or removeAll.'));
	}
	return problems;
}

function toolProblems(
	tools: SelectedTool[],
	path: string[],
	known: CallCatalog['tools'],
): FieldProblem[] {
	const problems: FieldProblem[] = [];
	const names = new Set<string>();
	tools.forEach((tool, index) => {
		const here = [...path, index];
		const sources = [tool.toolId, tool.toolName, tool.temporaryTool].filter((s) => s !== undefined);
		if (sources.length !== 1) {
			problems.push(problem(here, 'Set exactly one of toolId, toolName and temporaryTool.'));
		}
		const name = toolName(tool) ?? '';
		if (names.has(name)) problems.push(problem(here, `Tool name ${name} is used more than once.`));
		names.add(name);
		const { temporaryTool } = tool;
		if (temporaryTool) {
			const path = [...here, 'temporaryTool'].map(String);
			problems.push(...toolDefinitionProblems(temporaryTool, path));
		} else if (!findTool(known, tool)) problems.push(problem(here, 'No such tool.'));
	});
	return problems;
}
