import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { callCase, CALLS } from '../support/callCase';
import { CALL, endedCall, JOIN_URL, newContext, PRIOR, THROTTLE } from '../support/callFixtures';
import { everyContinuedCallField } from '../support/everyCallField';
import { dialledCall, outgoing, outgoingMedium } from '../support/outgoingCall';
import { created, simple } from '../support/agentCallCase';

export const continuedCallCases: ContractCase[] = [
	callCase(
		'continue',
		'smallest',
		"P2.1 the call of the item; the medium is said, so that the prior call's number is not rung again",
		{
			source: 'ultravox.md §2.1',
			input: { call: { callId: PRIOR } },
			answers: [created],
			requests: [
				{
					method: 'POST',
					path: CALLS,
					query: { priorCallId: PRIOR },
					body: { medium: { plivo: {} } },
				},
			],
			items: simple,
		},
	),
	callCase('continue', 'full', 'every field, quiet until somebody speaks', {
		source: 'ultravox.md §2.1',
		parameters: {
			...everyContinuedCallField.parameters,
			priorCallId: byId(PRIOR),
			returnJoinUrl: true,
			options: {
				enableGreetingPrompt: false,
				callThrottle: byId(THROTTLE),
				additionalBodyFields: '{"transcriptOptional": false}',
			},
		},
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				query: { priorCallId: PRIOR, enableGreetingPrompt: 'false', throttle: THROTTLE },
				body: {
					...everyContinuedCallField.body,
					medium: { plivo: {} },
					transcriptOptional: false,
				},
			},
		],
		items: [{ call: newContext, joinUrl: JOIN_URL }],
	}),
	callCase('continue', 'more', 'P2.5, P2.7 Ultravox calls back over Plivo', {
		source: 'ultravox.md §2.1',
		parameters: { priorCallId: byId(PRIOR), ...outgoing },
		answers: [answer(201, { ...endedCall, ...dialledCall, metadata: {} })],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				query: { priorCallId: PRIOR },
				body: { medium: outgoingMedium, firstSpeakerSettings: { user: {} } },
			},
		],
	}),
	callCase('continue', 'bad', 'a conversation of its own, which a continued call cannot have', {
		source: 'ultravox.md §2.1',
		parameters: {
			priorCallId: byId(PRIOR),
			options: {
				additionalBodyFields: '{"initialMessages": [{"role": "MESSAGE_ROLE_USER", "text": "Hi"}]}',
			},
		},
		refusal: /set 'initialMessages', which a continued call does not take/,
	}),
	callCase('continue', 'bad', 'no prior call', {
		source: 'ultravox.md §2.1',
		parameters: { priorCallId: byId('={{ "" }}') },
		refusal: /'Prior Call' is empty/,
	}),
	callCase('continue', 'bad', 'a prior call that is not there', {
		source: 'ultravox.md §1.2',
		parameters: { priorCallId: byId(CALL) },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				query: { priorCallId: CALL },
				body: { medium: { plivo: {} } },
			},
		],
		refusal: /Ultravox did not find it: Not found\./,
	}),
];
