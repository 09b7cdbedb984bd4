import type { FieldProblem } from './apiErrors';
import { toolName } from './callSettings';
import { asJsonObject } from './jsonValue';
import { durationMs } from './ultravoxDuration';
import type { CallMedium, CallRequest, SelectedTool } from './vendorTypes';
import { findVoice } from './voiceCatalog';

/** Rates the lab's agent can speak and hear; the vendor names no list (ultravox.md §3). */
const SAMPLE_RATES = [8000, 16000];

/**
 * What the prose of the vendor forbids although the schema lets it pass (ultravox.md §2.1, §3, §7.1), in the
 * body of a call or in an agent's template.
 */
export function callRuleProblems(request: CallRequest): FieldProblem[] {
	return [
		...metadataProblems(request.metadata),
		...mediumProblems(request.medium),
		...speakerProblems(request),
		...voiceProblems(request),
		...durationProblems(request),
		...secretProblems(request.sharedSecrets),
		...toolProblems(request.selectedTools ?? [], ['selectedTools']),
		...toolProblems(request.toolOverrides?.add ?? [], ['toolOverrides', 'add']),
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

function voiceProblems(request: CallRequest): FieldProblem[] {
	const problems: FieldProblem[] = [];
	if (request.voice !== undefined && !findVoice(request.voice)) {
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

function durationProblems(request: CallRequest): FieldProblem[] {
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

function toolProblems(tools: SelectedTool[], path: string[]): FieldProblem[] {
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
		problems.push(...definitionProblems(tool, here));
	});
	return problems;
}

function definitionProblems(tool: SelectedTool, path: (string | number)[]): FieldProblem[] {
	const definition = tool.temporaryTool;
	if (!definition) return [];
	const here = [...path, 'temporaryTool'];
	const problems: FieldProblem[] = [];
	if (!/^[a-zA-Z0-9_-]{1,64}$/.test(definition.modelToolName ?? '')) {
		problems.push(problem([...here, 'modelToolName'], 'Enter a valid tool name.'));
	}
	const kinds = ['http', 'client', 'dataConnection'].filter(
		(kind) => definition[kind] !== undefined,
	);
	if (kinds.length !== 1) {
		problems.push(problem(here, 'Set exactly one of http, client and dataConnection.'));
	}
	if ((durationMs(definition.timeout) ?? 0) > 40_000) {
		problems.push(problem([...here, 'timeout'], 'Must be at most 40 seconds.'));
	}
	if (definition.http && /\?/.test(String(asJsonObject(definition.http).baseUrlPattern ?? ''))) {
		problems.push(problem([...here, 'http', 'baseUrlPattern'], 'Must not have a query string.'));
	}
	if (!definition.http) {
		const misplaced = definition.dynamicParameters?.some(
			({ location }) => location !== undefined && location !== 'PARAMETER_LOCATION_BODY',
		);
		if (misplaced) {
			problems.push(problem([...here, 'dynamicParameters'], 'Location must be the body.'));
		}
	}
	return problems;
}
