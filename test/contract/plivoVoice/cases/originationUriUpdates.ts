import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { URI, PATH } from '../support/originationUri';

const updated = answer(202, { api_id: 'a1', message: 'origination uri updated successfully.' });

/** A URI is changed. */
export const originationUriUpdateCases: ContractCase[] = [
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'smallest',
		title: 'another address; the login stays as it is',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: { uri: 'sip.example.org:5060' } },
		answers: [updated],
		requests: [{ method: 'POST', path: PATH, body: { uri: 'sip.example.org:5060' } }],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				uri: 'sip.example.org:5060',
				note: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'full',
		title: 'everything; the password goes to Plivo only',
		source: 'plivo.md §2.3',
		parameters: {
			originationUri: byId(URI),
			updateFields: {
				name: 'New',
				uri: 'sip.example.org',
				authenticationNeeded: true,
				username: 'plivo',
				password: 'hush-hush',
			},
		},
		answers: [updated],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'New',
					uri: 'sip.example.org',
					authentication_needed: true,
					username: 'plivo',
					password: 'hush-hush',
				},
			},
		],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				name: 'New',
				authentication_needed: true,
				username: 'plivo',
				uri: 'sip.example.org',
				note: null,
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'bad',
		title: 'T1.6 a new password without the user name',
		source: 'plivo.md §2.3 (must be restated together)',
		parameters: { originationUri: byId(URI), updateFields: { password: 'hush-hush' } },
		requests: [],
		refusal: /'User Name' is missing/,
		hint: /repeat the one that stays as it is/,
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: 'T1.6 a new password restates that it is needed, and the user name',
		source: 'plivo.md §2.3',
		parameters: {
			originationUri: byId(URI),
			updateFields: { username: 'plivo', password: 'hush-hush' },
		},
		answers: [updated],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { authentication_needed: true, username: 'plivo', password: 'hush-hush' },
			},
		],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				authentication_needed: true,
				username: 'plivo',
			},
		],
	},
	{
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: 'no login any more',
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: { authenticationNeeded: false } },
		answers: [updated],
		requests: [{ method: 'POST', path: PATH, body: { authentication_needed: false } }],
		items: [
			{
				uri_uuid: URI,
				message: 'origination uri updated successfully.',
				authentication_needed: false,
			},
		],
	},
	...[
		[{}, /'Update Fields' are empty/],
		[{ uri: '' }, /'URI' is empty/],
		[{ uri: 'sip.example.com/x' }, /'URI' has a path/],
		[{ authenticationNeeded: true }, /'User Name' is missing/],
		[{ authenticationNeeded: true, username: 'plivo' }, /'Password' is missing/],
		[
			{ authenticationNeeded: false, username: 'plivo', password: 'hush-hush' },
			/'Authentication Needed' is off, which does not go with a user name or password/,
		],
	].map(([updateFields, refusal]): ContractCase => ({
		resource: 'originationUri',
		operation: 'update',
		size: 'more',
		title: `T1.6 ${JSON.stringify(updateFields)} is refused`,
		source: 'plivo.md §2.3',
		parameters: { originationUri: byId(URI), updateFields: updateFields as object },
		requests: [],
		refusal: refusal as RegExp,
	})),
];
