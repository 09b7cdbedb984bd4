import { randomBytes } from 'node:crypto';
import { notFound } from '../apiErrors';
import type { ApiAnswer, ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { toolName } from '../callSettings';
import type { JsonObject } from '../jsonValue';
import { without } from '../jsonValue';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { paginate } from '../pagination';
import { recordingUrl } from '../recordingStorage';
import { inGivenOrder } from '../sorting';
import type { UltravoxState } from '../ultravoxState';
import type { SelectedTool } from '../vendorTypes';
import { callOf } from './callRoutes';

const SEVERITIES = ['debug', 'info', 'warning', 'error'];

/** What belongs to a call: messages, events, tools, its one stage, its recording (ultravox.md §2.3 to §2.6). */
export const callDetailRoutes: ApiRoutes = {
	'GET /api/calls/{call_id}/messages': (request) => {
		const call = callOf(request);
		const initial = call.settings.initialMessages?.length ?? 0;
		const from = request.url.searchParams.get('mode') === 'in_call' ? initial : 0;
		return ok(paginate(inGivenOrder(call.messages.slice(from)), request.url));
	},
	'GET /api/calls/{call_id}/events': (request) => {
		const { searchParams } = request.url;
		const least = SEVERITIES.indexOf(searchParams.get('minimum_severity') ?? 'info');
		const type = searchParams.get('type');
		const events = callOf(request).history.events.filter(
			(event) =>
				SEVERITIES.indexOf(event.severity) >= least && (type === null || event.type === type),
		);
		return ok(paginate(inGivenOrder(events), request.url));
	},
	'GET /api/calls/{call_id}/tools': (request) => ok(tools(callOf(request))),
	'GET /api/calls/{call_id}/stages': (request) =>
		ok(paginate(inGivenOrder([stage(callOf(request))]), request.url)),
	'GET /api/calls/{call_id}/stages/{call_stage_id}': (request) => {
		const call = callOf(request);
		if (request.parameters.call_stage_id !== call.history.callStageId) throw notFound();
		return ok(stage(call));
	},
	'GET /api/calls/{call_id}/recording': (request): ApiAnswer => {
		const { state } = request;
		const wav = callOf(request).recording;
		if (!wav) throw notFound();
		if (state.variants.recordingDelivery === 'direct') {
			return { status: 200, body: wav, headers: { 'content-type': 'audio/wav' } };
		}
		return { status: 302, headers: { location: storedAt(state, wav) } };
	},
};

function storedAt(state: UltravoxState, wav: Buffer): string {
	const token = randomBytes(16).toString('hex');
	state.storedRecordings.set(token, wav);
	return recordingUrl(state, token);
}

function tools(call: LabUltravoxCall): JsonObject[] {
	return call.settings.selectedTools.map((tool, index) => ({
		callToolId: `${call.callId.slice(0, -4)}${(index + 1).toString(16).padStart(4, '0')}`,
		toolId: tool.toolId ?? null,
		name: toolName(tool) ?? '',
		definition: toolDefinition(tool),
	}));
}

/** As the call uses it: without the model's view and without secrets. */
function toolDefinition({ temporaryTool = {} }: SelectedTool): JsonObject {
	return without(temporaryTool, 'modelToolName', 'description', 'requirements');
}

function stage(call: LabUltravoxCall): JsonObject {
	const { settings } = call;
	return {
		callId: call.callId,
		callStageId: call.history.callStageId,
		created: call.created.toISOString(),
		inactivityMessages: settings.inactivityMessages ?? [],
		initialTokenCount: null,
		languageHint: settings.languageHint ?? null,
		latestTokenCount: null,
		model: settings.model,
		systemPrompt: settings.systemPrompt ?? null,
		temperature: settings.temperature,
		timeExceededMessage: settings.timeExceededMessage ?? null,
		voice: settings.voice ?? null,
		errorCount: call.history.events.filter(({ severity }) => severity === 'error').length,
		experimentalSettings: settings.experimentalSettings ?? null,
		initialState: settings.initialState ?? {},
	};
}
