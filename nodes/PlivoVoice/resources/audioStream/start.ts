import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { liveCallLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { NOT_LIVE } from '../call/callAction';
import { streamItem, streamPath } from './streamItem';
import { streamOptions, streamSettings } from './streamOptions';

const LONGEST_URL = 2048;

/** `POST /Call/{call_uuid}/Stream/` (plivo.md §5.4). */
export const start: StepsOperation<PlivoApi> = {
	name: 'Start',
	value: 'start',
	action: 'Start audio stream',
	description: 'Send the audio of a live call to a WebSocket, such as one of an AI agent',
	properties: [
		liveCallLocator(),
		{
			displayName: 'Service URL',
			name: 'serviceUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. wss://example.com/audio',
			description: 'Address of the WebSocket, which Plivo connects to',
			hint: 'A stream does not keep the call alive: the XML of the call has to, with a Wait for example. Plivo logs the address.',
		},
		optionsCollection(streamOptions),
	],
	execute: async (api, parameters) => {
		const service_url = serviceUrl(parameters);
		const body = { service_url, ...streamSettings(parameters.collection('options')) };
		const answer = await sendExplained(
			api,
			// Whoever has the address may be able to join the call.
			{ method: 'POST', path: streamPath(parameters), body, secrets: [service_url] },
			NOT_LIVE,
		);
		if (typeof answer.stream_id !== 'string') {
			throw refusal(
				api,
				"Plivo did not confirm the stream: its answer has no 'stream_id'",
				'Look at Get Many before you try again',
			);
		}
		return [{ json: streamItem(answer, parameters) }];
	},
};

/** Never told in an error. */
function serviceUrl(parameters: Parameters): string {
	const url = parameters.url('serviceUrl', ['wss', 'ws']);
	if (url.length > LONGEST_URL) {
		throw parameters.problem(
			'serviceUrl',
			`has ${url.length} characters`,
			`Plivo takes at most ${LONGEST_URL}`,
		);
	}
	if (url.includes('#')) {
		throw parameters.problem('serviceUrl', "contains '#', which a WebSocket address cannot have");
	}
	// The two protocols differ; the caller would hear nothing (ultravox.md §3 and §8.7).
	if (/\/server_web_socket\/?(?:[?#]|$)/.test(url)) {
		throw parameters.problem(
			'serviceUrl',
			'is the join URL of a serverWebSocket call, which Plivo cannot speak with',
			'Create the Ultravox call with the plivo medium',
		);
	}
	return url;
}
