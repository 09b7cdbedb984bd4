import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { callCase } from '../support/callCase';
import { AGENT, JOIN_URL, newCall, newContext, THROTTLE, without } from '../support/callFixtures';
import { everyAgentCallField } from '../support/everyCallField';
import { dialled, dialledCall, outgoing, outgoingMedium } from '../support/outgoingCall';
import {
	AGENT_CALLS,
	agent,
	created,
	dialledByAgent,
	silentAgent,
	withAgent,
} from '../support/agentCallCase';

const variables = (value: Record<string, unknown>) => ({
	templateContext: { mappingMode: 'defineBelow', value },
});

export const agentCallCases: ContractCase[] = [
	withAgent(
		'smallest',
		'P2.8, P2.1, P2.7 only the medium, which is Plivo; the agent keeps its own first speaker; no join URL in the item',
		{},
		{ medium: { plivo: {} } },
		{
			parameters: { ...agent, simplify: false },
			items: [{ call: newContext, ultravox: without(newCall) }],
		},
	),
	withAgent(
		'more',
		'P2.8, P2.13 medium and template variables, one nested, from the fields of a provider',
		variables({ name: 'Anna', 'user.phone_number': '={{ $json.plivo.From }}', visits: 3 }),
		{
			medium: { plivo: {} },
			templateContext: { name: 'Anna', user: { phone_number: '14155550123' }, visits: 3 },
		},
		{ source: 'ultravox.md §4.2, §4.3', input: { plivo: { From: '14155550123' } } },
	),
	withAgent(
		'full',
		'every field that can be overridden, a throttle, and a field of tomorrow',
		{
			...everyAgentCallField.parameters,
			templateContextFrom: 'json',
			templateContextJson: '{"user": {"name": "Anna"}}',
			returnJoinUrl: true,
			options: {
				callThrottle: byId(THROTTLE),
				additionalBodyFields: '{"experimentalSettings": {"beta": true}}',
			},
		},
		undefined,
		{
			requests: [
				{
					method: 'POST',
					path: AGENT_CALLS,
					query: { throttle: THROTTLE },
					body: {
						...everyAgentCallField.body,
						medium: { plivo: {} },
						templateContext: { user: { name: 'Anna' } },
						experimentalSettings: { transcriptionProvider: 'ultravox', beta: true },
					},
				},
			],
			items: [{ call: newContext, joinUrl: JOIN_URL }],
		},
	),
	dialledByAgent(
		'more',
		"P2.5, P2.7 Ultravox calls over Plivo: Plivo's own parameters untouched, who is called speaks first",
		outgoing,
		{ medium: outgoingMedium, firstSpeakerSettings: { user: {} } },
		{
			source: 'ultravox.md §3',
			answers: [silentAgent, answer(201, dialledCall)],
			items: [dialled],
		},
	),
	...[{ agent: { text: 'Good morning!' } }, { user: { fallback: { delay: '5s' } } }].map(
		(firstSpeakerSettings) =>
			dialledByAgent(
				'more',
				`P2.7 Ultravox calls, and the agent is set to ${Object.keys(firstSpeakerSettings).join()} first: that stays`,
				outgoing,
				{ medium: outgoingMedium },
				{
					source: 'ultravox.md §4.3 (a call overrides its agent)',
					answers: [
						answer(200, { agentId: AGENT, callTemplate: { firstSpeakerSettings } }),
						answer(201, dialledCall),
					],
					items: [dialled],
				},
			),
	),
	withAgent(
		'more',
		'P2.1 another medium, in JSON, takes the place of the one that nobody chose',
		{ options: { additionalBodyFields: '{"medium": {"exotel": {}}}' } },
		{ medium: { exotel: {} } },
		{ source: 'ultravox.md §3 (at most one key)' },
	),
	withAgent(
		'more',
		'P2.7 who speaks first is chosen: the other side, with something to say when it stays silent',
		{
			...outgoing,
			additionalParams: '{}',
			conversation: {
				firstSpeakerSettings: { user: { delay: 10, text: 'Hello?', prompt: 'Ask who it is.' } },
			},
		},
		{
			medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
			firstSpeakerSettings: {
				user: { fallback: { delay: '10s', text: 'Hello?', prompt: 'Ask who it is.' } },
			},
		},
	),
	withAgent(
		'more',
		'P2.7 and the agent, though Ultravox calls',
		{
			...outgoing,
			additionalParams: '{}',
			conversation: { firstSpeakerSettings: { agent: { delay: '1.5s' } } },
		},
		{
			medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
			firstSpeakerSettings: { agent: { delay: '1.5s', uninterruptible: false } },
		},
	),
	dialledByAgent(
		'more',
		'the join URL that is asked for, of a call that has none',
		{ ...outgoing, additionalParams: '{}', returnJoinUrl: true },
		{
			medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
			firstSpeakerSettings: { user: {} },
		},
		{
			source: 'ultravox.md §2.2',
			answers: [silentAgent, answer(201, dialledCall)],
			items: [{ ...dialled, joinUrl: null }],
		},
	),
	withAgent(
		'more',
		'held back, and sent again: no phone rings, and nothing was created',
		{},
		{ medium: { plivo: {} } },
		{
			source: 'ultravox.md §1.2, §1.3',
			answers: [answer(429, { detail: 'Too many calls.' }), created],
			requests: Array(2).fill({
				method: 'POST',
				path: AGENT_CALLS,
				body: { medium: { plivo: {} } },
			}),
		},
	),
	dialledByAgent(
		'bad',
		'P2.5 held back where a phone would ring: sent once, and told why',
		{ ...outgoing, additionalParams: '{}' },
		{
			medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
			firstSpeakerSettings: { user: {} },
		},
		{
			source: 'ultravox.md §1.2',
			answers: [silentAgent, answer(429, { detail: 'Too many calls.' })],
			items: undefined,
			refusal: /Ultravox is at its limit for this account: Too many calls\./,
			hint: /for the plan of your account, or for the call throttle.*HTTP status 429/,
		},
	),
	dialledByAgent(
		'bad',
		'P2.5 no answer where a phone may ring: sent once, and told what to look at',
		{ ...outgoing, additionalParams: '{}' },
		{
			medium: { plivo: { outgoing: { to: '+14155550123', from: '+14155550100' } } },
			firstSpeakerSettings: { user: {} },
		},
		{
			source: 'ultravox.md §1.3',
			answers: [silentAgent, (response) => response.destroy()],
			items: undefined,
			refusal: /The request to Ultravox failed/,
			hint: /Nobody knows whether the call was created/,
		},
	),
	withAgent(
		'bad',
		'Ultravox fails: nobody knows whether the call is there, so it is not created again',
		{},
		{ medium: { plivo: {} } },
		{
			source: 'ultravox.md §1.3',
			answers: [answer(500)],
			items: undefined,
			refusal: /Ultravox failed/,
			hint: /look at Get Many before you try again.*HTTP status 500/,
		},
	),
	withAgent(
		'bad',
		'an answer without a call is no success',
		{},
		{ medium: { plivo: {} } },
		{
			answers: [answer(201, {})],
			items: undefined,
			refusal: /its answer has no 'callId'/,
		},
	),
	withAgent(
		'bad',
		'a variable of the prompt is missing: in the words of Ultravox',
		{},
		{ medium: { plivo: {} } },
		{
			source: 'ultravox.md §4.2 (400)',
			answers: [answer(400, { templateContext: ["'name' is a required property"] })],
			items: undefined,
			refusal: /templateContext: 'name' is a required property/,
			hint: /HTTP status 400/,
		},
	),
	...(
		[
			['no agent', { agent: byId('={{ "" }}') }, /'Agent' is empty/],
			['the name of an agent', { agent: byId('={{ "Anna" }}') }, /'Agent' is not an ID: 'Anna'/],
			[
				'P2.5 two phones at once',
				{ ...outgoing, to: '+14155550123<+14155550124' },
				/'To' contains '<', which would ring several phones/,
			],
			['P2.5 letters in a number', { ...outgoing, to: '+1415CALLNOW' }, /'To'/],
			['P2.5 nobody who calls', { ...outgoing, from: '={{ "" }}' }, /'From' is empty/],
			[
				'a number where SIP needs an address',
				{ medium: 'sip', direction: 'outgoing', to: '+14155550123', from: 'sip:a@example.com' },
				/'To' is not one SIP address/,
			],
			[
				'P2.7 both speak first',
				{ conversation: { firstSpeakerSettings: { agent: {}, user: {} } } },
				/'First Speaker' has several: Agent, Other Side/,
			],
			[
				'P2.7 a delay in minutes',
				{ conversation: { firstSpeakerSettings: { agent: { delay: '1m' } } } },
				/'Delay \(Seconds\)' is no number of seconds: '1m'/,
			],
			[
				'changes to a voice that was not chosen',
				{ voiceAndModel: { voiceOverrides: { elevenLabs: { options: { speed: 1.1 } } } } },
				/'Voice Overrides' change a voice, and none is chosen/,
			],
			[
				'metadata that belongs to Ultravox',
				{ callSettings: { metadata: { values: [{ name: 'ultravox.x', value: '1' }] } } },
				/begins with 'ultravox\.'/,
			],
			[
				'a field twice',
				{ medium: 'twilio', options: { additionalBodyFields: '{"medium": {"twilio": 1}}' } },
				/'Additional Body Fields' set 'medium\.twilio', which another input sets, too/,
			],
			[
				'P2.1 two media: the one that was chosen, and one in JSON',
				{ medium: 'twilio', options: { additionalBodyFields: '{"medium": {"exotel": {}}}' } },
				/'Additional Body Fields' set 'medium', which another input sets, too/,
			],
		] as Array<[string, ContractCase['parameters'], RegExp]>
	).map(([title, parameters, refusal]) =>
		callCase('createWithAgent', 'bad', title, {
			source: 'ultravox.md §4.3, §3',
			parameters: { ...agent, ...parameters },
			refusal,
		}),
	),
];
