import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { secretRows } from '../../settings/rows';

const MOST_SECRETS = 10;

const secrets = secretRows(
	{
		displayName: 'Secrets',
		name: 'secrets',
		row: 'Secret',
		description:
			'Ultravox signs with each of them what it asks, at most 10. They are never shown again; Ultravox makes one when there is none.',
	},
	{ most: 120 },
);

export const fallbackHandler: INodeProperties = {
	displayName: 'Fallback Handler',
	name: 'fallbackHandler',
	type: 'fixedCollection',
	placeholder: 'Add Handler',
	default: {},
	description:
		'Who decides about a call that matches no allowed agent. It has to answer at once with a call to start, or with a rejection.',
	options: [
		{
			displayName: 'Handler',
			name: 'values',
			values: [
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/sip',
					description: 'Where Ultravox asks what to do with the call',
				},
				...secrets.properties,
			],
		},
	],
};

export const removeFallbackHandler: INodeProperties = {
	displayName: 'Remove Fallback Handler',
	name: 'removeFallbackHandler',
	type: 'boolean',
	default: true,
	description: 'Whether nobody is asked any more about calls that match no allowed agent',
};

/** The handler, null to take it away, or undefined to leave it. */
export function readFallbackHandler(fields: Parameters): IDataObject | null | undefined {
	const [handler] = fields.rows('fallbackHandler');
	const isRemoved = fields.flag('removeFallbackHandler');
	if (handler === undefined) return isRemoved ? null : undefined;
	if (isRemoved) {
		throw fields.problem(
			'removeFallbackHandler',
			`does not go with ${fields.label('fallbackHandler')}`,
		);
	}
	const count = handler.rows('secrets').length;
	if (count > MOST_SECRETS) {
		throw handler.problem('secrets', `are ${count}, and may be ${MOST_SECRETS}`);
	}
	return { url: handler.url('url'), ...secrets.read(handler) };
}
