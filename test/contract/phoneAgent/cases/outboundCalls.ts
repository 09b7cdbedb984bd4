import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, byId, page, results } from '../../operations/contractCase';
import {
	AGENT,
	agent,
	call,
	CALL_ID,
	configuration,
	creates,
	ended,
	event,
	FROM,
	fullBody,
	fullOptions,
	fullParameters,
	looksAtAgent,
	looksAtCall,
	looksAtConfiguration,
	looksAtPhone,
	looksForKey,
	looksForOwnKey,
	looksForRun,
	outgoing,
	placedMetadata,
	smallestBody,
	talking,
	talkingUnderOwnKey,
	TIMING,
	TO,
	us,
	who,
} from '../support/outboundCalls';

const SOURCE = 'ultravox.md §2.3, §3, §4.3, plivo.md §5.1';
type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;
const of =
	(operation: string, source = SOURCE) =>
	(one: Case): ContractCase => ({ ...one, resource: 'call', operation, source });
const waits = of('callAndWait', `${SOURCE}, §6.3, §6.5`);
const goesOn = of('call');
const tests = of('testCall', 'ultravox.md §2.2, §2.4, §4.3, §5.1, §7.5, plivo.md §3.1, §5.1');

const asks = [
	{ method: 'GET', path: '/' },
	{ method: 'GET', path: '/api/accounts/me' },
	{ method: 'GET', path: '/api/telephony_configs/plivo' },
	{ method: 'GET', path: '/Number/14155550100/' },
] as const;
const right = [
	answer(200, { api_id: 'a', auth_id: AUTH_ID }),
	answer(200, { accountId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }),
	answer(200, { authId: AUTH_ID }),
	answer(200, { api_id: 'a', number: '14155550100' }),
];
const spoken = (role: string, words: string) => ({
	role: `MESSAGE_ROLE_${role}`,
	text: words,
	medium: 'MESSAGE_MEDIUM_VOICE',
});

export const outboundCallCases: ContractCase[] = [
	waits({
		size: 'smallest',
		title: 'P2.5 P2.7 Ultravox dials, and tells the execution when the call is over',
		parameters: { ...who, options: us },
		answers: [
			configuration,
			results([]),
			agent,
			answer(201, call()),
			results([]),
			answer(200, call()),
			page([]),
			answer(200, { api_id: 'a', calls: ['9834029e-58b6-11e1-b8b7-a5bd0e4e126f'] }),
		],
		requests: [
			looksAtConfiguration,
			looksForKey,
			looksAtAgent,
			creates({
				...smallestBody,
				medium: outgoing({
					ring_timeout: 45,
					hangup_url: event('hangup', TIMING),
					hangup_method: 'POST',
					machine_detection: 'hangup',
					machine_detection_url: event('machine', TIMING),
					machine_detection_method: 'POST',
				}),
				...ended,
			}),
			looksForRun,
			looksAtCall,
			...looksAtPhone,
		],
	}),
	waits({
		size: 'full',
		title: 'P2.5 P2.7 with everything',
		parameters: { ...fullParameters, options: fullOptions },
		answers: [
			configuration,
			results([]),
			agent,
			answer(201, call()),
			results([]),
			talkingUnderOwnKey,
		],
		requests: [
			looksAtConfiguration,
			looksForOwnKey,
			looksAtAgent,
			creates({
				...fullBody,
				medium: outgoing({
					ring_timeout: 30,
					time_limit: 360,
					hangup_url: event('hangup', TIMING),
					hangup_method: 'POST',
					machine_detection: 'hangup',
					machine_detection_url: event('machine', TIMING),
					machine_detection_method: 'POST',
				}),
				...ended,
			}),
			looksForRun,
			looksAtCall,
		],
	}),
	waits({
		size: 'bad',
		title: 'a number with letters is no number',
		parameters: { ...who, to: 'Anna', options: us },
		requests: [],
		refusal: /contains letters/,
	}),
	goesOn({
		size: 'smallest',
		title: 'D4.9 P2.5 the caller ID is that of the credential, and nobody is told',
		parameters: { to: TO, agent: byId(AGENT), audioPath: 'direct' },
		defaultCallerId: FROM,
		answers: [configuration, results([]), agent, answer(201, call())],
		requests: [
			looksAtConfiguration,
			looksForKey,
			looksAtAgent,
			creates({
				...smallestBody,
				medium: outgoing({ ring_timeout: 45, machine_detection: 'hangup' }),
			}),
		],
	}),
	goesOn({
		size: 'full',
		title: 'P2.5 P2.7 with everything',
		parameters: { ...fullParameters, options: fullOptions },
		answers: [configuration, results([]), agent, answer(201, call())],
		requests: [
			looksAtConfiguration,
			looksForOwnKey,
			looksAtAgent,
			creates({
				...fullBody,
				medium: outgoing({ ring_timeout: 30, time_limit: 360, machine_detection: 'hangup' }),
			}),
		],
	}),
	goesOn({
		size: 'bad',
		title: 'a machine cannot be left a message by nobody',
		parameters: {
			...who,
			options: { ...us, whenMachine: 'leaveMessage', message: 'Call us.' },
		},
		requests: [],
		refusal: /'When a Machine Answers' cannot be 'Leave a Message' here/,
		hint: /'Call and Wait'/,
	}),
	tests({
		size: 'smallest',
		title: 'D4.12 what has to be right is looked at, then the phone rings, and both are heard',
		parameters: { ...who, options: us },
		answers: [
			...right,
			results([]),
			agent,
			answer(201, call()),
			talking,
			results([spoken('USER', 'Hello?'), spoken('AGENT', 'Good morning.')]),
			answer(204),
		],
		requests: [
			...asks,
			looksForKey,
			looksAtAgent,
			creates({
				...smallestBody,
				medium: outgoing({ ring_timeout: 45, time_limit: 120 }),
				maxDuration: '60s',
			}),
			looksAtCall,
			{
				method: 'GET',
				path: `/api/calls/${CALL_ID}/messages`,
				query: { mode: 'in_call', pageSize: '100' },
			},
			{
				method: 'POST',
				path: `/api/calls/${CALL_ID}/send_data_message`,
				body: { type: 'hang_up' },
			},
		],
	}),
	tests({
		size: 'full',
		title: 'D4.12 nobody picks up within the ring time',
		parameters: {
			...fullParameters,
			options: {
				...us,
				firstSentence: 'Good morning, Ada.',
				firstSentenceDelay: 3,
				languageHint: 'de',
				maximumDuration: 300,
				ringTime: 30,
			},
		},
		answers: [
			...right,
			results([]),
			agent,
			answer(201, call()),
			answer(200, call({ ended: '2026-11-20T10:01:00Z', endReason: 'unjoined' })),
		],
		requests: [
			...asks,
			looksForKey,
			looksAtAgent,
			creates({
				...fullBody,
				metadata: placedMetadata,
				recordingEnabled: undefined,
				medium: outgoing({ ring_timeout: 30, time_limit: 360 }),
			}),
			looksAtCall,
		],
	}),
	tests({
		size: 'bad',
		title: 'D4.12 a caller ID that is not ours: nobody is dialed',
		parameters: { ...who, options: us },
		answers: [...right.slice(0, 3), answer(404, { api_id: 'a', error: 'not found' })],
		requests: [...asks, { method: 'GET', path: '/VerifiedCallerId/14155550100/' }],
	}),
];
