import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { URI, ALL } from '../support/originationUri';

const created = answer(201, {
	api_id: 'a1',
	message: 'Origination URI created successfully.',
	uri_uuid: URI,
});

const message = 'Origination URI created successfully.';

/** A URI is made. */
export const originationUriCreationCases: ContractCase[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'smallest',
		title: 'T1.5 a host',
		source: 'plivo.md §2.3',
		parameters: { uri: 'sip.example.com' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: 'sip.example.com' } }],
		items: [{ message, uri_uuid: URI, uri: 'sip.example.com', note: null, name: null }],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'a success without an id is none',
		source: 'plivo.md §2.3, design.md (no success that was not confirmed)',
		parameters: { uri: 'sip.example.com' },
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [{ method: 'POST', path: ALL, body: { uri: 'sip.example.com' } }],
		refusal: /Plivo did not confirm it: its answer has no uri_uuid/,
		hint: /f1c7/,
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'full',
		title: 'T1.5 T1.6 user, port and transport; the password goes to Plivo only',
		source: 'plivo.md §2.3',
		parameters: {
			uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
			authenticationNeeded: true,
			username: 'plivo-in',
			password: 'any word',
			additionalFields: { name: 'Ultravox' },
		},
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: ALL,
				body: {
					name: 'Ultravox',
					uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
					authentication_needed: true,
					username: 'plivo-in',
					password: 'any word',
				},
			},
		],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: 'sip:agent_1@sip.example.com:5061;transport=tls',
				note: null,
				name: 'Ultravox',
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'bad',
		title: 'T1.6 authentication without a password',
		source: 'plivo.md §2.3, peers.md T1.6',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: 'plivo',
			password: '={{ "" }}',
		},
		requests: [],
		refusal: /'Password' is empty/,
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.6 authentication without a user name',
		source: 'plivo.md §2.3, peers.md T1.6',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: '={{ "" }}',
			password: 'any word',
		},
		requests: [],
		refusal: /'User Name' is empty/,
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.5 sip: in front of a host goes, with a note',
		source: 'plivo.md §2.3, peers.md T1.5',
		parameters: { uri: 'sip:203.0.113.7:5060' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: '203.0.113.7:5060' } }],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: '203.0.113.7:5060',
				note: "'sip:203.0.113.7:5060' is written as '203.0.113.7:5060' for Plivo",
				name: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.5 a user gets sip: in front, with a note',
		source: 'plivo.md §2.3',
		parameters: { uri: 'agent_1@sip.example.com' },
		answers: [created],
		requests: [{ method: 'POST', path: ALL, body: { uri: 'sip:agent_1@sip.example.com' } }],
		items: [
			{
				message,
				uri_uuid: URI,
				uri: 'sip:agent_1@sip.example.com',
				note: "'agent_1@sip.example.com' is written as 'sip:agent_1@sip.example.com' for Plivo",
				name: null,
			},
		],
	},
	...[
		['sip.example.com/agents', /'URI' has a path: 'sip\.example\.com\/agents'/],
		['https://sip.example.com', /'URI' is a web address/],
		['+14155550100', /'URI' is not a SIP address: '\+14155550100'/],
		['sip:a@b.com<sip:c@d.com', /'URI' contains '<'/],
		['sip.example.com;transport=ws', /'URI' ends with ';transport=ws'/],
	].map(([text, refusal]): ContractCase => ({
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: `T1.5 ${String(text)} is refused`,
		source: 'plivo.md §2.3, peers.md T1.5',
		parameters: { uri: String(text) },
		requests: [],
		refusal: refusal as RegExp,
	})),
	{
		resource: 'originationUri',
		operation: 'create',
		size: 'more',
		title: 'T1.12 Plivo repeats the password in its refusal: the message does not',
		source: 'plivo.md §1.2, peers.md T1.12',
		parameters: {
			uri: 'sip.example.com',
			authenticationNeeded: true,
			username: 'plivo',
			password: 'hush-hush',
		},
		answers: [answer(422, { api_id: 'f1c7', message: 'bad password hush-hush' })],
		requests: [
			{
				method: 'POST',
				path: ALL,
				body: {
					uri: 'sip.example.com',
					authentication_needed: true,
					username: 'plivo',
					password: 'hush-hush',
				},
			},
		],
		refusal: /^Plivo refused the request: bad password \[removed\]$/,
	},
];
