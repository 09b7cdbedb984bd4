import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { emptyCall } from '../support/emptyCall';

const UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const PARENT = '3df8e1a8-2e63-4d3c-9f2e-6c1e3b2a1f00';
const FROM = '+14155550100';
const TO = '+14155550123';
const ANSWER_URL = 'https://example.com/answer.xml';

/** The answer to a single call (plivo.md §5.1). */
const FIRED = { api_id: 'a1', message: 'call fired', request_uuid: UUID };

const made = {
	call: {
		...emptyCall,
		callUuid: UUID,
		direction: 'outbound',
		from: FROM,
		to: TO,
		status: 'queued',
	},
	plivo: { message: 'call fired', request_uuid: UUID },
	made: true,
};

const smallestRequest = {
	method: 'POST' as const,
	path: '/Call/',
	body: { from: FROM, to: TO, answer_url: ANSWER_URL },
};

const make = (
	one: Pick<ContractCase, 'size' | 'title' | 'source' | 'parameters' | 'requests'> &
		Partial<ContractCase>,
): ContractCase => ({ resource: 'call', operation: 'make', ...one });

const refused = (
	title: string,
	source: string,
	parameters: ContractCase['parameters'],
	refusal: RegExp,
	more: Partial<ContractCase> = {},
): ContractCase =>
	make({
		size: 'bad',
		title,
		source,
		parameters: { to: TO, answerUrl: ANSWER_URL, from: byId(FROM), ...parameters },
		requests: [],
		refusal,
		...more,
	});

const field = (name: string, value: unknown, refusal: RegExp, hint?: RegExp): ContractCase =>
	refused(
		`${name} = ${JSON.stringify(value)}`,
		'plivo.md §5.1',
		{ additionalFields: { [name]: value } as ContractCase['parameters'] },
		refusal,
		hint === undefined ? {} : { hint },
	);

