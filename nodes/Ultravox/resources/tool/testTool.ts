import type { StepsOperation } from '../../../shared/operations/operation';
import type { AnsweredBytes } from '../../../shared/providerRequest';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { toolLocator } from '../../../shared/descriptions/ultravoxLocators';
import { sendExplained } from '../../../shared/ultravoxExplained';

/** A tool may take 40 seconds (ultravox.md §7.1), and Ultravox some time besides. */
const TIMEOUT_MS = 60_000;
const UNKNOWN =
	'Nobody knows whether the tool did it, and this may be its own answer: look at it, and at its address and its timeout, before you try again';

/**
 * `POST /api/tools/{tool_id}/test` (ultravox.md §7.1). What it takes and what it answers is nowhere said: parameters go out as a
 * JSON object, and the answer is shown as it comes. What the tool does is done, so it is never sent twice.
 */
export const test: StepsOperation<UltravoxApi> = {
	name: 'Test',
	value: 'test',
	action: 'Test tool',
	description: 'Use an HTTP tool once, outside of a call. Whatever it does is really done.',
	properties: [
		toolLocator(),
		{
			displayName: 'Parameters',
			name: 'toolParameters',
			type: 'json',
			default: '{}',
			description: 'What an agent would fill in, by the names of the parameters',
		},
	],
	execute: async (api, parameters) => {
		const toolId = parameters.uuid('tool');
		const answer = await sendExplained<AnsweredBytes>(
			api,
			{
				method: 'POST',
				path: `/api/tools/${toolId}/test`,
				body: parameters.optionalObject('toolParameters') ?? {},
				asBytes: true,
				timeout: TIMEOUT_MS,
				ringsPhone: true,
			},
			{ unknown: UNKNOWN },
		);
		const { statusCode, headers, body } = answer;
		const text = body.toString('utf8');
		return [
			{
				json: {
					toolId,
					statusCode,
					contentType: headers['content-type'] ?? null,
					response: parsed(text),
				},
			},
		];
	},
};

/** JSON as data, anything else as text; null for nothing. */
function parsed(text: string): string | object | number | boolean | null {
	if (text === '') return null;
	try {
		return JSON.parse(text) as object;
	} catch {
		return text;
	}
}
