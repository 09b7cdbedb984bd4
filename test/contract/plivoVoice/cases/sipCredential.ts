import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';

const CREDENTIAL = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';
const PATH = `/Zentrunk/Credential/${CREDENTIAL}/`;

/** What Plivo takes as a password (plivo.md §2.1), of the length that is asked for: the longest. */
const STRONG = /^(?=.*[A-Za-z])(?=.*\d)(?=.*[~!@#$%^&*()_+])[A-Za-z\d~!@#$%^&*()_+]{20}$/;

const created = answer(201, {
	api_id: 'a1',
	message: 'credential created successfully.',
	credential_uuid: CREDENTIAL,
});

/** As `GET` gives it; the password is never there. */
const credential = { credential_uuid: CREDENTIAL, name: 'Ultravox', username: 'ultravox1' };

export const sipCredentialCases: ContractCase[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'smallest',
		title: 'T1.1 T1.12 a user name is enough: the password is strong, and in this item',
		source: 'plivo.md §2.1, peers.md T1.12',
		parameters: { username: 'ultravox1' },
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Credential/',
				body: { username: 'ultravox1', password: expect.stringMatching(STRONG) },
			},
		],
		items: [
			{
				message: 'credential created successfully.',
				credential_uuid: CREDENTIAL,
				name: null,
				username: 'ultravox1',
				password: expect.stringMatching(STRONG) as string,
			},
		],
	},
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'full',
		title: 'T1.1 a password that was typed goes to Plivo, and not into the item',
		source: 'plivo.md §2.1',
		parameters: {
			username: ' ultravox1 ',
			generatePassword: false,
			password: 'Secret_123',
			additionalFields: { name: 'Ultravox' },
		},
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Credential/',
				body: { name: 'Ultravox', username: 'ultravox1', password: 'Secret_123' },
			},
		],
		items: [
			{
				message: 'credential created successfully.',
				credential_uuid: CREDENTIAL,
				name: 'Ultravox',
				username: 'ultravox1',
			},
		],
	},
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'more',
		title: 'a success without an id is none, and shows no password',
		source: 'plivo.md §2.1, design.md (no success that was not confirmed)',
		parameters: { username: 'ultravox1', generatePassword: false, password: 'Secret_123' },
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Credential/',
				body: { username: 'ultravox1', password: 'Secret_123' },
			},
		],
		refusal: /Plivo did not confirm it: its answer has no credential_uuid/,
		hint: /f1c7/,
	},
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'bad',
		title: 'a user name with a hyphen',
		source: 'plivo.md §2.1 (5-20 alphanumeric)',
		parameters: { username: 'ultra-vox' },
		requests: [],
		refusal: /'User Name' does not have 5 to 20 letters and digits/,
	},
	...[
		['abc!', 'has 4 characters, and has to have 5 to 20'],
		['abcdefghij1234567890!', 'has 21 characters, and has to have 5 to 20'],
		['Secret123', 'has no special character'],
		['Secret-123!', 'has a character that Plivo does not take'],
		['Secret 123!', 'has a character that Plivo does not take'],
	].map(([password = '', fault = '']): ContractCase => ({
		resource: 'sipCredential',
		operation: 'create',
		size: 'more',
		title: `a password that ${fault}`,
		source: 'plivo.md §2.1',
		parameters: { username: 'ultravox1', generatePassword: false, password },
		requests: [],
		refusal: new RegExp(`^'Password' ${fault}$`),
		hint: /at least one of ~!@#\$%\^&\*\(\)_\+/,
	})),
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'more',
		title: 'T1.12 Plivo repeats the password in its refusal: the message does not',
		source: 'plivo.md §1.2, peers.md T1.12',
		parameters: { username: 'ultravox1', generatePassword: false, password: 'Secret_123' },
		answers: [answer(400, { api_id: 'f1c7', error: "password 'Secret_123' was used before" })],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Credential/',
				body: { username: 'ultravox1', password: 'Secret_123' },
			},
		],
		refusal: /^Plivo refused the request: password '\[removed\]' was used before$/,
		hint: /HTTP status 400.*f1c7/,
	},
	{
		resource: 'sipCredential',
		operation: 'create',
		size: 'more',
		title: 'SIP trunking is not enabled on the account',
		source: 'plivo.md §1.2, §2.7',
		parameters: { username: 'ultravox1' },
		answers: [answer(403, { api_id: 'f1c7', message: 'zentrunk is not enabled' })],
		requests: [
			{
				method: 'POST',
				path: '/Zentrunk/Credential/',
				body: { username: 'ultravox1', password: expect.stringMatching(STRONG) },
			},
		],
		refusal: /Plivo does not allow this: zentrunk is not enabled/,
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		size: 'smallest',
		title: 'T1.9 a credential as the documents show it',
		source: 'plivo.md §2.1',
		parameters: { sipCredential: byId(CREDENTIAL) },
		answers: [answer(200, { api_id: 'a1', ...credential })],
		requests: [{ method: 'GET', path: PATH }],
		items: [credential],
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		size: 'full',
		title: 'T1.12 in a wrapper, an id in capitals, and a password that Plivo should not tell',
		source: 'plivo.md §2.1, §2.4 (the wrapper here is UNCONFIRMED)',
		parameters: { sipCredential: byId(CREDENTIAL.toUpperCase()) },
		answers: [answer(200, { api_id: 'a1', object: { ...credential, password: 'Secret_123' } })],
		requests: [{ method: 'GET', path: PATH }],
		items: [credential],
	},
	{
		resource: 'sipCredential',
		operation: 'get',
		size: 'bad',
		title: 'the user name instead of the id',
		source: 'plivo.md §2',
		parameters: { sipCredential: byId('={{ "ultravox1" }}') },
		requests: [],
		refusal: /'SIP Credential' is not an ID: 'ultravox1'/,
	},
	{
		resource: 'sipCredential',
		operation: 'getMany',
		size: 'smallest',
		title: 'T1.9 one page, no passwords',
		source: 'plivo.md §1.1, §2.1',
		parameters: {},
		answers: [page([{ ...credential, password: 'Secret_123' }])],
		requests: [
			{ method: 'GET', path: '/Zentrunk/Credential/', query: { limit: '20', offset: '0' } },
		],
		items: [credential],
	},
	{
		resource: 'sipCredential',
		operation: 'getMany',
		size: 'full',
		title: 'T1.9 all pages: it ends on a short one',
		source: 'plivo.md §1.1, §2.1',
		parameters: { returnAll: true },
		answers: [page(Array(20).fill(credential), 21), page([credential], 21)],
		requests: ['0', '20'].map((offset) => ({
			method: 'GET',
			path: '/Zentrunk/Credential/',
			query: { limit: '20', offset },
		})),
		items: Array(21).fill(credential),
	},
	{
		resource: 'sipCredential',
		operation: 'getMany',
		size: 'bad',
		title: 'a limit of none',
		source: 'plivo.md §1.1',
		parameters: { limit: 0 },
		requests: [],
		refusal: /'Limit' is 0, and has to be 1 or more/,
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		size: 'smallest',
		title: 'user name and password always go along: Plivo would blank the password',
		source: 'plivo.md §2.1 (every update rewrites the password)',
		parameters: {
			sipCredential: byId(CREDENTIAL),
			username: 'ultravox1',
			password: 'Secret_123',
		},
		answers: [
			answer(202, {
				api_id: 'a1',
				message: 'Credential updated successfully.',
				credential_uuid: CREDENTIAL,
			}),
		],
		requests: [
			{ method: 'POST', path: PATH, body: { username: 'ultravox1', password: 'Secret_123' } },
		],
		items: [
			{
				credential_uuid: CREDENTIAL,
				message: 'Credential updated successfully.',
				username: 'ultravox1',
			},
		],
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		size: 'full',
		title: 'a new name as well',
		source: 'plivo.md §2.1',
		parameters: {
			sipCredential: byId(CREDENTIAL),
			username: 'ultravox2',
			password: '~!@#$%^&*()_+Aa1',
			updateFields: { name: 'New' },
		},
		answers: [answer(200, { api_id: 'a1', message: 'Credential updated successfully.' })],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { name: 'New', username: 'ultravox2', password: '~!@#$%^&*()_+Aa1' },
			},
		],
		items: [
			{
				credential_uuid: CREDENTIAL,
				message: 'Credential updated successfully.',
				name: 'New',
				username: 'ultravox2',
			},
		],
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		size: 'bad',
		title: 'a new name without the password',
		source: 'plivo.md §2.1',
		parameters: {
			sipCredential: byId(CREDENTIAL),
			username: 'ultravox1',
			password: '={{ "" }}',
			updateFields: { name: 'New' },
		},
		requests: [],
		refusal: /'Password' is empty/,
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		size: 'smallest',
		title: 'T1.9 a credential is deleted',
		source: 'plivo.md §2',
		parameters: { sipCredential: byId(CREDENTIAL) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ credential_uuid: CREDENTIAL, deleted: true }],
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		size: 'full',
		title: 'Plivo held it back for a moment, then did it',
		source: 'plivo.md §1.3, §1.4',
		parameters: { sipCredential: byId(` ${CREDENTIAL}`) },
		answers: [answer(429, { api_id: 'a1', error: 'slow down' }), answer(204)],
		requests: Array(2).fill({ method: 'DELETE', path: PATH }),
		items: [{ credential_uuid: CREDENTIAL, deleted: true }],
	},
	{
		resource: 'sipCredential',
		operation: 'delete',
		size: 'bad',
		title: 'one that is not there',
		source: 'plivo.md §1.2',
		parameters: { sipCredential: byId(CREDENTIAL) },
		answers: [answer(404, { api_id: 'f1c7', error: 'not found' })],
		requests: [{ method: 'DELETE', path: PATH }],
		refusal: /Plivo did not find it: not found/,
		hint: /HTTP status 404.*f1c7/,
	},
];
