import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { BY_NAME, chosenByName } from '../support/multiPartyCallFixtures';

const UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const FROM = '+14155550100';
const TO = '+14155550123';
const XML = 'https://example.com/answer.xml';

/** After these nobody knows what became of a request; 303 leads to what may have come of it (RFC 9110 §15.4.4). */
const UNKNOWN: Array<[string, Reply, RegExp]> = [
	['504', answer(504), /^Plivo failed$/],
	['408', answer(408, { error: 'too slow' }), /^Plivo failed: too slow$/],
	['524', answer(524), /^Plivo failed$/],
	[
		'the connection drops',
		(response) => response.destroy(),
		/^The request to Plivo failed: .*socket hang up/,
	],
	[
		'a page of a proxy',
		(response) => response.end('<html>Log in</html>'),
		/^The request to Plivo failed: what came back is not from its API$/,
	],
	['303', answer(303), /^Plivo leads on to another address, which is not followed$/],
];

/** After these it is known that nothing rings. */
const KNOWN: Array<[string, Reply, RegExp]> = [
	['403', answer(403, { error: 'barred' }), /^Plivo does not allow this: barred$/],
	['429', answer(429, { error: 'slow down' }), /^Plivo is at its limit.*: slow down$/],
	['307', answer(307), /^Plivo leads on to another address, which is not followed$/],
];

interface Ringing extends Pick<ContractCase, 'resource' | 'operation' | 'parameters'> {
	title: string;
	request: ExpectedRequest;
	/** What to look at before it is tried again. */
	advice: RegExp;
}

const post = (path: string, body: object): ExpectedRequest => ({ method: 'POST', path, body });
const addParticipant = { resource: 'multiPartyCall', operation: 'addParticipant' };
const startVerification = { resource: 'verifiedCallerId', operation: 'startVerification' };

/** Every request of the node that is never repeated, since a phone may ring. */
const RINGING: Ringing[] = [
	{
		resource: 'call',
		operation: 'make',
		title: 'a call',
		parameters: { to: TO, from: byId(FROM), answerUrl: XML },
		request: post('/Call/', { from: FROM, to: TO, answer_url: XML }),
		advice:
			/^Nobody knows whether Plivo did it, and a phone may ring: under Call, look at Get Many Live and Get Many Queued before you try again/,
	},
	{
		resource: 'call',
		operation: 'transfer',
		title: 'a transfer, to what may dial',
		parameters: { callUuid: byId(UUID), alegUrl: XML },
		request: post(`/Call/${UUID}/`, { legs: 'aleg', aleg_url: XML }),
		advice:
			/^Nobody knows whether the call was transferred, and a phone may ring: look at Get Live, and whether Plivo asked the URL of the leg, before you try again/,
	},
	{
		...addParticipant,
		title: 'a participant who is called',
		parameters: { ...chosenByName, to: TO, from: byId(FROM) },
		request: post(`${BY_NAME}Participant/`, { role: 'agent', from: FROM, to: TO }),
		advice:
			/^Nobody knows whether Plivo did it, and a phone may ring: under Call, look at Get Many Live and Get Many Queued before you try again/,
	},
	{
		...addParticipant,
		title: 'a live call that moves, and rings nobody',
		parameters: {
			...chosenByName,
			role: 'customer',
			participantCall: 'liveCall',
			callUuid: byId(UUID),
		},
		request: post(`${BY_NAME}Participant/`, { role: 'customer', call_uuid: UUID }),
		advice:
			/^Nobody knows whether the call was moved: look at Get Many Participants before you try again/,
	},
	...['sms', 'call'].map((channel): Ringing => ({
		...startVerification,
		title: `a code by ${channel}`,
		parameters: { phoneNumber: TO, channel },
		request: post('/VerifiedCallerId/', { phone_number: TO, channel }),
		advice:
			/^Nobody knows whether a code is on its way: see whether it comes before you try again, and confirm the code of the next try alone, which has a Verification UUID/,
	})),
];

/** Whatever comes back, it is sent once: a second answer, which would be a success, is never asked for. */
const SECOND = answer(201, { api_id: 'a1', request_uuid: UUID, verification_uuid: UUID });

const told = (
	{ resource, operation, parameters, title, request }: Ringing,
	[what, reply, refusal]: [string, Reply, RegExp],
	hint: RegExp,
): ContractCase => ({
	resource,
	operation,
	parameters,
	size: 'more',
	title: `${what}: ${title}, sent once`,
	source: 'plivo.md §1.4; RFC 9110 §15.4.4, §15.5.9',
	answers: [reply, SECOND],
	requests: [request],
	refusal,
	hint,
});

export const unknownOutcomeCases: ContractCase[] = RINGING.flatMap((one) => [
	...UNKNOWN.map((outcome) =>
		told(one, outcome, new RegExp(`(?!.*Try again (?:later|in))${one.advice.source}(?:\\. |$)`)),
	),
	...KNOWN.map((outcome) => told(one, outcome, /^(?!.*Nobody knows)/)),
]);
