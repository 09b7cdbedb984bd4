import type { AgentScript } from './agentScript';
import { notFound, refusal, validationError } from './apiErrors';
import { callRuleProblems } from './callRules';
import type { CallSettings } from './callSettings';
import { callSettings } from './callSettings';
import { contextProblems } from './contextSchema';
import { deleteCall } from './deletedCalls/deletedCall';
import { dialWithPlivo } from './dialing/plivoDial';
import type { JsonObject } from './jsonValue';
import type { LabAgent } from './labAgent';
import { LabUltravoxCall } from './labUltravoxCall';
import { announce } from './lifecycle';
import { resolveTool } from './tools/labTool';
import type { UltravoxState } from './ultravoxState';
import type { CallRequest, FirstSpeakerSettings, Message } from './vendorTypes';
import { voiceIdOf } from './voices/labVoice';

const RETRY_AFTER_SECONDS = '2';

/**
 * Makes a call from a body that passed the schema (ultravox.md §2.1, §4.3).
 *
 * @throws ApiError 400 for what the prose forbids, 402 (variant) and 429 for what the account cannot have
 */
export function createCall(
	state: UltravoxState,
	request: CallRequest,
	options: {
		agent?: LabAgent;
		priorCallId?: string | null;
		enableGreetingPrompt?: boolean;
		requestContext?: JsonObject;
	} = {},
): LabUltravoxCall {
	const { agent } = options;
	const { greetingTemplated } = state.variants;
	const problems = [
		...callRuleProblems(request, state),
		...(agent ? contextProblems(agent, request.templateContext ?? {}, greetingTemplated) : []),
	];
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	const prior = priorCall(state, options.priorCallId, request);
	const chosen = callSettings(prior ? { ...request, initialMessages: history(prior) } : request, {
		agent,
		prior: prior?.settings,
		greetingTemplated,
	});
	const settings: CallSettings = {
		...chosen,
		voiceId: voiceIdOf(state.voices, chosen.voice),
		selectedTools: chosen.selectedTools.map((tool) => resolveTool(state.tools, tool)),
	};
	refuseOutgoing(state, settings.medium);
	refuseWhatTheAccountCannotHave(state);
	refuseAutoDelete(state, settings);
	noteWhatIsNotPlayed(state, settings);
	const call = new LabUltravoxCall(
		{
			agent: agent ?? (state.variants.priorCallKeepsAgent ? prior?.agent : undefined),
			script: agent ? scriptOf(agent, request) : (prior?.script ?? state.defaultScript),
			request: { ...request },
			settings,
			requestContext: options.requestContext ?? {},
			greetingPrompt: options.enableGreetingPrompt !== false,
		},
		{
			voiceUrl: state.voiceUrl,
			log: state.log,
			variants: state.variants,
			tools: state.tools,
			voices: state.voices,
			minimumMediaIdleMs: state.minimumMediaIdleMs,
			onLifecycle: (event, changed) => {
				announce(state, event, changed);
				if (event === 'call.billed') deleteIfAsked(state, changed);
			},
		},
	);
	state.calls.set(call.callId, call);
	call.log('call', `created${agent ? ` with agent ${agent.name}` : ''}`);
	announce(state, 'call.started', call);
	if (settings.medium.plivo?.outgoing) void dialWithPlivo(state, call);
	return call;
}

/**
 * What the agent says in a call. Words that a template has come from nowhere else: where the request replaces them by nothing, the
 * script's greeting does not stand for them, and the model makes up its own.
 */
function scriptOf({ callTemplate, script }: LabAgent, request: CallRequest): AgentScript {
	const own = openingOf(callTemplate.firstSpeakerSettings);
	const given = request.firstSpeakerSettings;
	const { text, prompt } = openingOf(given);
	const isTold = text !== undefined || prompt !== undefined;
	if (given === undefined || isTold || own.text === undefined) return script;
	const madeUp = { ...script };
	delete madeUp.greeting;
	return madeUp;
}

const openingOf = (
	settings: FirstSpeakerSettings | undefined,
): { text?: string; prompt?: string } => settings?.agent ?? settings?.user?.fallback ?? {};

function priorCall(
	state: UltravoxState,
	priorCallId: string | null | undefined,
	request: CallRequest,
): LabUltravoxCall | undefined {
	if (priorCallId === null || priorCallId === undefined) return undefined;
	const prior = state.calls.get(priorCallId);
	if (!prior) throw notFound();
	if (request.initialMessages) {
		throw validationError(
			[{ path: ['initialMessages'], message: 'Cannot be set together with priorCallId.' }],
			state.variants.errorShape,
		);
	}
	return prior;
}

function history(prior: LabUltravoxCall): Message[] {
	return prior.messages.map(({ role, text, medium }) => ({
		role,
		text,
		...(medium ? { medium } : {}),
	}));
}

function refuseOutgoing(state: UltravoxState, medium: CallRequest['medium']): void {
	if (!medium?.plivo?.outgoing) return;
	if (!state.telephonyConfigs.plivo)
		throw refusal(400, 'Plivo credentials are not set up for this account.');
	if (state.plivoApiUrl === undefined) {
		throw refusal(400, 'The lab does not dial out for Ultravox: create the call without outgoing.');
	}
}

const AUTO_DELETE = 'CALL_RETENTION_POLICY_AUTO_DELETE';

/** Deleting calls by themselves must be switched on for the account (ultravox.md §2.1). */
function refuseAutoDelete(state: UltravoxState, { retentionPolicy }: CallSettings): void {
	if (retentionPolicy !== AUTO_DELETE || state.account.autoDeleteEnabled) return;
	throw refusal(state.variants.planRefusalStatus, 'Your account cannot have calls deleted.');
}

function deleteIfAsked(state: UltravoxState, call: LabUltravoxCall): void {
	const isThere = state.calls.get(call.callId) === call;
	if (isThere && call.settings.retentionPolicy === AUTO_DELETE) deleteCall(state, call);
}

function refuseWhatTheAccountCannotHave(state: UltravoxState): void {
	const { account, variants } = state;
	if (account.paymentRequired) {
		throw refusal(variants.paymentRequiredStatus, 'Your account has no minutes left.');
	}
	const active = [...state.calls.values()].filter((call) => call.isActive).length;
	if (account.allowedConcurrentCalls !== null && active >= account.allowedConcurrentCalls) {
		throw refusal(429, 'Too many concurrent calls.', { 'retry-after': RETRY_AFTER_SECONDS });
	}
}

function noteWhatIsNotPlayed(state: UltravoxState, settings: CallRequest): void {
	const without: string[] = [];
	if (settings.dataConnection) without.push('dataConnection');
	const medium = Object.keys(settings.medium ?? {})[0] ?? 'webRtc';
	if (medium !== 'plivo' && medium !== 'serverWebSocket') without.push(`medium.${medium}`);
	for (const what of without) {
		state.log.add({
			side: 'ultravox',
			kind: 'not-simulated',
			summary: `${what} is accepted, but has no effect in the lab`,
		});
	}
}
