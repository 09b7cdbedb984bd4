import type { ContractCase } from '../../operations/contractCase';
import { answer, nothingToChange } from '../../operations/contractCase';
import {
	PATH,
	ANNA,
	CREDENTIALS,
	stored,
	mapping,
	plivo,
	reads,
	patches,
	missing,
} from '../support/plivoConfiguration';
import { goneCases } from '../support/deletion';

/** One that is there is read, changed and deleted. */
export const changedConfigurationCases: ContractCase[] = [
	plivo({
		operation: 'get',
		size: 'smallest',
		title: 'U0.4 U0.8 what is stored, with the prefix of the token',
		parameters: {},
		answers: [answer(200, stored({ callCreationAllowedAgentIds: [ANNA] }))],
		requests: [reads],
		items: [stored({ callCreationAllowedAgentIds: [ANNA] })],
	}),
	plivo({
		operation: 'get',
		size: 'full',
		title: 'U0.7 the context that a sample gives',
		parameters: { options: { previewSample: { From: '+15551234567' } } },
		answers: [answer(200, stored({ requestContextMapping: { From: 'user.phone_number' } }))],
		requests: [reads],
		items: [
			{
				...stored({ requestContextMapping: { From: 'user.phone_number' } }),
				contextPreview: { user: { phone_number: '+15551234567' } },
			},
		],
	}),
	plivo({
		operation: 'get',
		size: 'more',
		title: 'U0.7 without a sample, a made-up call shows it',
		parameters: {},
		answers: [answer(200, stored({ requestContextMapping: { From: 'caller', Unknown: 'x.y' } }))],
		requests: [reads],
		items: [
			{
				...stored({ requestContextMapping: { From: 'caller', Unknown: 'x.y' } }),
				contextPreview: { caller: '14155550100', x: { y: '(Unknown)' } },
			},
		],
	}),
	...[missing, answer(400, { detail: 'No Plivo config is stored.' }), answer(200, {})].map(
		(none, index) =>
			plivo({
				operation: 'get',
				size: index === 0 ? 'bad' : 'more',
				title: `none is stored, told in way ${index + 1} of those nobody documents`,
				source: 'ultravox.md §5.1 (GET when none exists: UNCONFIRMED)',
				parameters: {},
				answers: [none],
				requests: [reads],
				refusal: /Ultravox has no Plivo configuration in this account/,
				hint: /Make one with Create or Ensure/,
			}),
	),
	plivo({
		operation: 'update',
		size: 'smallest',
		title: 'U0.8 only what was changed is sent',
		parameters: { updateFields: { callCreationAllowedAgentIds: [ANNA] } },
		answers: [answer(200, stored({ callCreationAllowedAgentIds: [ANNA] }))],
		requests: [patches({ callCreationAllowedAgentIds: [ANNA] })],
		items: [stored({ callCreationAllowedAgentIds: [ANNA] })],
	}),
	plivo({
		operation: 'update',
		size: 'full',
		title: 'U0.8 U0.10 everything at once, the credential too',
		parameters: {
			updateFields: {
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: true,
				requestContextMapping: mapping(['From', 'user.phone_number']),
				previewSample: '{}',
				renewCredential: true,
			},
		},
		answers: [answer(200, stored({ callCreationAllowAllAgents: true }))],
		requests: [
			patches({
				...CREDENTIALS,
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: true,
				requestContextMapping: { From: 'user.phone_number' },
			}),
		],
		items: [stored({ callCreationAllowAllAgents: true })],
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'U0.7 a mapping that was added and left empty is taken away',
		parameters: { updateFields: { requestContextMapping: {} } },
		answers: [answer(200, stored())],
		requests: [patches({ requestContextMapping: {} })],
		items: [stored()],
	}),
	plivo({
		operation: 'update',
		size: 'bad',
		parameters: { updateFields: { previewSample: '{"From": "1"}' } },
		...nothingToChange,
	}),
	plivo({
		operation: 'update',
		size: 'more',
		title: 'none is stored',
		parameters: { updateFields: { renewCredential: true } },
		answers: [missing],
		requests: [patches(CREDENTIALS)],
		refusal: /Ultravox has no Plivo configuration in this account/,
	}),
	...goneCases(plivo, { parameters: {}, path: PATH, item: { provider: 'plivo' }, row: 'U0.8' }),
	plivo({
		operation: 'delete',
		size: 'bad',
		title: 'none is stored',
		parameters: {},
		answers: [missing],
		requests: [{ method: 'DELETE', path: PATH }],
		refusal: /Ultravox has no Plivo configuration in this account/,
	}),
];
