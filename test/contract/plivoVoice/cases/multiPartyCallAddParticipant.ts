import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	BY_NAME,
	BY_UUID,
	CALL_UUID,
	MPC_UUID,
	byName,
	chosenByName,
	chosenByUuid,
} from '../support/multiPartyCallFixtures';
import { emptyCall } from '../support/emptyCall';
import { at, everything } from '../support/everyParticipantField';

const FROM = '+14155550123';
const TO = '+14155550100';

const accepted = {
	message: 'add participant action initiated',
	request_uuid: CALL_UUID,
	calls: [{ to: '14155550100', from: '14155550123', call_uuid: CALL_UUID }],
};

/** The call that is made. */
const dialed = {
	...emptyCall,
	callUuid: CALL_UUID,
	direction: 'outbound',
	from: FROM,
	to: TO,
};
/** The call that moves. */
const moved = { ...emptyCall, callUuid: CALL_UUID };

const base = {
	resource: 'multiPartyCall',
	operation: 'addParticipant',
	source: 'plivo-conferences.md §C3.6',
} as const;

const posted = (body: ExpectedRequest['body']): ExpectedRequest => ({
	method: 'POST',
	path: `${BY_NAME}Participant/`,
	body,
});

/** What is refused before a phone could ring. */
const mistakes: Array<Pick<ContractCase, 'title' | 'refusal' | 'parameters'> & { hint?: RegExp }> =
	[
		{
			title: 'D4.7 letters in the number',
			parameters: { to: '415-CALL-NOW' },
			refusal: /'To'.*contains letters/,
		},
		{
			title: 'several numbers at once: one item is one participant',
			parameters: { to: '+14155550100<+14155550101' },
			refusal: /'To'.*several numbers/,
		},
		{
			title: 'several SIP addresses at once',
			parameters: { to: 'sip:a@phone.plivo.com<sip:b@phone.plivo.com' },
			refusal: /'To' is not one SIP address/,
		},
		{
			title: 'D4.9 no caller ID, neither here nor in the credential',
			parameters: { from: byId('') },
			refusal: /'From' is empty/,
			hint: /'Default Caller ID' in the credential/,
		},
		{
			title: 'D4.7 a caller ID typed without its country',
			parameters: { from: byId('2025550123') },
			refusal: /'From'.*does not say its country/,
		},
		{
			title: 'a number that would call itself',
			parameters: { to: FROM },
			refusal: /'To' is the number that calls, too/,
		},
		{
			title: 'the coach mode is for supervisors',
			parameters: { additionalFields: { coachMode: false } },
			refusal: /'Coach Mode' does not go with the role 'agent'/,
		},
		{
			title: 'more participants than Plivo takes',
			parameters: { additionalFields: { maxParticipants: 11 } },
			refusal: /'Max Participants' is 11, and has to be 2 to 10/,
		},
		{
			title: 'a call that is too short to be',
			parameters: { additionalFields: { maxDuration: 60 } },
			refusal: /'Max Duration' is 60, and has to be 300 to 28800/,
		},
		{
			title: 'a sound that Plivo does not have',
			parameters: { additionalFields: { enterSound: 'beep' } },
			refusal: /'Enter Sound' is 'beep', which Plivo does not know/,
			hint: /beep:1, beep:2, none, or a web address/,
		},
		{
			title: 'two keys to confirm with',
			parameters: { additionalFields: { confirmKey: '12' } },
			refusal: /'Confirm Key' is not one key/,
		},
		{
			title: 'a sound for a key that is not there',
			parameters: { additionalFields: { confirmKeySoundUrl: at('confirm') } },
			refusal: /'Confirm Key Sound URL' needs 'Confirm Key'/,
		},
		{
			title: 'a method for a sound that is not there',
			parameters: { additionalFields: { enterSoundMethod: 'POST' } },
			refusal: /'Enter Sound Method' needs 'Enter Sound'/,
		},
		{
			title: 'events that nobody is told',
			parameters: { additionalFields: { statusCallbackEvents: ['mpc-state-changes'] } },
			refusal: /'Status Callback Events' needs 'Status Callback URL'/,
		},
		{
			title: 'a method for music that is not there',
			parameters: { additionalFields: { waitMusicMethod: 'POST' } },
			refusal: /'Wait Music Method' needs 'Wait Music URL'/,
		},
		{
			title: 'an address for a text that nobody writes down',
			parameters: { additionalFields: { transcriptionUrl: at('transcript') } },
			refusal: /'Transcription URL' needs 'Transcript'/,
		},
		{
			title: 'a role that Plivo does not have',
			parameters: { role: 'boss' },
			refusal: /'Role' has no choice 'boss'/,
		},
		{
			title: 'a live call that is none',
			parameters: { participantCall: 'liveCall', callUuid: byId('={{ "4711" }}') },
			refusal: /'Call' is not an ID: '4711'/,
		},
		{
			title: 'what is about a new call, with a live one',
			parameters: {
				participantCall: 'liveCall',
				callUuid: byId(CALL_UUID),
				additionalFields: { ringTimeout: 30 },
			},
			refusal: /'Ring Timeout' does not go with a live call/,
		},
	];

