import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { OperationItem } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callItem } from '../../callItem';
import { callThrottleLocator } from '../../../shared/descriptions/ultravoxLocators';
import type { Hints } from '../../../shared/ultravoxExplained';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { additionalBodyFields, withAdditionalFields } from '../../settings/additionalBodyFields';
import { withFirstSpeaker } from '../../settings/firstSpeaker';
import { UNCHOSEN_MEDIUM } from '../../settings/medium';
import { isOutgoing } from '../../settings/medium/outgoing';
import { secretTexts } from '../../../shared/secretTexts';

/** A call is not created a second time by itself: Ultravox has no way to tell that it is the same (ultravox.md §1.3). */
const UNKNOWN = 'Nobody knows whether the call was created: look at Get Many before you try again';
const HINTS: Hints = {
	unknown: UNKNOWN,
	'429':
		'Too many calls at once, or within too short a time: for the plan of your account, or for the call throttle',
};

/** What can be said of the creation of a call besides the call itself. */
export const creationOptions = (...more: INodeProperties[]): INodeProperties =>
	optionsCollection([
		additionalBodyFields,
		callThrottleLocator({
			required: false,
			idFormat: undefined,
			idLabel: 'By ID or Name',
			example: 'evening-reminders',
			description: 'Refuse the call when this limit for new calls is reached',
		}),
		...more,
	]);

export const greetingPrompt: INodeProperties = {
	displayName: 'Enable Greeting Prompt',
	name: 'enableGreetingPrompt',
	type: 'boolean',
	default: false,
	description:
		'Whether the agent is told to start talking where nothing in the conversation calls for an answer; true if not set',
};

export const returnJoinUrl: INodeProperties = {
	displayName: 'Return Join URL',
	name: 'returnJoinUrl',
	type: 'boolean',
	default: false,
	description:
		"Whether to return the address that connects to the agent. It is a secret: whoever has it can take the agent's call, once, without any other key.",
};

/** What an operation that creates a call shows, and may show of what is secret. */
export const createdCall = {
	simplified: ['call', 'joinUrl'],
	reveals: ['joinUrl'],
} as const;

interface Creation {
	path: string;
	query?: IDataObject;
	/** Without additional fields, and without the first speaker where the direction decides it. */
	body: IDataObject;
	/** The agent whose call it is. */
	agentId?: string;
}

/**
 * The body with a first speaker. What the agent itself is set to stays: it is read where that would decide
 * (ultravox.md §4.3: a call overrides its agent).
 */
async function spokenFirst(
	api: UltravoxApi,
	body: IDataObject,
	agentId: string | undefined,
): Promise<IDataObject> {
	const decided = withFirstSpeaker(body);
	if (agentId === undefined || decided === body) return decided;
	const agent = await api.send({ method: 'GET', path: `/api/agents/${agentId}` });
	return withFirstSpeaker(body, (agent.callTemplate ?? {}) as IDataObject);
}

/**
 * Creates a call (ultravox.md §2.1, §4.3). One that rings a phone is sent once, whatever comes back.
 * @throws NodeApiError also when the answer is no call
 */
export async function createCall(
	api: UltravoxApi,
	parameters: Parameters,
	{ path, query, body: settings, agentId }: Creation,
): Promise<OperationItem[]> {
	const options = parameters.collection('options');
	const given = withAdditionalFields(options, settings, { medium: UNCHOSEN_MEDIUM });
	const throttle = options.optionalId('callThrottle');
	const body = await spokenFirst(api, given, agentId);
	const call = await sendExplained(
		api,
		{
			method: 'POST',
			path,
			query: { ...query, ...(throttle === undefined ? {} : { throttle }) },
			body,
			ringsPhone: isOutgoing(body.medium),
			secrets: secretTexts(body),
		},
		HINTS,
	);
	if (typeof call.callId !== 'string' || call.callId === '') {
		throw refusal(api, "Ultravox did not confirm the call: its answer has no 'callId'", UNKNOWN);
	}
	const joinUrl = parameters.flag('returnJoinUrl') ? { joinUrl: call.joinUrl ?? null } : {};
	return [{ json: { ...callItem(call), ...joinUrl } }];
}
