import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import { secretRows } from '../../settings/rows';

/** The longest address Ultravox takes (ultravox.md §7.6). */
const LONGEST_URL = 200;

export const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/ultravox',
	description: 'Where Ultravox reports the events, at most 200 characters',
	hint: 'Any answer in the 200s counts as heard; otherwise Ultravox repeats it for hours',
};

/** The events of the vendor's document (ultravox-openapi.yaml EventsEnum). */
export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: [
		{ name: 'Call Billed', value: 'call.billed', description: 'What the call costs is known' },
		{ name: 'Call Ended', value: 'call.ended', description: 'It is over, also when nobody joined' },
		{ name: 'Call Joined', value: 'call.joined', description: 'Somebody is connected' },
		{ name: 'Call Started', value: 'call.started', description: 'The call was created' },
	],
	default: ['call.ended'],
};

export const onlyAgent = agentLocator({
	description: 'The only agent whose calls are reported; all agents when not set',
});

export const secrets = secretRows(
	{
		displayName: 'Secrets',
		name: 'secrets',
		row: 'Secret',
		description:
			'Ultravox signs with each of them what it sends, so that your side can tell it is from Ultravox. They are never shown again; Ultravox makes one when there is none.',
	},
	{ most: 120 },
);

/** An address that is not too long. */
export function webhookUrl(parameters: Parameters): string {
	const address = parameters.url('url');
	if (address.length <= LONGEST_URL) return address;
	throw parameters.problem(
		'url',
		`has ${address.length} characters, and Ultravox takes ${LONGEST_URL}`,
		'Use a shorter path, or an address that leads there',
	);
}

/** The chosen events, at least one. */
export function chosenEvents(parameters: Parameters): string[] {
	const chosen = parameters.choices('events');
	if (chosen.length > 0) return [...new Set(chosen)];
	throw parameters.problem('events', 'are empty', 'Choose at least one');
}
