import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { secretTexts } from '../../../shared/secretTexts';
import { allowedAgents, readAllowedAgents } from './allowances';
import { cidrRanges } from './cidrRanges';
import { fallbackHandler, readFallbackHandler, removeFallbackHandler } from './fallbackHandler';

/** `PATCH /api/sip` (ultravox.md §5.4): lists replace what was there. */
export const updateConfiguration: RequestOperation<UltravoxApi> = {
	name: 'Update Configuration',
	value: 'updateConfiguration',
	action: 'Update SIP configuration',
	description: 'Change where SIP calls may come from, and which agents answer them',
	properties: [
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Allow All Agents',
					name: 'allowAllAgents',
					type: 'boolean',
					default: false,
					description:
						'Whether every agent can be called at agent_ and its ID, besides the allowed agents',
				},
				allowedAgents,
				{
					displayName: 'Allowed IP Ranges',
					name: 'allowedCidrRanges',
					type: 'string',
					default: '',
					placeholder: 'e.g. 203.0.113.7, 203.0.113.16/28',
					description:
						'Where SIP calls may come from, with commas between them. They replace all ranges that were allowed.',
				},
				fallbackHandler,
				removeFallbackHandler,
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const body = given({
			allowedCidrRanges: cidrRanges(fields, 'allowedCidrRanges'),
			allowAllAgents: fields.optionalFlag('allowAllAgents'),
			allowedAgents: readAllowedAgents(fields),
			fallbackHandler: readFallbackHandler(fields),
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return { method: 'PATCH', path: '/api/sip', body, secrets: secretTexts(body) };
	},
};
