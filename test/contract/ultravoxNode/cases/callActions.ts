import { emptyCall } from '../../plivoVoice/support/emptyCall';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { callCase, fromItem } from '../support/callCase';
import { CALL } from '../support/callFixtures';

const PATH = `/api/calls/${CALL}`;
const sent = [{ call: { ...emptyCall, callId: CALL }, sent: true }];
const message = (body: unknown): ContractCase['requests'] => [
	{ method: 'POST', path: `${PATH}/send_data_message`, body },
];

/** What every data message meets when nobody is there to hear it. */
const notLive = (operation: string, parameters: ContractCase['parameters'], body: unknown) =>
	callCase(operation, 'bad', 'P2.14 a call that is not live', {
		source: 'ultravox.md §1.2 (422)',
		parameters: { callId: byId(CALL), ...parameters },
		answers: [answer(422, { detail: 'Call is not active.' })],
		requests: message(body),
		refusal: /Ultravox refused the request: Call is not active\./,
		hint: /nobody has joined it yet, or it is over.*HTTP status 422/,
	});

const messageCases: ContractCase[] = [
	callCase(
		'sendMessage',
		'smallest',
		'P2.14 an instruction, which the agent answers at its next chance',
		{
			source: 'ultravox.md §2.3, §8.5',
			...fromItem,
			parameters: { text: 'Ask for the address' },
			answers: [answer(204)],
			requests: message({
				type: 'user_text_message',
				text: '<instruction>Ask for the address</instruction>',
				urgency: 'soon',
			}),
			items: sent,
		},
	),
	callCase('sendMessage', 'full', 'as the user, for later, to another thread', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: {
			callId: byId(CALL),
			text: 'My name is Anna.',
			sendAs: 'user',
			urgency: 'later',
			options: { threadId: 'research' },
		},
		answers: [answer(204)],
		requests: message({
			type: 'user_text_message',
			text: 'My name is Anna.',
			urgency: 'later',
			threadId: 'research',
		}),
		items: sent,
	}),
	callCase(
		'sendMessage',
		'more',
		'held back for a second, and sent again: it was not taken before',
		{
			source: 'ultravox.md §1.2 (429)',
			parameters: { callId: byId(CALL), text: 'Hi', sendAs: 'user', urgency: 'immediate' },
			answers: [answer(429, { detail: 'Slow down.' }), answer(204)],
			requests: [0, 1].flatMap(() =>
				message({ type: 'user_text_message', text: 'Hi', urgency: 'immediate' }),
			),
			items: sent,
		},
	),
	callCase('sendMessage', 'bad', 'nothing to say', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL), text: ' ' },
		refusal: /'Text' is empty/,
	}),
	callCase(
		'sendMessage',
		'bad',
		'Ultravox fails: nobody knows whether it was heard, so it is not sent again',
		{
			source: 'ultravox.md §1.3',
			parameters: { callId: byId(CALL), text: 'Hi', sendAs: 'user' },
			answers: [answer(500)],
			requests: message({ type: 'user_text_message', text: 'Hi', urgency: 'soon' }),
			refusal: /Ultravox failed/,
		},
	),
	notLive(
		'sendMessage',
		{ text: 'Hi', sendAs: 'user' },
		{ type: 'user_text_message', text: 'Hi', urgency: 'soon' },
	),
	callCase('makeAgentSpeak', 'smallest', 'P2.14 exactly these words', {
		source: 'ultravox.md §2.3, §8.5',
		...fromItem,
		parameters: { content: 'One moment, please.' },
		answers: [answer(204)],
		requests: message({
			type: 'forced_agent_message',
			content: 'One moment, please.',
			urgency: 'soon',
		}),
		items: sent,
	}),
	callCase('makeAgentSpeak', 'full', 'to the end, at once, with a tool whose result is known', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: {
			callId: byId(CALL),
			content: 'I look that up.',
			urgency: 'immediate',
			options: {
				uninterruptible: true,
				threadId: 'UI',
				toolCalls: '[{"id": "1", "name": "lookUp", "arguments": {"number": 17}}]',
				knownToolResults: '={{ [{ invocationId: "1", result: "open" }] }}',
			},
		},
		answers: [answer(204)],
		requests: message({
			type: 'forced_agent_message',
			content: 'I look that up.',
			toolCalls: [{ id: '1', name: 'lookUp', arguments: { number: 17 } }],
			knownToolResults: [{ invocationId: '1', result: 'open' }],
			uninterruptible: true,
			urgency: 'immediate',
			threadId: 'UI',
		}),
		items: sent,
	}),
	callCase('makeAgentSpeak', 'more', 'a tool without a word', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL), options: { toolCalls: '[{"name": "hold"}]' } },
		answers: [answer(204)],
		requests: message({
			type: 'forced_agent_message',
			toolCalls: [{ name: 'hold' }],
			urgency: 'soon',
		}),
		items: sent,
	}),
	callCase('makeAgentSpeak', 'bad', 'neither words nor a tool', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL) },
		refusal: /'Content' is empty/,
	}),
	callCase('makeAgentSpeak', 'bad', 'a tool call that is no list', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL), content: 'Hi', options: { toolCalls: '{"name": "hold"}' } },
		refusal: /'Tool Calls \(JSON\)' is not a JSON list of objects/,
	}),
	callCase('makeAgentSpeak', 'bad', 'a tool call that does not say which tool', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL), content: 'Hi', options: { toolCalls: '[{"id": "1"}]' } },
		refusal: /'Tool Calls \(JSON\)' has a tool call without a name/,
	}),
	notLive(
		'makeAgentSpeak',
		{ content: 'Hi' },
		{ type: 'forced_agent_message', content: 'Hi', urgency: 'soon' },
	),
	callCase('hangUp', 'smallest', 'P2.14 without a word', {
		source: 'ultravox.md §2.3, §8.5',
		...fromItem,
		answers: [answer(204)],
		requests: message({ type: 'hang_up' }),
		items: sent,
	}),
	callCase('hangUp', 'full', 'with a goodbye', {
		source: 'ultravox.md §2.3, §8.5',
		parameters: { callId: byId(CALL), message: ' Goodbye! ' },
		answers: [answer(204)],
		requests: message({ type: 'hang_up', message: 'Goodbye!' }),
		items: sent,
	}),
	callCase('hangUp', 'bad', 'a call that is empty in the item', {
		source: 'ultravox.md §2.3, §8.5',
		input: { call: { callId: null } },
		refusal: /'Call' is empty/,
	}),
	callCase('hangUp', 'bad', "a proxy's web page confirms nothing", {
		source: 'ultravox.md §2.3 (204, empty)',
		parameters: { callId: byId(CALL) },
		answers: [
			(response) => {
				response.writeHead(200, { 'content-type': 'text/html' });
				response.end('<html>Welcome</html>');
			},
		],
		requests: message({ type: 'hang_up' }),
		refusal: /what came back is not from its API/,
	}),
	notLive('hangUp', {}, { type: 'hang_up' }),
];

