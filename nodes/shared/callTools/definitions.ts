import type { IDataObject } from 'n8n-workflow';
import type { DataField } from '../simpleAgent/read';
import { eventUrl } from './eventUrl';
import { CALL_ID_PARAMETER, fieldParameters, fieldSchema } from './fieldParameters';
import { COLLECT_TOOL, HANDOFF_TOOL } from './toolNames';
import type { ToolClaims } from './toolToken';
import { sealToolToken, TOOL_TOKEN_HEADER } from './toolToken';

/** What the tools of one call are made from. */
export interface CallToolSettings {
	/** Of the webhook that takes their requests, with its own query. */
	webhookUrl: string;
	/** The metadata that the Ultravox call will carry, and no other. */
	key: ToolClaims['key'];
	/** The API key of the Ultravox credential. */
	secret: string;
	/** The human to hand off to, E.164; null for nobody. */
	handoffNumber: string | null;
	/** The number of ours in the call, which the human sees: E.164. */
	callerId: string;
	/** Index of the ladder's step that follows when no agent can take the caller back; 0 where there is no ladder. */
	step?: number;
	dataFields: readonly DataField[];
}

/** Longer than the orders to Plivo take, and their repeats. The conversation stands still meanwhile (ultravox.md §7.1). */
const HANDOFF_TIMEOUT = '12s';
const COLLECT_TIMEOUT = '5s';

const TOKEN_REQUIREMENT = 'callToolToken';

/** The webhooks that Ultravox can reach: encrypted ones, and in the lab those of this machine (ultravox.md §7.1). */
export function canHearTools(webhookUrl: string): boolean {
	return /^https:\/\/|^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/|$)/i.test(webhookUrl);
}

/**
 * The tools of one call, for `toolOverrides.add` of its creation (ultravox.md §4.3, §7.1): handing the caller to a human, and
 * taking the collected data. [] when there is nothing for them to do, or Ultravox could not reach them.
 * @throws Error when the secret is blank
 */
export function callTools(settings: CallToolSettings): IDataObject[] {
	if (!canHearTools(settings.webhookUrl)) return [];
	return [
		...(settings.handoffNumber === null ? [] : [handoffTool(settings, settings.handoffNumber)]),
		...(settings.dataFields.length === 0 ? [] : [collectTool(settings)]),
	];
}

function handoffTool(settings: CallToolSettings, number: string): IDataObject {
	const { key, callerId, step } = settings;
	const claims = { tool: HANDOFF_TOOL, key, number, callerId, step: step ?? 0 };
	return tool(settings, claims, {
		description:
			'Connects the caller with a human by transferring the call. Use it when the caller asks for a human, or when you cannot help. Do not announce it yourself: what you put in `sentence` is said to the caller before the transfer.',
		timeout: HANDOFF_TIMEOUT,
		defaultReaction: 'AGENT_REACTION_SPEAKS',
		dynamicParameters: [
			{
				name: 'sentence',
				location: 'PARAMETER_LOCATION_BODY',
				schema: {
					type: 'string',
					description:
						'One short sentence, in the language of the conversation, that tells the caller that you are connecting them now',
				},
				required: true,
			},
		],
	});
}

function collectTool(settings: CallToolSettings): IDataObject {
	const claims = { tool: COLLECT_TOOL, key: settings.key };
	return tool(settings, claims, {
		description:
			'Takes what the caller told you. Use it before the conversation ends, and again when something changes. Leave out what the caller did not say: never guess.',
		timeout: COLLECT_TIMEOUT,
		defaultReaction: 'AGENT_REACTION_SPEAKS',
		dynamicParameters: fieldParameters(settings.dataFields).map(([name, field]) => ({
			name,
			location: 'PARAMETER_LOCATION_BODY',
			schema: fieldSchema(field),
			required: false,
		})),
	});
}

/** A tool over HTTP. Its address may have no query, so that goes into static parameters; the token is one that no list shows. */
function tool(
	{ webhookUrl, secret }: CallToolSettings,
	claims: ToolClaims,
	definition: IDataObject,
): IDataObject {
	const url = new URL(eventUrl(webhookUrl, { event: 'tool', tool: claims.tool }));
	const staticParameters = [...url.searchParams].map(([name, value]) => ({
		name,
		location: 'PARAMETER_LOCATION_QUERY',
		value,
	}));
	url.search = '';
	return {
		temporaryTool: {
			modelToolName: claims.tool,
			...definition,
			staticParameters,
			automaticParameters: [
				{
					name: CALL_ID_PARAMETER,
					location: 'PARAMETER_LOCATION_BODY',
					knownValue: 'KNOWN_PARAM_CALL_ID',
				},
			],
			requirements: {
				httpSecurityOptions: {
					options: [
						{
							requirements: { [TOKEN_REQUIREMENT]: { headerApiKey: { name: TOOL_TOKEN_HEADER } } },
						},
					],
				},
			},
			http: { baseUrlPattern: url.href, httpMethod: 'POST' },
		},
		authTokens: { [TOKEN_REQUIREMENT]: sealToolToken(claims, secret) },
	};
}
