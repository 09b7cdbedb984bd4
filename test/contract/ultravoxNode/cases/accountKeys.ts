import type { ContractCase } from '../../operations/contractCase';
import { answer, nothingToChange } from '../../operations/contractCase';

const TELEPHONY = '/api/accounts/me/telephony_config';
const KEYS = '/api/accounts/me/tts_api_keys';
const AGENT = 'd4b1c9de-7f9b-4f0e-9d0e-0d9f6c8f1a22';
const SID = 'AC00000000000000000000000000000000';
const SECRET = 'typed-and-never-shown-again';

const shared = { callCreationAllowedAgentIds: [], callCreationAllowAllAgents: false };
const telephony = {
	twilio: { ...shared, accountSid: SID, authTokenPrefix: { prefix: 'typed-an' } },
	telnyx: null,
	plivo: null,
};
const keys = { elevenLabs: { prefix: 'sk_12345' }, google: null };

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const about = (one: Case): ContractCase => ({
	resource: 'account',
	source: 'ultravox.md §7.5',
	...one,
});

const QUOTED = 'typed-"and"-never\\shown';
const quotedBody = {
	twilio: { accountSid: SID, authToken: QUOTED, callCreationAllowAllAgents: false },
};

/** A case may not repeat a secret, neither in an item nor in a refusal: what is expected exactly shows it. */
const telephonyCases: ContractCase[] = [
	about({
		operation: 'getTelephonySettings',
		size: 'smallest',
		title: 'of all providers',
		parameters: {},
		answers: [answer(200, telephony)],
		requests: [{ method: 'GET', path: TELEPHONY }],
		items: [telephony],
	}),
	about({
		operation: 'getTelephonySettings',
		size: 'full',
		title: 'Ultravox fails once: a read is repeated',
		source: 'ultravox.md §1.3',
		parameters: {},
		answers: [answer(500), answer(200, telephony)],
		requests: Array(2).fill({ method: 'GET', path: TELEPHONY }),
		items: [telephony],
	}),
	about({
		operation: 'getTelephonySettings',
		size: 'bad',
		title: 'Ultravox has it no longer',
		source: 'ultravox-openapi.yaml (deprecated)',
		parameters: {},
		answers: [answer(410, { detail: 'Gone.' })],
		requests: [{ method: 'GET', path: TELEPHONY }],
		refusal: /Gone\./,
	}),
	about({
		operation: 'updateTelephonySettings',
		size: 'smallest',
		title:
			'U0.3 Twilio: the token goes out once, and comes back nowhere though the provider echoes it',
		parameters: { provider: 'twilio', accountSid: SID, authToken: SECRET },
		answers: [answer(200, { ...telephony, note: `got ${SECRET}` })],
		requests: [
			{
				method: 'PATCH',
				path: TELEPHONY,
				body: {
					twilio: { accountSid: SID, authToken: SECRET, callCreationAllowAllAgents: false },
				},
			},
		],
		items: [{ ...telephony, note: 'got [removed]' }],
	}),
	about({
		operation: 'updateTelephonySettings',
		size: 'full',
		title: 'Telnyx, with agents and a mapping',
		parameters: {
			change: 'set',
			provider: 'telnyx',
			accountSid: 'a-1',
			apiKey: SECRET,
			publicKey: 'pub-1',
			applicationSid: 'app-1',
			callCreationAllowedAgentIds: [AGENT],
			additionalFields: {
				requestContextMapping: {
					values: [{ requestField: 'From', contextField: 'user.phone_number' }],
				},
			},
		},
		answers: [answer(200, { ...telephony, telnyx: { accountSid: 'a-1' } })],
		requests: [
			{
				method: 'PATCH',
				path: TELEPHONY,
				body: {
					telnyx: {
						accountSid: 'a-1',
						apiKey: SECRET,
						publicKey: 'pub-1',
						applicationSid: 'app-1',
						callCreationAllowedAgentIds: [AGENT],
						callCreationAllowAllAgents: false,
						requestContextMapping: { From: 'user.phone_number' },
					},
				},
			},
		],
	}),
	about({
		operation: 'updateTelephonySettings',
		size: 'more',
		title: 'Plivo is forgotten',
		source: 'ultravox-openapi.yaml AccountTelephonyConfig (nullable)',
		parameters: { change: 'remove', provider: 'plivo' },
		answers: [answer(200, telephony)],
		requests: [{ method: 'PATCH', path: TELEPHONY, body: { plivo: null } }],
		items: [telephony],
	}),
	about({
		operation: 'updateTelephonySettings',
		size: 'bad',
		title: 'U0.3 a refusal that repeats the token does not show it',
		source: 'ultravox.md §1.2',
		parameters: { provider: 'twilio', accountSid: SID, authToken: SECRET },
		answers: [answer(400, { twilio: { authToken: [`${SECRET} is wrong`] } })],
		requests: [
			{
				method: 'PATCH',
				path: TELEPHONY,
				body: {
					twilio: { accountSid: SID, authToken: SECRET, callCreationAllowAllAgents: false },
				},
			},
		],
		refusal: /\[removed\] is wrong/,
	}),
	about({
		operation: 'updateTelephonySettings',
		size: 'more',
		title: 'U0.3 nor one that repeats the request, in which a token with a quote is escaped',
		source: 'ultravox.md §1.2',
		parameters: { provider: 'twilio', accountSid: SID, authToken: QUOTED },
		answers: [answer(400, { detail: `Bad request: ${JSON.stringify(quotedBody)}` })],
		requests: [{ method: 'PATCH', path: TELEPHONY, body: quotedBody }],
		refusal: /"authToken":"\[removed\]"/,
	}),
];