export const addParticipantCases: ContractCase[] = [
	{
		...base,
		size: 'smallest',
		title: 'D4.9 an agent is called with the caller ID of the credential',
		parameters: { ...chosenByName, to: TO },
		defaultCallerId: FROM,
		answers: [answer(201, { api_id: 'a1', ...accepted })],
		requests: [posted({ role: 'agent', from: FROM, to: TO })],
		items: [{ ...accepted, friendly_name: 'Support 4711', call: dialed }],
	},
	{
		...base,
		size: 'full',
		title: 'D4.7 D4.9 every field, with a caller ID of its own and a number without country',
		parameters: {
			...chosenByName,
			role: 'supervisor',
			to: '(415) 555-0100',
			from: byId(FROM),
			additionalFields: everything.parameters,
		},
		defaultCallerId: '+14155550199',
		answers: [answer(200, { api_id: 'a1', ...accepted })],
		requests: [posted({ role: 'supervisor', from: FROM, to: TO, ...everything.body })],
		items: [{ ...accepted, friendly_name: 'Support 4711', call: dialed }],
	},
	...mistakes.map((mistake, index): ContractCase => ({
		...base,
		requests: [],
		...mistake,
		size: index === 0 ? 'bad' : 'more',
		parameters: { ...chosenByName, to: TO, from: byId(FROM), ...mistake.parameters },
	})),
	{
		...base,
		size: 'more',
		title: 'taken without the id of the call: of which call it is, is not known',
		parameters: { ...chosenByName, to: TO, from: byId(FROM) },
		answers: [answer(201, { api_id: 'a1', message: 'ok', request_uuid: CALL_UUID })],
		requests: [posted({ role: 'agent', from: FROM, to: TO })],
		items: [
			{
				message: 'ok',
				request_uuid: CALL_UUID,
				friendly_name: 'Support 4711',
				call: { ...dialed, callUuid: null },
			},
		],
	},
	{
		...base,
		size: 'more',
		title: 'a success without any id is none, and is not tried again',
		parameters: { ...chosenByName, to: TO, from: byId(FROM) },
		answers: [answer(201, { api_id: 'f1c7', message: 'ok' })],
		requests: [posted({ role: 'agent', from: FROM, to: TO })],
		refusal: /Plivo did not confirm it: its answer has no request_uuid/,
		hint: /f1c7/,
	},
	{
		...base,
		size: 'more',
		title: 'a caller is handed over: the live call moves, no phone rings',
		parameters: {
			multiPartyCall: byName('Support 4711'),
			role: 'customer',
			participantCall: 'liveCall',
		},
		input: { call: { callUuid: CALL_UUID } },
		answers: [answer(202, { api_id: 'a1', message: 'add participant action initiated' })],
		requests: [posted({ role: 'customer', call_uuid: CALL_UUID })],
		items: [
			{
				message: 'add participant action initiated',
				friendly_name: 'Support 4711',
				call: moved,
			},
		],
	},
	{
		...base,
		size: 'more',
		title: 'a live call by its ID, which joins on hold',
		parameters: {
			...chosenByUuid,
			role: 'customer',
			participantCall: 'liveCall',
			callUuid: byId(CALL_UUID),
			additionalFields: { hold: true, endMpcOnExit: true },
		},
		answers: [answer(201, { api_id: 'a1', ...accepted })],
		requests: [
			{
				method: 'POST',
				path: `${BY_UUID}Participant/`,
				body: { role: 'customer', call_uuid: CALL_UUID, hold: true, end_mpc_on_exit: true },
			},
		],
		items: [{ ...accepted, mpc_uuid: MPC_UUID, call: moved }],
	},
	{
		...base,
		size: 'more',
		title: 'a SIP phone, and callbacks whose method is always said',
		source: 'plivo-conferences.md §C3.6, §C5 (recordingCallbackMethod default)',
		parameters: {
			...chosenByName,
			to: 'sip:anna@phone.plivo.com',
			from: byId(FROM),
			additionalFields: {
				recordingCallbackUrl: at('recorded'),
				statusCallbackUrl: at('status'),
			},
		},
		answers: [answer(201, { api_id: 'a1', ...accepted })],
		requests: [
			posted({
				role: 'agent',
				from: FROM,
				to: 'sip:anna@phone.plivo.com',
				recording_callback_url: at('recorded'),
				recording_callback_method: 'POST',
				status_callback_url: at('status'),
				status_callback_method: 'POST',
			}),
		],
		items: [
			{
				...accepted,
				friendly_name: 'Support 4711',
				call: { ...dialed, to: 'sip:anna@phone.plivo.com' },
			},
		],
	},
	...[
		{ status: 500, words: /Plivo failed: try later/ },
		{ status: 429, words: /Plivo is at its limit for this account: try later/ },
	].map(({ status, words }): ContractCase => ({
		...base,
		size: 'more',
		title: `sent once after ${status}: the phone may ring already`,
		source: 'plivo-conferences.md §C3.6 (rings a phone: never retry)',
		parameters: { ...chosenByName, to: TO, from: byId(FROM) },
		answers: [answer(status, { api_id: 'f1c7', error: 'try later' })],
		requests: [posted({ role: 'agent', from: FROM, to: TO })],
		refusal: words,
		hint: new RegExp(`HTTP status ${status}.*f1c7`),
	})),
];
