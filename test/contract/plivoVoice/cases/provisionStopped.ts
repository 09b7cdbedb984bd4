import type { ContractCase } from '../../operations/contractCase';
import { answer, page } from '../../operations/contractCase';
import {
	provision,
	liveKit,
	everything,
	inboundOnly,
	looks,
	inboundLooks,
	makes,
	removes,
} from '../support/provision';
import {
	gone,
	ID,
	made,
	nothing,
	number,
	PATHS,
	posts,
	reads,
	readsNumber,
	there,
} from './provisionAccount';

const refused = answer(400, { api_id: 'f1c7', error: 'not today' });

/** What the looks find in an account where nothing was made, and whose number leads nowhere. */
const nothingThere = [nothing, nothing, nothing, number(null)];

/** Login and outbound trunk are made. */
const outboundMade = {
	answers: [...nothingThere, made.credential, made.outbound],
	requests: [...looks, readsNumber, makes.credential, makes.outbound],
};

/** A step does not succeed: what was made goes again. */
export const stoppedProvisionCases: ContractCase[] = [
	provision({
		size: 'more',
		title: 'T1.11 the first step is refused: nothing to remove',
		parameters: everything,
		answers: [...nothingThere, refused],
		requests: [...looks, readsNumber, makes.credential],
		refusal:
			/^Creating the SIP credential 'Acme AI' did not succeed: Plivo refused the request: not today$/,
		hint: /^Plivo is as it was before\. HTTP status 400.*f1c7/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the outbound trunk is refused: the login goes again',
		parameters: everything,
		answers: [...nothingThere, made.credential, refused, gone],
		requests: [...looks, readsNumber, makes.credential, makes.outbound, removes.credential],
		refusal: /^Creating the outbound trunk 'Acme AI outbound' did not succeed: .*not today$/,
		hint: new RegExp(
			`^Removed again: SIP credential 'Acme AI' \\(${ID.credential}\\)\\. HTTP status 400`,
		),
	}),
	provision({
		size: 'more',
		title: 'T1.11 the URI is refused: trunk and login go again',
		parameters: everything,
		answers: [...outboundMade.answers, refused, gone, gone],
		requests: [...outboundMade.requests, makes.uri, removes.outbound, removes.credential],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed/,
		hint: /^Removed again: outbound trunk 'Acme AI outbound' \(.*\); SIP credential 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the inbound trunk is refused: URI, trunk and login go again; one is gone already',
		parameters: everything,
		answers: [
			...outboundMade.answers,
			made.uri,
			refused,
			answer(404, { api_id: 'a', error: 'not found' }),
			gone,
			gone,
		],
		requests: [
			...outboundMade.requests,
			makes.uri,
			makes.inbound,
			removes.uri,
			removes.outbound,
			removes.credential,
		],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed/,
		hint: /^Removed again: origination URI .*; outbound trunk .*; SIP credential 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 the number is gone when its turn comes: the trunk goes before its URI',
		parameters: inboundOnly,
		answers: [
			nothing,
			nothing,
			number(null),
			made.uri,
			made.inbound,
			answer(404, { api_id: 'f1c7' }),
			gone,
			gone,
		],
		requests: [
			...inboundLooks,
			readsNumber,
			makes.uri,
			makes.inbound,
			makes.assignment,
			removes.inbound,
			removes.uri,
		],
		refusal: /^Assigning \+14155550100 to the trunk 'Acme AI inbound' did not succeed/,
		hint: /Removed again: inbound trunk .*; origination URI/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 what was there before stays when a later step is refused',
		parameters: liveKit,
		answers: [page([there.credential]), page([there.outbound]), nothing, made.uri, refused, gone],
		requests: [...looks, makes.uri, makes.inbound, removes.uri],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed/,
		hint: new RegExp(`^Removed again: origination URI 'Acme AI' \\(${ID.uri}\\)\\. HTTP`),
	}),
	provision({
		size: 'more',
		title: 'T1.11 removing is refused: what is left is named with its id, and keeps what it needs',
		parameters: everything,
		answers: [...outboundMade.answers, refused, answer(403, { api_id: 'b2', error: 'locked' })],
		requests: [...outboundMade.requests, makes.uri, removes.outbound],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed: .*not today$/,
		hint: new RegExp(
			`^Could not be put back, see to it by hand: outbound trunk 'Acme AI outbound' \\(${ID.outbound}\\): Plivo does not allow this: locked; SIP credential 'Acme AI' \\(${ID.credential}\\): the outbound trunk that is left uses it\\. HTTP status 400.*f1c7`,
		),
	}),
	provision({
		size: 'more',
		title:
			'T1.11 Plivo failed, but made the trunk all the same: it is found by its name, and removed',
		source: 'plivo.md §1.4 (a POST is never repeated), peers.md T1.11',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [
			nothing,
			nothing,
			made.uri,
			answer(500, { api_id: 'f1c7', error: 'oops' }),
			page([there.inbound]),
			gone,
			gone,
		],
		requests: [
			...inboundLooks,
			makes.uri,
			makes.inbound,
			reads(PATHS.trunks),
			removes.inbound,
			removes.uri,
		],
		refusal: /^Creating the inbound trunk 'Acme AI inbound' did not succeed: Plivo failed: oops$/,
		hint: /Removed again: inbound trunk 'Acme AI inbound' .*; origination URI 'Acme AI'/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 Plivo failed and cannot be asked what it made: that is said',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [
			nothing,
			nothing,
			answer(500, { api_id: 'f1c7', error: 'oops' }),
			answer(403, { api_id: 'b2', error: 'locked' }),
		],
		requests: [...inboundLooks, makes.uri, reads(PATHS.uris)],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed/,
		hint: /^Could not be put back, .*: origination URI 'Acme AI', if Plivo made it all the same/,
	}),
	provision({
		size: 'more',
		title: 'T1.11 an answer without an id is no success',
		parameters: { ...inboundOnly, phoneNumbers: '' },
		answers: [nothing, nothing, answer(201, { api_id: 'a', message: 'ok' }), nothing],
		requests: [...inboundLooks, makes.uri, reads(PATHS.uris)],
		refusal: /^Creating the origination URI 'Acme AI' did not succeed: Plivo did not tell its ID$/,
	}),
	provision({
		size: 'more',
		title: 'T1.12 Plivo repeats the typed password in its refusal: the message does not',
		source: 'peers.md T1.12',
		parameters: {
			...liveKit,
			directions: 'outbound',
			outboundAuthentication: 'password',
			username: 'acmeai',
			password: 'Secret_123',
		},
		answers: [nothing, nothing, answer(400, { api_id: 'a', error: 'Secret_123 is bad' })],
		requests: [
			reads(PATHS.credentials),
			reads(PATHS.trunks),
			posts(PATHS.credentials, { name: 'Acme AI', username: 'acmeai', password: 'Secret_123' }),
		],
		refusal: /did not succeed: Plivo refused the request: \[removed\] is bad$/,
	}),
];