const GOOGLE = {
	type: 'service_account',
	private_key: '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n',
};

const keyCases: ContractCase[] = [
	about({
		operation: 'getTtsKeys',
		size: 'smallest',
		title: 'how they begin',
		parameters: {},
		answers: [answer(200, keys)],
		requests: [{ method: 'GET', path: KEYS }],
		items: [keys],
	}),
	about({
		operation: 'getTtsKeys',
		size: 'full',
		title: 'none at all, after a failure',
		source: 'ultravox.md §1.3, §7.5',
		parameters: {},
		answers: [answer(502), answer(200, {})],
		requests: Array(2).fill({ method: 'GET', path: KEYS }),
		items: [{}],
	}),
	about({
		operation: 'getTtsKeys',
		size: 'bad',
		title: 'the key may not read them',
		source: 'ultravox.md §1.2',
		parameters: {},
		answers: [answer(403, { detail: 'You do not have permission.' })],
		requests: [{ method: 'GET', path: KEYS }],
		refusal: /You do not have permission\./,
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'smallest',
		title: 'one key, which comes back nowhere though the provider echoes it',
		parameters: { updateFields: { elevenLabs: SECRET } },
		answers: [answer(200, { ...keys, note: SECRET })],
		requests: [{ method: 'PATCH', path: KEYS, body: { elevenLabs: SECRET } }],
		items: [{ ...keys, note: '[removed]' }],
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'full',
		title: "all kinds of keys: Google's is a file in JSON; two are removed",
		parameters: {
			updateFields: {
				cartesia: 'key-cartesia',
				elevenLabs: 'key-elevenlabs',
				google: `={{ ${JSON.stringify(GOOGLE)} }}`,
				inworld: 'key-inworld',
				removeKeys: ['lmnt', 'respeecher'],
			},
		},
		answers: [
			answer(200, {
				cartesia: { prefix: 'key' },
				elevenLabs: { prefix: 'key' },
				google: { prefix: '{' },
				inworld: { prefix: 'key' },
			}),
		],
		requests: [
			{
				method: 'PATCH',
				path: KEYS,
				body: {
					cartesia: 'key-cartesia',
					elevenLabs: 'key-elevenlabs',
					google: JSON.stringify(GOOGLE),
					inworld: 'key-inworld',
					lmnt: null,
					respeecher: null,
				},
			},
		],
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'bad',
		title: 'a refusal that repeats the key does not show it',
		source: 'ultravox.md §1.2',
		parameters: { updateFields: { lmnt: SECRET, respeecher: 'key-respeecher' } },
		answers: [answer(400, { lmnt: [`No such key: ${SECRET}`] })],
		requests: [
			{ method: 'PATCH', path: KEYS, body: { lmnt: SECRET, respeecher: 'key-respeecher' } },
		],
		refusal: /No such key: \[removed\]/,
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'more',
		title: 'a private key is in no item, however often JSON has escaped it',
		parameters: { updateFields: { google: `={{ ${JSON.stringify(GOOGLE)} }}` } },
		answers: [
			answer(200, {
				...keys,
				google: { prefix: '{' },
				key: GOOGLE.private_key,
				file: JSON.stringify(GOOGLE),
				body: JSON.stringify({ google: JSON.stringify(GOOGLE) }),
			}),
		],
		requests: [{ method: 'PATCH', path: KEYS, body: { google: JSON.stringify(GOOGLE) } }],
		items: [
			{
				...keys,
				google: { prefix: '{' },
				key: '[removed]\n',
				file: '[removed]',
				body: '{"google":"[removed]"}',
			},
		],
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'more',
		title: 'a refusal that repeats the request does not show the private key',
		source: 'ultravox.md §1.2',
		parameters: { updateFields: { google: `={{ ${JSON.stringify(GOOGLE)} }}` } },
		answers: [answer(400, { detail: `No: ${JSON.stringify({ google: JSON.stringify(GOOGLE) })}` })],
		requests: [{ method: 'PATCH', path: KEYS, body: { google: JSON.stringify(GOOGLE) } }],
		refusal: /No: \{"google":"\[removed\]"\}/,
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'more',
		title: 'a key for Google that is no file',
		parameters: { updateFields: { google: 'AIza-something' } },
		requests: [],
		refusal: /'Google Service Account Key' is not a JSON object/,
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'more',
		title: 'given and removed at once',
		parameters: { updateFields: { lmnt: SECRET, removeKeys: ['lmnt'] } },
		requests: [],
		refusal: /'Remove Keys Of' has a provider whose key is given as well: lmnt/,
	}),
	about({
		operation: 'updateTtsKeys',
		size: 'more',
		parameters: {},
		...nothingToChange,
	}),
];

export const accountKeyCases: ContractCase[] = [...telephonyCases, ...keyCases];