const remove: ContractCase['requests'] = [{ method: 'DELETE', path: PATH }];

const deleteCases: ContractCase[] = [
	callCase('delete', 'smallest', 'it is gone', {
		source: 'ultravox.md §2.3 (204, empty)',
		...fromItem,
		answers: [answer(204)],
		requests: remove,
		items: [{ callId: CALL, deleted: true }],
	}),
	callCase('delete', 'full', 'the answer was lost: the second attempt finds it gone', {
		source: 'ultravox.md §1.3',
		parameters: { callId: byId(` ${CALL} `) },
		answers: [answer(503), answer(404, { detail: 'Not found.' })],
		requests: [...remove, ...remove],
		items: [{ callId: CALL, deleted: true }],
	}),
	...[400, 409, 422].map((status) =>
		callCase('delete', 'bad', `a live call, refused with ${status}`, {
			source: 'ultravox.md §1.2, Appendix B row 8',
			parameters: { callId: byId(CALL) },
			answers: [answer(status, { detail: 'An ongoing call cannot be deleted.' })],
			requests: remove,
			refusal: /An ongoing call cannot be deleted\./,
			hint: new RegExp(`use Hang Up first.*HTTP status ${status}`),
		}),
	),
	callCase('delete', 'bad', 'a call that is not there', {
		source: 'ultravox.md §1.2',
		parameters: { callId: byId(CALL) },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: remove,
		refusal: /Ultravox did not find it: Not found\./,
	}),
];

export const callActionCases: ContractCase[] = [...messageCases, ...deleteCases];
