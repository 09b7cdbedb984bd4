import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	UUID,
	XML,
	CALLBACK,
	CALLBACK_FIELDS,
	SPAWNED,
	NOT_FOUND,
	LOOKED_FOR_IN_QUEUE,
	call,
} from '../support/callActions';

const AUDIO = 'https://example.com/hello.mp3';

interface Action {
	operation: string;
	method: 'POST' | 'DELETE';
	/** Below the call. */
	below: string;
	/** The key that says whether it is done. */
	done: string;
	message: string;
	/** What has to be given besides the call, and what becomes of it. */
	needed: { parameters: ContractCase['parameters']; body: object };
	/** All that can be given. */
	all: { parameters: ContractCase['parameters']; body: object };
	bad: Array<[string, ContractCase['parameters'], RegExp]>;
}

const ACTIONS: Action[] = [
	{
		operation: 'transfer',
		method: 'POST',
		below: '',
		done: 'transferred',
		message: 'call transfered',
		needed: { parameters: { alegUrl: XML }, body: { legs: 'aleg', aleg_url: XML } },
		all: {
			parameters: {
				legs: 'both',
				alegUrl: XML,
				blegUrl: `${XML}?b`,
				options: { alegMethod: 'GET', blegMethod: 'POST', ...CALLBACK },
			},
			body: {
				legs: 'both',
				aleg_url: XML,
				aleg_method: 'GET',
				bleg_url: `${XML}?b`,
				bleg_method: 'POST',
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['no address', { alegUrl: '={{ "" }}' }, /'A Leg URL' is empty/],
			[
				'no address for one of both',
				{ legs: 'both', alegUrl: XML, blegUrl: '={{ "" }}' },
				/'B Leg URL' is empty/,
			],
			[
				'an address that is none',
				{ legs: 'bleg', blegUrl: 'sip:a@b' },
				/'B Leg URL' is not a web address/,
			],
			[
				'a method for the leg that stays',
				{ alegUrl: XML, options: { blegMethod: 'GET' } },
				/'B Leg Method' is for a leg that is not transferred/,
			],
		],
	},
	{
		operation: 'play',
		method: 'POST',
		below: 'Play/',
		done: 'started',
		message: 'play started',
		needed: { parameters: { urls: AUDIO }, body: { urls: AUDIO } },
		all: {
			parameters: {
				urls: `${AUDIO}, https://example.com/sound?id=7\nhttp://example.com/b.WAV?x=1`,
				options: { length: 1, legs: 'both', loop: true, mix: false, ...CALLBACK },
			},
			body: {
				urls: `${AUDIO},https://example.com/sound?id=7,http://example.com/b.WAV?x=1`,
				length: 1,
				legs: 'both',
				loop: true,
				mix: false,
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['no file', { urls: '={{ [] }}' }, /'Audio URLs' is empty/],
			['a file that is no address', { urls: 'hello.mp3' }, /'Audio URLs' has 'hello.mp3'/],
			[
				'a format Plivo does not play',
				{ urls: 'https://example.com/a.ogg' },
				/a file of the format OGG/,
			],
			['no length', { urls: AUDIO, options: { length: 0 } }, /'Length' is 0/],
			[
				'a leg there is not',
				{ urls: AUDIO, options: { legs: 'cleg' } },
				/'Legs' has no choice 'cleg'/,
			],
		],
	},
	{
		operation: 'speak',
		method: 'POST',
		below: 'Speak/',
		done: 'started',
		message: 'speak started',
		needed: { parameters: { text: 'Hello' }, body: { text: 'Hello' } },
		all: {
			parameters: {
				text: '<speak>Hello<break time="1s"/></speak>',
				options: {
					voice: 'Polly.Joanna',
					language: 'en-GB',
					legs: 'bleg',
					loop: true,
					mix: false,
					ssml: true,
					...CALLBACK,
				},
			},
			body: {
				text: '<speak>Hello<break time="1s"/></speak>',
				voice: 'Polly.Joanna',
				language: 'en-GB',
				legs: 'bleg',
				loop: true,
				mix: false,
				type: 'ssml',
				...CALLBACK_FIELDS,
			},
		},
		bad: [
			['nothing to say', { text: '={{ " " }}' }, /'Text' is empty/],
			[
				'a voice of somebody else',
				{ text: 'Hi', options: { voice: 'alloy' } },
				/'Voice' is not a voice/,
			],
			[
				'a method without an address',
				{ text: 'Hi', options: { callbackMethod: 'GET' } },
				/'Callback Method' needs 'Callback URL'/,
			],
		],
	},
	{
		operation: 'sendDtmf',
		method: 'POST',
		below: 'DTMF/',
		done: 'sent',
		message: 'digits sent',
		needed: { parameters: { digits: '1' }, body: { digits: '1' } },
		all: {
			parameters: { digits: '0123456789ABCD*#wW', options: { leg: 'bleg', ...CALLBACK } },
			body: { digits: '0123456789ABCD*#wW', leg: 'bleg', ...CALLBACK_FIELDS },
		},
		bad: [
			['no keys', { digits: '={{ "" }}' }, /'Keys' is empty/],
			[
				'something that is no key',
				{ digits: '12-34' },
				/'Keys' has something that is no key: '12-34'/,
			],
			['small letters', { digits: '12a' }, /'Keys' has something that is no key/],
		],
	},
	...(
		[
			['hangUp', '', 'hungUp'],
			['stopPlaying', 'Play/', 'stopped'],
			['stopSpeaking', 'Speak/', 'stopped'],
		] as const
	).map(([operation, below, done]): Action => ({
		operation,
		method: 'DELETE',
		below,
		done,
		message: '',
		needed: { parameters: {}, body: {} },
		all: { parameters: {}, body: {} },
		bad: [],
	})),
];

function request({ method, below }: Action, body: object): ExpectedRequest {
	const path = `/Call/${UUID}/${below}`;
	return method === 'POST' ? { method, path, body } : { method, path };
}

/** The answer of plivo.md §5.3: words to a POST, nothing to a DELETE. */
const answered = ({ method, message }: Action) =>
	method === 'POST' ? answer(202, { api_id: 'a1', message }) : answer(204);

function casesOf(action: Action): ContractCase[] {
	const { operation, done, message, needed, all, method } = action;
	const about = { resource: 'call', operation, source: 'plivo.md §5.3' };
	const isPost = method === 'POST';
	const later = isPost && 'callback_url' in all.body;
	return [
		{
			...about,
			size: 'smallest',
			title: 'on the call of the item',
			parameters: needed.parameters,
			input: { call: { callUuid: UUID } },
			answers: [answered(action)],
			requests: [request(action, needed.body)],
			items: [{ call, plivo: isPost ? { message } : {}, [done]: true }],
		},
		{
			...about,
			size: 'full',
			title: later
				? 'every field; the result comes to the callback, so that nothing is confirmed yet (§1.4)'
				: 'answered with words instead of nothing (§12, statuses)',
			parameters: { ...all.parameters, callUuid: byId(` ${UUID} `) },
			answers: [later ? answer(202, SPAWNED) : answer(200, { api_id: 'a1', message: 'done' })],
			requests: [request(action, all.body)],
			items: [
				{
					call,
					plivo: { message: later ? SPAWNED.message : 'done' },
					[done]: !later,
				},
			],
		},
		{
			...about,
			size: 'bad',
			title: 'a call that is over: refused, with what shows it',
			parameters: { ...needed.parameters, callUuid: byId(UUID) },
			answers: [NOT_FOUND, NOT_FOUND],
			requests: [
				request(action, needed.body),
				...(operation === 'hangUp' ? [LOOKED_FOR_IN_QUEUE] : []),
			],
			refusal: /Plivo did not find it: call not found/,
			hint: /may be over.*Get.*Cancel Request.*HTTP status 404.*f1c7/,
		},
		{
			...about,
			size: 'bad',
			title: 'an id that is none',
			parameters: { ...needed.parameters, callUuid: byId('={{ "the call" }}') },
			requests: [],
			refusal: /'Call' is not an ID: 'the call'/,
		},
		...action.bad.map(([title, parameters, refusal]): ContractCase => ({
			...about,
			size: 'bad',
			title,
			parameters: { ...parameters, callUuid: byId(UUID) },
			requests: [],
			refusal,
		})),
		...(isPost
			? []
			: [
					{
						...about,
						size: 'more',
						title: 'the answer was lost, and the second attempt finds no such call: not confirmed',
						source: 'plivo.md §1.4, §5.3, design.md (no success that was not confirmed)',
						parameters: { ...needed.parameters, callUuid: byId(UUID) },
						answers: [
							answer(500, { api_id: 'a1', error: 'try later' }),
							NOT_FOUND,
							...(operation === 'hangUp' ? [NOT_FOUND] : []),
						],
						requests: [
							request(action, needed.body),
							request(action, needed.body),
							...(operation === 'hangUp' ? [LOOKED_FOR_IN_QUEUE] : []),
						],
						refusal: /Plivo did not find it: call not found/,
						hint: /may be over.*HTTP status 404.*f1c7/,
					} satisfies ContractCase,
				]),
		...(isPost
			? [
					{
						...about,
						size: 'more',
						title: 'not sent again when Plivo fails: it may be done',
						source: 'plivo.md §1.4',
						parameters: { ...needed.parameters, callUuid: byId(UUID) },
						answers: [answer(500, { api_id: 'f1c7', error: 'try later' }), answered(action)],
						requests: [request(action, needed.body)],
						refusal: /Plivo failed: try later/,
					} satisfies ContractCase,
				]
			: []),
	];
}

/** What all of them have in common. */
export const alikeCallActionCases: ContractCase[] = [...ACTIONS.flatMap(casesOf)];
