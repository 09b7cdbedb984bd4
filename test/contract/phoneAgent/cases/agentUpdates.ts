import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page, nothingToChange } from '../../operations/contractCase';
import {
	readsAgent,
	readsNumbers,
	noApplications,
	application,
	linked,
	edited,
	withAccent,
	of,
	chosen,
	looks,
	editedItem,
} from '../support/agentChanges';
import { account, CONFIG, configurationOf, readsConfig } from '../support/agentRequests';
import { AGENT, agentWith, block, OTHER_AGENT, PATH, rows } from '../support/simpleAgents';

const updates = of('update', 'peers.md §1.3, ultravox.md §4.1, §5.1, plivo.md §3.1, §4');

const update = (updateFields: object) => ({ ...chosen, updateFields: updateFields as never });
const found = [answer(200, agentWith(edited)), account, noApplications];

/** Agents that change. */
export const agentUpdateCases: ContractCase[] = [
	updates({
		size: 'smallest',
		title: 'O3.9 one field: the whole template goes, and nothing else of it is lost',
		parameters: update({ accent: 'Tyrolean' }),
		answers: [...found, answer(200, agentWith(withAccent))],
		requests: [...looks, { method: 'PATCH', path: PATH, body: { callTemplate: withAccent } }],
		items: [{ ...editedItem, accent: 'Tyrolean' }],
	}),
	updates({
		size: 'full',
		title: 'O3.3 everything: outbound now, and no longer allowed',
		parameters: update({
			name: 'Caller',
			type: 'outbound',
			accent: '',
			actions: 'chosen',
			actionIds: 'hangUp',
			dataCollectionFields: rows({ name: 'age', type: 'number', description: 'In years' }),
			dataCollectionWebhookUrl: 'https://example.com/collected',
			firstMessage: 'Good day.',
			handoffPhoneNumber: '',
			instructions: ['Be brief.\nVery.', 'Say goodbye.'],
			interruptible: false,
			language: '',
			voice: byId('Anna'),
		}),
		answers: [
			...found,
			answer(200, configurationOf(OTHER_AGENT, AGENT)),
			answer(200, agentWith({}, 'Caller')),
			answer(200, configurationOf(OTHER_AGENT)),
		],
		requests: [
			...looks,
			readsConfig,
			{
				method: 'PATCH',
				path: PATH,
				body: {
					name: 'Caller',
					callTemplate: {
						systemPrompt: `1. Be brief.\n   Very.\n2. Say goodbye.\n\n${block(
							'Type of calls: outbound',
							'May be interrupted: no',
							'Collected data goes to: https://example.com/collected',
							'Data to collect in the call:',
							'- age (number): In years',
						)}`,
						firstSpeakerSettings: { user: { fallback: { delay: '5s', text: 'Good day.' } } },
						voice: 'Anna',
						vadSettings: { turnEndpointDelay: '0.5s' },
						temperature: 0.4,
						selectedTools: [{ toolName: 'hangUp' }],
					},
				},
			},
			{ method: 'PATCH', path: CONFIG, body: { callCreationAllowedAgentIds: [OTHER_AGENT] } },
		],
	}),
	updates({
		size: 'bad',
		title: 'O3.4 another model: no request at all',
		parameters: update({ model: byId('ultravox-v0.6') }),
		requests: [],
		refusal: /'Model' cannot be changed after an agent was created/,
	}),
	updates({
		size: 'more',
		title: 'O3.4 the model that the item of the agent has is no change, and is not sent',
		input: { id: AGENT, model: 'ultravox-v0.7' },
		parameters: update({ model: byId('={{ $json.model }}'), name: 'Evening' }),
		answers: [...found, answer(200, agentWith(edited, 'Evening'))],
		requests: [...looks, { method: 'PATCH', path: PATH, body: { name: 'Evening' } }],
	}),
	updates({
		size: 'more',
		title: "O3.4 another agent's model",
		input: { id: OTHER_AGENT, model: 'ultravox-v0.7' },
		parameters: update({ model: byId('={{ $json.model }}'), name: 'Evening' }),
		requests: [],
		refusal: /'Model' cannot be changed after an agent was created/,
	}),
	updates({
		size: 'more',
		parameters: update({}),
		...nothingToChange,
	}),
	updates({
		size: 'more',
		title: 'instructions that an expression lost',
		parameters: update({ instructions: '' }),
		requests: [],
		refusal: /'Instructions' are empty/,
	}),
	updates({
		size: 'more',
		title: 'only the name: the template is left alone',
		parameters: update({ name: 'Evening' }),
		answers: [...found, answer(200, agentWith(edited, 'Evening'))],
		requests: [...looks, { method: 'PATCH', path: PATH, body: { name: 'Evening' } }],
		items: [{ ...editedItem, name: 'Evening' }],
	}),
	updates({
		size: 'more',
		title: 'O3.3 a number leads to the agent: it stays inbound',
		parameters: update({ type: 'outbound' }),
		answers: [answer(200, agentWith(edited)), account, page([application]), page([linked])],
		requests: [...looks, readsNumbers],
		refusal: /\+14155550100 leads to the agent, and an outbound agent answers no calls/,
	}),
	updates({
		size: 'more',
		title: 'O3.3 inbound, and the configuration refuses it: the change is told as what it is',
		parameters: update({ type: 'inbound' }),
		answers: [
			...found,
			answer(200, configurationOf()),
			answer(200, agentWith(edited)),
			answer(403, { detail: 'not today' }),
		],
		requests: [
			...looks,
			readsConfig,
			{
				method: 'PATCH',
				path: PATH,
				body: {
					callTemplate: {
						...withAccent,
						systemPrompt: withAccent.systemPrompt.replace('Accent to speak with: Tyrolean\n', ''),
					},
				},
			},
			{ method: 'PATCH', path: CONFIG, body: { callCreationAllowedAgentIds: [AGENT] } },
		],
		refusal: /The agent was changed, but not the Plivo configuration of Ultravox: .*not today/,
	}),
	updates({
		size: 'more',
		title: 'O3.8 fields are taken away, and the webhook would stay',
		parameters: update({ dataCollectionFields: {} }),
		answers: [
			answer(
				200,
				agentWith({
					systemPrompt: block(
						'Collected data goes to: https://example.com/collected',
						'Data to collect in the call:',
						'- email',
					),
				}),
			),
		],
		requests: [readsAgent],
		refusal: /'Send Collected Data To' is set, and there is nothing to collect/,
	}),
];
