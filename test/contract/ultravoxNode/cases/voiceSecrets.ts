import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { ANNA, anna, ONE_VOICE, VOICES } from '../support/voiceFixtures';

const voice = byId(ANNA);
const elevenLabs = { elevenLabs: { voiceId: '21m00Tcm4TlvDq8ikWAM' } };

const generic = (secret: string) => ({
	url: `https://speech.example.com/?${secret}`,
	headers: { 'X-Speech-Auth': secret },
	body: { text: '{text}' },
});
/** A voice with an address and headers of the user's. */
const spokenElsewhere = (secret: string) => ({
	...anna,
	definition: { generic: generic(secret) },
});

type Case = Pick<ContractCase, 'operation' | 'parameters' | 'answers' | 'requests'>;
const hidden = (one: Case): ContractCase => ({
	resource: 'voice',
	size: 'more',
	title: 'U0.3 no values of its headers, and no query of its address',
	source: 'ultravox.md §7.2',
	...one,
	items: [spokenElsewhere('[removed]')],
});

export const voiceSecretCases: ContractCase[] = [
	hidden({
		operation: 'get',
		parameters: { voice, simplify: false },
		answers: [answer(200, spokenElsewhere('key=secret'))],
		requests: [{ method: 'GET', path: ONE_VOICE }],
	}),
	hidden({
		operation: 'getMany',
		parameters: { limit: 1, simplify: false },
		answers: [results([spokenElsewhere('key=secret')])],
		requests: [{ method: 'GET', path: VOICES, query: { pageSize: '1' } }],
	}),
	hidden({
		operation: 'update',
		parameters: { voice, updateFields: { name: 'Anne' } },
		answers: [answer(200, spokenElsewhere('key=secret'))],
		requests: [{ method: 'PATCH', path: ONE_VOICE, body: { name: 'Anne' } }],
	}),
	hidden({
		operation: 'create',
		parameters: { name: 'Anna', definition: elevenLabs },
		answers: [answer(201, spokenElsewhere('key=secret'))],
		requests: [{ method: 'POST', path: VOICES, body: { name: 'Anna', definition: elevenLabs } }],
	}),
	{
		resource: 'voice',
		operation: 'create',
		size: 'more',
		title: 'U0.3 a refusal that repeats them does not show them',
		source: 'ultravox.md §1.2',
		parameters: {
			name: 'Anna',
			definition: {
				generic: {
					url: 'https://speech.example.com/?key=secret',
					headers: { values: [{ name: 'X-Speech-Auth', value: 'key=secret' }] },
					body: '{ "text": "{text}" }',
				},
			},
		},
		answers: [answer(400, { detail: `Bad: ${JSON.stringify(generic('key=secret'))}` })],
		requests: [
			{
				method: 'POST',
				path: VOICES,
				body: { name: 'Anna', definition: { generic: generic('key=secret') } },
			},
		],
		refusal: /example\.com\/\?\[removed\]","headers":\{"X-Speech-Auth":"\[removed\]"\}/,
	},
];
