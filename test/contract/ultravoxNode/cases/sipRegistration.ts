import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results, nothingToChange } from '../../operations/contractCase';
import { deletionCases } from '../support/deletion';

const PATH = '/api/sip/registrations';
const ID = 'reg/42';
const ONE = `${PATH}/reg%2F42`;
const PASSWORD = 'sip-password-of-the-test';

const registration = (fields: IDataObject = {}): IDataObject => ({
	registrationId: ID,
	created: '2026-11-20T10:00:00Z',
	username: 'alice',
	proxy: 'sip.example.com',
	outboundProxy: null,
	authUser: null,
	successful: null,
	...fields,
});

type Case = Omit<ContractCase, 'resource' | 'source'> & { source?: string };
const one = (rest: Case): ContractCase => ({
	source: 'ultravox.md §5.4, ultravox-openapi.yaml SipRegistration',
	...rest,
	resource: 'sipRegistration',
});
const login = { username: 'alice', password: PASSWORD, proxy: 'sip.example.com' };

export const sipRegistrationCases: ContractCase[] = [
	one({
		operation: 'create',
		size: 'smallest',
		title: 'user, password and server; the password is in no item, though the answer holds it',
		parameters: login,
		answers: [answer(201, { ...registration(), password: PASSWORD, note: `with ${PASSWORD}` })],
		requests: [{ method: 'POST', path: PATH, body: login }],
		items: [registration({ note: 'with [removed]' })],
	}),
	one({
		operation: 'create',
		size: 'full',
		title: 'through a proxy, signed in as somebody else',
		parameters: {
			...login,
			additionalFields: { outboundProxy: 'proxy.example.com', authUser: 'alice-auth' },
		},
		answers: [
			answer(201, registration({ outboundProxy: 'proxy.example.com', authUser: 'alice-auth' })),
		],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { ...login, outboundProxy: 'proxy.example.com', authUser: 'alice-auth' },
			},
		],
		items: [registration({ outboundProxy: 'proxy.example.com', authUser: 'alice-auth' })],
	}),
	one({
		operation: 'create',
		size: 'bad',
		title: 'a user name of 61 characters',
		parameters: { ...login, username: 'a'.repeat(61) },
		requests: [],
		refusal: /'User Name' has 61 characters, and may have 60/,
	}),
	...(['get', 'update', 'delete'] as const).map((operation) =>
		one({
			operation,
			size: 'more',
			title: 'an ID of dots would be another endpoint',
			parameters: {
				sipRegistration: byId('={{ ".." }}'),
				...(operation === 'update' ? { updateFields: { username: 'bob' } } : {}),
			},
			requests: [],
			refusal: /'SIP Registration' cannot be '\.\.'/,
		}),
	),
	one({
		operation: 'create',
		size: 'more',
		title: 'a refusal that echoes the password does not tell it',
		parameters: login,
		answers: [answer(400, { password: [`${PASSWORD} was refused`] })],
		requests: [{ method: 'POST', path: PATH, body: login }],
		refusal: /\[removed\] was refused/,
	}),
	one({
		operation: 'get',
		size: 'smallest',
		title: 'an ID with a slash stays one part of the path',
		parameters: { sipRegistration: byId(ID) },
		answers: [answer(200, registration({ successful: true }))],
		requests: [{ method: 'GET', path: ONE }],
		items: [registration({ successful: true })],
	}),
	one({
		operation: 'get',
		size: 'full',
		title: 'Ultravox fails once: a read is repeated',
		parameters: { sipRegistration: byId(ID) },
		answers: [answer(500), answer(200, registration())],
		requests: Array(2).fill({ method: 'GET', path: ONE }),
		items: [registration()],
	}),
	one({
		operation: 'get',
		size: 'bad',
		title: 'none chosen',
		parameters: { sipRegistration: byId('={{ "" }}') },
		requests: [],
		refusal: /'SIP Registration' is empty/,
	}),
	one({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { limit: 1 },
		answers: [results([registration()])],
		requests: [{ method: 'GET', path: PATH, query: { pageSize: '1' } }],
		items: [registration()],
	}),
	one({
		operation: 'getMany',
		size: 'full',
		title: 'all pages',
		parameters: { returnAll: true },
		answers: [results([registration()], 'cD0y'), results([registration()])],
		requests: [
			{ method: 'GET', path: PATH, query: { pageSize: '100' } },
			{ method: 'GET', path: PATH, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [registration(), registration()],
	}),
	one({
		operation: 'getMany',
		size: 'bad',
		title: 'a limit that is none',
		parameters: { limit: '={{ 0 }}' },
		requests: [],
		refusal: /'Limit' is 0, and has to be 1 or more/,
	}),
	one({
		operation: 'update',
		size: 'smallest',
		title: 'the password alone',
		parameters: { sipRegistration: byId(ID), updateFields: { password: PASSWORD } },
		answers: [answer(200, registration())],
		requests: [{ method: 'PATCH', path: ONE, body: { password: PASSWORD } }],
		items: [registration()],
	}),
	one({
		operation: 'update',
		size: 'full',
		title: 'everything at once; a blank takes the proxy away',
		parameters: {
			sipRegistration: byId(ID),
			updateFields: { ...login, outboundProxy: '', authUser: 'alice-auth' },
		},
		answers: [answer(200, registration({ authUser: 'alice-auth' }))],
		requests: [
			{
				method: 'PATCH',
				path: ONE,
				body: { ...login, outboundProxy: null, authUser: 'alice-auth' },
			},
		],
		items: [registration({ authUser: 'alice-auth' })],
	}),
	one({
		operation: 'update',
		size: 'bad',
		parameters: { sipRegistration: byId(ID) },
		...nothingToChange,
	}),
	...deletionCases(one, {
		parameters: { sipRegistration: byId(ID) },
		path: ONE,
		item: { registrationId: ID },
	}),
];
