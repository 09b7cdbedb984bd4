import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import { ANNA, anna, ONE_VOICE, simpleAnna, VOICES } from '../support/voiceFixtures';
import { voiceSecretCases } from './voiceSecrets';
import { voiceSoundCases } from './voiceSounds';
import { goneCases } from '../support/deletion';

const voice = byId(ANNA);
const elevenLabs = { elevenLabs: { voiceId: '21m00Tcm4TlvDq8ikWAM' } };
const FULL = {
	elevenLabs: {
		voiceId: '21m00Tcm4TlvDq8ikWAM',
		options: { model: 'eleven_flash_v2_5', speed: 1.1, stability: 0.5 },
	},
};

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const about = (one: Case): ContractCase => ({
	resource: 'voice',
	source: 'ultravox.md §7.2',
	...one,
});

const writes: ContractCase[] = [
	about({
		operation: 'create',
		size: 'smallest',
		title: 'a voice of a provider',
		parameters: { name: 'Anna', definition: elevenLabs },
		answers: [answer(201, anna)],
		requests: [{ method: 'POST', path: VOICES, body: { name: 'Anna', definition: elevenLabs } }],
		items: [anna],
	}),
	about({
		operation: 'create',
		size: 'full',
		title: 'with settings of the provider, a description and a language',
		parameters: {
			name: 'A'.repeat(40),
			definition: FULL,
			additionalFields: { description: 'd'.repeat(240), primaryLanguage: 'en-US' },
		},
		answers: [answer(201, anna)],
		requests: [
			{
				method: 'POST',
				path: VOICES,
				body: {
					name: 'A'.repeat(40),
					definition: {
						elevenLabs: {
							voiceId: '21m00Tcm4TlvDq8ikWAM',
							model: 'eleven_flash_v2_5',
							speed: 1.1,
							stability: 0.5,
						},
					},
					description: 'd'.repeat(240),
					primaryLanguage: 'en-US',
				},
			},
		],
	}),
	about({
		operation: 'create',
		size: 'bad',
		title: 'without a provider',
		parameters: { name: 'Anna', definition: '={{ {} }}' },
		requests: [],
		refusal: /'Definition' is empty/,
	}),
	...(
		[
			[{ name: 'A'.repeat(41) }, /'Name' has 41 characters, and may have 40/],
			[
				{ additionalFields: { description: 'd'.repeat(241) } },
				/'Description' has 241 characters, and may have 240/,
			],
			[{ additionalFields: { primaryLanguage: 'English!' } }, /'Language' is no language code/],
			[
				{ definition: { elevenLabs: { voiceId: 'a' }, lmnt: { voiceId: 'b' } } },
				/'Definition' has several: /,
			],
		] as const
	).map(([parameters, refusal]) =>
		about({
			operation: 'create',
			size: 'more',
			title: `${Object.keys(parameters)[0] ?? ''} that Ultravox would refuse`,
			parameters: {
				name: 'Anna',
				definition: elevenLabs,
				...parameters,
			} as ContractCase['parameters'],
			requests: [],
			refusal,
		}),
	),
	about({
		operation: 'update',
		size: 'smallest',
		title: 'the name alone',
		parameters: { voice, updateFields: { name: 'Anne' } },
		answers: [answer(200, anna)],
		requests: [{ method: 'PATCH', path: ONE_VOICE, body: { name: 'Anne' } }],
		items: [anna],
	}),
	about({
		operation: 'update',
		size: 'full',
		title: 'everything, and no description any more',
		parameters: {
			voice,
			updateFields: {
				name: 'Anne',
				description: '',
				primaryLanguage: 'de',
				definition: { lmnt: { voiceId: 'leah', options: { conversational: true } } },
			},
		},
		answers: [answer(200, anna)],
		requests: [
			{
				method: 'PATCH',
				path: ONE_VOICE,
				body: {
					name: 'Anne',
					description: '',
					primaryLanguage: 'de',
					definition: { lmnt: { voiceId: 'leah', conversational: true } },
				},
			},
		],
	}),
	about({
		operation: 'update',
		size: 'bad',
		parameters: { voice },
		...nothingToChange,
	}),
	...goneCases(about, { parameters: { voice }, path: ONE_VOICE, item: { voiceId: ANNA } }),
	about({
		operation: 'delete',
		size: 'bad',
		title: 'one of the voices that everybody has',
		source: 'ultravox.md §1.2',
		parameters: { voice },
		answers: [answer(403, { detail: 'This voice is not yours.' })],
		requests: [{ method: 'DELETE', path: ONE_VOICE }],
		refusal: /does not allow this: This voice is not yours\./,
	}),
];

const reads: ContractCase[] = [
	about({
		operation: 'get',
		size: 'smallest',
		title: 'its main fields',
		parameters: { voice },
		answers: [answer(200, anna)],
		requests: [{ method: 'GET', path: ONE_VOICE }],
		items: [simpleAnna],
	}),
	about({
		operation: 'get',
		size: 'full',
		title: 'with its definition',
		parameters: { voice: byId(ANNA.toUpperCase()), simplify: false },
		answers: [answer(200, anna)],
		requests: [{ method: 'GET', path: ONE_VOICE }],
		items: [anna],
	}),
	about({
		operation: 'get',
		size: 'bad',
		title: 'a name is no ID',
		source: 'ultravox.md §1 (ids are UUIDs)',
		parameters: { voice: byId('={{ "Mark" }}') },
		requests: [],
		refusal: /'Voice' is not an ID: 'Mark'/,
	}),
	about({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { limit: 1 },
		answers: [results([anna])],
		requests: [{ method: 'GET', path: VOICES, query: { pageSize: '1' } }],
		items: [simpleAnna],
	}),
	about({
		operation: 'getMany',
		size: 'full',
		title: 'with every filter, on every page',
		source: 'ultravox.md §1.1, §7.2',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				billingStyle: 'VOICE_BILLING_STYLE_EXTERNAL',
				ownership: 'private',
				primaryLanguage: 'en',
				provider: ['eleven_labs', 'lmnt'],
				search: 'Ann',
			},
		},
		answers: [results([anna], 'cD0y'), results([anna])],
		requests: [undefined, 'cD0y'].map((cursor) => ({
			method: 'GET',
			path: VOICES,
			query: {
				pageSize: '100',
				billingStyle: 'VOICE_BILLING_STYLE_EXTERNAL',
				ownership: 'private',
				primaryLanguage: 'en',
				provider: ['eleven_labs', 'lmnt'],
				search: 'Ann',
				...(cursor === undefined ? {} : { cursor }),
			},
		})),
		items: [anna, anna],
	}),
	about({
		operation: 'getMany',
		size: 'bad',
		title: 'a provider that is none',
		parameters: { filters: { provider: '={{ ["polly"] }}' } },
		requests: [],
		refusal: /'Providers' has no choice 'polly'/,
	}),
];

export const voiceCases: ContractCase[] = [
	...writes,
	...reads,
	...voiceSecretCases,
	...voiceSoundCases,
];
