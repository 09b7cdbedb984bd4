import type { ContractCase } from '../../operations/contractCase';
import { answer, page } from '../../operations/contractCase';
import {
	provision,
	inboundOnly,
	inboundLooks,
	makes,
	removes,
	unchanged,
} from '../support/provision';
import {
	changed,
	ID,
	made,
	nothing,
	number,
	parts,
	PATHS,
	posts,
	readsNumber,
	shown,
	there,
} from './provisionAccount';

const steps = [
	'Open Phone Numbers in the Plivo console',
	'Select +14155550100',
	'Under Voice Configuration, select SIP Trunk',
	`Choose the inbound trunk Acme AI inbound (${ID.inbound})`,
	'Save the changes',
];

const allThere = [page([there.uri]), page([there.inbound])];

/** The phone numbers of the trunk. */
export const numberProvisionCases: ContractCase[] = [
	provision({
		size: 'more',
		title:
			'T1.8 Plivo refuses the number: the trunk stays, and the item has the steps for the console',
		source: 'plivo.md §3.2, peers.md T1.8',
		parameters: inboundOnly,
		answers: [
			nothing,
			nothing,
			number(null),
			made.uri,
			made.inbound,
			answer(400, { api_id: 'f1c7', error: 'app_id is invalid' }),
		],
		requests: [...inboundLooks, readsNumber, makes.uri, makes.inbound, makes.assignment],
		items: [
			{
				...unchanged,
				changed: true,
				complete: false,
				outbound: null,
				username: null,
				numbers: [
					{
						phoneNumber: '+14155550100',
						assigned: false,
						changed: false,
						reason: 'Plivo refused the request: app_id is invalid',
						consoleSteps: steps,
					},
				],
				created: [parts.uri, parts.inbound],
				reused: [],
				notes: [],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'T1.8 Plivo says yes, but the number leads nowhere: no silent success',
		source: 'plivo.md §3.1, peers.md T1.8',
		parameters: inboundOnly,
		answers: [...allThere, number(null), changed, number(null)],
		requests: [...inboundLooks, readsNumber, makes.assignment, readsNumber],
		items: [
			{
				...unchanged,
				complete: false,
				outbound: null,
				username: null,
				numbers: [
					{
						phoneNumber: '+14155550100',
						assigned: false,
						changed: false,
						reason: 'Plivo took the change, but it still leads nowhere',
						consoleSteps: steps,
					},
				],
				reused: [parts.uri, parts.inbound],
				notes: [],
			},
		],
	}),
	provision({
		size: 'more',
		title: 'Plivo failed at the number, but it leads to the trunk: that counts',
		source: 'plivo.md §3.1',
		parameters: inboundOnly,
		answers: [
			...allThere,
			number(null),
			answer(500, { api_id: 'a', error: 'oops' }),
			number(`Zentrunk/Trunk/${ID.inbound}`),
		],
		requests: [...inboundLooks, readsNumber, makes.assignment, readsNumber],
		items: [
			expect.objectContaining({
				changed: true,
				complete: true,
				numbers: [shown.assigned],
			}) as object & ContractCase['parameters'],
		],
	}),
	provision({
		size: 'more',
		title: 'a number that leads somewhere else is not taken from there; nothing is made',
		source: 'plivo.md §3.1',
		parameters: inboundOnly,
		answers: [nothing, nothing, number(`Application/${ID.application}`)],
		requests: [...inboundLooks, readsNumber],
		refusal: new RegExp(
			`'Phone Numbers': \\+14155550100 leads somewhere else: to ${ID.application}`,
		),
		hint: /'Overwrite Number Assignment'/,
	}),
	provision({
		size: 'more',
		title: 'D4.8 a number of somebody else: nothing is made',
		source: 'plivo.md §3.1, peers.md D4.8',
		parameters: inboundOnly,
		answers: [nothing, nothing, answer(404, {})],
		requests: [...inboundLooks, readsNumber],
		refusal: /\+14155550100 is not a number of this account/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the second number cannot be assigned: the first goes back to its application',
		parameters: {
			...inboundOnly,
			phoneNumbers: '+14155550100, +14155550101',
			options: { overwriteNumbers: true },
		},
		answers: [
			...allThere,
			number(`Application/${ID.application}`),
			number(null),
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(404, { api_id: 'f1c7' }),
			changed,
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.assignment,
			readsNumber,
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			posts(PATHS.number, { app_id: ID.application }),
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: new RegExp(`^\\+14155550100 leads to ${ID.application} again\\. `),
	}),
	provision({
		size: 'more',
		title: 'T1.11 neither the first number nor the new trunk can be put back: both are named',
		parameters: {
			...inboundOnly,
			phoneNumbers: '+14155550100, +14155550101',
			options: { overwriteNumbers: true },
		},
		answers: [
			page([there.uri]),
			nothing,
			number(null),
			answer(200, {
				api_id: 'a',
				number: '14155550101',
				application: `/v1/Account/MA/Application/${ID.application}/`,
			}),
			made.inbound,
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(401, { api_id: 'f1c7' }),
			answer(401, { api_id: 'f1c7' }),
			answer(403, { api_id: 'b2', error: 'locked' }),
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.inbound,
			makes.assignment,
			readsNumber,
			// n8n itself asks twice when the credential is refused.
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			posts('/Number/14155550101/', { app_id: ID.inbound }),
			removes.inbound,
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /inbound trunk 'Acme AI inbound' \(\d+\): .*locked; \+14155550100 now leads to the trunk\. .*HTTP status 401/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 a number that led nowhere cannot be taken off a trunk that stays: that is said',
		source: 'plivo.md §3.2 (clearing is UNCONFIRMED)',
		parameters: { ...inboundOnly, phoneNumbers: '+14155550100, +14155550101' },
		answers: [
			...allThere,
			number(null),
			number(null),
			changed,
			number(`Zentrunk/Trunk/${ID.inbound}`),
			answer(404, { api_id: 'f1c7' }),
		],
		requests: [
			...inboundLooks,
			readsNumber,
			{ method: 'GET', path: '/Number/14155550101/' },
			makes.assignment,
			readsNumber,
			posts('/Number/14155550101/', { app_id: ID.inbound }),
		],
		refusal: /^Assigning \+14155550101 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /Could not be put back, see to it by hand: \+14155550100 now leads to the trunk/,
	}),
];