export const callMakeCases: ContractCase[] = [
	make({
		size: 'smallest',
		title: "D4.9 without 'From', the credential's default caller ID calls",
		source: 'plivo.md §5.1, peers.md D4.9',
		parameters: { to: TO, answerUrl: ANSWER_URL },
		defaultCallerId: '+1 (415) 555-0100',
		answers: [answer(201, FIRED)],
		requests: [smallestRequest],
		items: [made],
	}),
	make({
		size: 'full',
		title: 'every field, and the number chosen for this call before the default one',
		source: 'plivo.md §5.1, peers.md D4.9',
		parameters: {
			to: 'sip:anna@example.com',
			answerUrl: ANSWER_URL,
			from: byId(FROM),
			additionalFields: {
				answerMethod: 'GET',
				ringUrl: 'https://example.com/ring',
				ringMethod: 'GET',
				hangupUrl: 'https://example.com/hangup',
				hangupMethod: 'POST',
				fallbackUrl: 'https://example.com/fallback',
				fallbackMethod: 'GET',
				callerName: 'Example Ltd',
				sendDigits: 'wW12*#AD@200',
				sendOnPreanswer: true,
				timeLimit: 86_400,
				hangupOnRing: 0,
				ringTimeout: 45,
				machineDetection: 'true',
				machineDetectionTime: 10_000,
				machineDetectionUrl: 'https://example.com/machine',
				machineDetectionMethod: 'POST',
				machineDetectionMaximumSpeechLength: 6000,
				machineDetectionInitialSilence: 2000,
				machineDetectionMaximumWords: 10,
				machineDetectionInitialGreeting: 1000,
				sipHeaders: {
					values: [
						{ name: 'customer', value: '4711' },
						{ name: 'Tier2', value: 'gold' },
					],
				},
				parentCallUuid: byId(PARENT),
				errorIfParentNotFound: true,
				callType: 'whatsapp_voice',
				callbackUrl: 'https://example.com/result',
				callbackMethod: 'GET',
			},
		},
		defaultCallerId: '+14155550199',
		answers: [answer(202, { api_id: 'a1', message: 'async api spawned' })],
		requests: [
			{
				method: 'POST',
				path: '/Call/',
				body: {
					from: FROM,
					to: 'sip:anna@example.com',
					answer_url: ANSWER_URL,
					answer_method: 'GET',
					ring_url: 'https://example.com/ring',
					ring_method: 'GET',
					hangup_url: 'https://example.com/hangup',
					hangup_method: 'POST',
					fallback_url: 'https://example.com/fallback',
					fallback_method: 'GET',
					caller_name: 'Example Ltd',
					send_digits: 'wW12*#AD@200',
					send_on_preanswer: true,
					time_limit: 86_400,
					hangup_on_ring: 0,
					ring_timeout: 45,
					machine_detection: 'true',
					machine_detection_time: 10_000,
					machine_detection_url: 'https://example.com/machine',
					machine_detection_method: 'POST',
					machine_detection_maximum_speech_length: 6000,
					machine_detection_initial_silence: 2000,
					machine_detection_maximum_words: 10,
					machine_detection_initial_greeting: 1000,
					sip_headers: 'customer=4711,Tier2=gold',
					parent_call_uuid: PARENT,
					error_if_parent_not_found: true,
					call_type: 'whatsapp_voice',
					callback_url: 'https://example.com/result',
					callback_method: 'GET',
				},
			},
		],
		// Told to the callback later: nothing was made so far (plivo.md §1.4).
		items: [
			{
				call: { ...emptyCall, direction: 'outbound', from: FROM, to: 'sip:anna@example.com' },
				plivo: { message: 'async api spawned' },
				made: false,
			},
		],
	}),
	make({
		size: 'more',
		title: 'D4.7 a number as people write it, with the default country; an id that comes in a list',
		source: 'peers.md D4.7, plivo.md §5.1 (request_uuid is an array in some answers)',
		parameters: {
			to: '(415) 555-0123',
			answerUrl: ANSWER_URL,
			from: byId('415-555-0100'),
			additionalFields: { defaultCountry: 'US' },
		},
		answers: [answer(201, { ...FIRED, message: 'calls fired', request_uuid: [UUID] })],
		requests: [smallestRequest],
		items: [{ ...made, plivo: { message: 'calls fired', request_uuid: [UUID] } }],
	}),
	make({
		size: 'more',
		title:
			'an asynchronous request that was answered with the call nevertheless; a number from the list',
		source: 'plivo.md §1.4',
		parameters: {
			to: TO,
			answerUrl: ANSWER_URL,
			from: { __rl: true, mode: 'list', value: '14155550100' },
			additionalFields: { callbackUrl: 'https://example.com/result' },
		},
		answers: [answer(200, FIRED)],
		requests: [
			{
				...smallestRequest,
				body: { ...smallestRequest.body, callback_url: 'https://example.com/result' },
			},
		],
		items: [made],
	}),
	refused(
		'a success without an id is none, and is not tried again',
		'plivo.md §5.1, §1.4',
		{},
		/Plivo did not confirm the call: its answer has no 'request_uuid'/,
		{
			answers: [answer(200, { api_id: 'f1c7', message: 'ok' })],
			requests: [smallestRequest],
			hint: /The phone may ring.*f1c7/,
		},
	),
	...[500, 503, 429].map((status) =>
		refused(
			`${status}: not sent again, for the phone may ring`,
			'plivo.md §1.4, design.md (no retry of a request that can ring a phone)',
			{},
			/try later/,
			{
				answers: [answer(status, { api_id: 'f1c7', error: 'try later' }), answer(201, FIRED)],
				requests: [smallestRequest],
				hint: new RegExp(`HTTP status ${status}.*f1c7`),
			},
		),
	),
	refused('refused by Plivo', 'plivo.md §1.2 (403: geo permissions)', {}, /does not allow this: /, {
		answers: [answer(403, { api_id: 'f1c7', error: 'calls to this country are barred' })],
		requests: [smallestRequest],
		hint: /HTTP status 403.*f1c7/,
	}),
	refused('no destination', 'plivo.md §5.1', { to: '={{ " " }}' }, /'To' is empty/),
	refused(
		"'<' would ring several phones",
		'plivo.md §5.1 (several joined with <)',
		{ to: `${TO}<+14155550124` },
		/'To'.*contains "<"/,
	),
	refused(
		"'<' behind a SIP address",
		'plivo.md §5.1',
		{ to: `sip:anna@example.com<${TO}` },
		/'To' is not one SIP address/,
	),
	refused('D4.7 letters in a number', 'peers.md D4.7', { to: '+1415CALLNOW' }, /'To'.*letters/),
	refused(
		'D4.7 a number that does not say its country',
		'peers.md D4.7',
		{ to: '(415) 555-0123' },
		/'To'.*does not say its country/,
	),
	refused(
		'D4.7 a caller typed without its country, who may be in Washington or in Egypt',
		'peers.md D4.7',
		{ from: byId('2025550123') },
		/'From'.*does not say its country/,
	),
	refused(
		'a caller that calls itself',
		'plivo.md §5.1 (from in to)',
		{ to: FROM },
		/'To' is the number that calls/,
	),
	refused('D4.9 no caller at all', 'peers.md D4.9', { from: byId('') }, /'From' is empty/, {
		hint: /'Default Caller ID' in the credential/,
	}),
	refused(
		'D4.9 a default caller ID that is no number',
		'peers.md D4.9',
		{ from: byId('') },
		/'Default Caller ID' of the credential: /,
		{ defaultCallerId: 'front desk' },
	),
	refused('no answer URL', 'plivo.md §5.1', { answerUrl: '={{ "" }}' }, /'Answer URL' is empty/),
	refused(
		'an answer URL that is none',
		'plivo.md §5.1',
		{ answerUrl: 'example.com/x' },
		/'Answer URL' is not a web address/,
	),
	field('callerName', 'x'.repeat(51), /'Caller Name' is longer than 50 characters/),
	field('sendDigits', '12,34', /'Send Keys' has something that is no key: '12,34'/),
	field('sendOnPreanswer', true, /'Send Keys on Preanswer' needs 'Send Keys'/),
	field('timeLimit', 86_401, /'Time Limit' is 86401, and has to be 1 to 86400/),
	field('hangupOnRing', -1, /'Hangup on Ring' is -1/),
	field('ringTimeout', 0, /'Ring Timeout' is 0/),
	field('ringMethod', 'GET', /'Ring Method' needs 'Ring URL'/),
	field('machineDetectionTime', 5000, /'Machine Detection Time' needs 'Machine Detection'/),
	field('errorIfParentNotFound', true, /'Parent Call Required' needs 'Parent Call'/),
	field('parentCallUuid', byId('={{ "a call" }}'), /'Parent Call' is not an ID/),
	field(
		'sipHeaders',
		{ values: [{ name: 'X-Customer', value: '1' }] },
		/'SIP Headers' have a row/,
		/letters and digits only/,
	),
	field('sipHeaders', { values: [{ name: 'customer', value: '' }] }, /'SIP Headers' have a row/),
	field(
		'sipHeaders',
		{ values: [{ name: 'PlivoId', value: '1' }] },
		/'SIP Headers' cannot have 'PlivoId'/,
		/Plivo drops/,
	),
	field(
		'sipHeaders',
		{ values: [1, 2].map((value) => ({ name: 'customer', value: String(value) })) },
		/'SIP Headers' have 'customer' twice/,
	),
	...[
		['machineDetectionTime', 1999],
		['machineDetectionMaximumSpeechLength', 6001],
		['machineDetectionInitialSilence', 1999],
		['machineDetectionMaximumWords', 11],
		['machineDetectionInitialGreeting', 999],
	].map(([name, value]) =>
		refused(
			`${name} = ${value}`,
			'plivo.md §5.1',
			{ additionalFields: { machineDetection: 'hangup', [String(name)]: value } },
			new RegExp(`is ${value}, and has to be`),
		),
	),
];
