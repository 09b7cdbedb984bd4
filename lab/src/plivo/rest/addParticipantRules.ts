import { ApiRefusal } from './answers';
import { CALLBACK } from './callActions/action';
import type { FieldCheck, FieldRule } from './fields';
import { anyText, flag, httpUrl, method, oneOf, pattern, wholeNumber } from './fields';

const MOST_DESTINATIONS = 20;

const EVENT_GROUPS = [
	'mpc-state-changes',
	'participant-state-changes',
	'participant-speak-events',
	'participant-digit-input-events',
	'add-participant-api-events',
];

/** A URL, or one of the words, in any case. */
function wordOrUrl(...words: string[]): FieldCheck {
	return (value) =>
		typeof value === 'string' && words.includes(value.toLowerCase()) ? undefined : httpUrl(value);
}

/** Seconds, or a list of them with `<`, one for each destination. */
const secondsList: FieldCheck = (value) =>
	/^\d+(<\d+)*$/.test(String(value)) ? undefined : 'must be an integer';

const eventGroups: FieldCheck = (value) =>
	typeof value === 'string' &&
	value.split(',').every((group) => EVENT_GROUPS.includes(group.trim().toLowerCase()))
		? undefined
		: `must be among ${EVENT_GROUPS.join(', ')}`;

const url = (name: string, methodName = `${name}_method`): Record<string, FieldRule> => ({
	[name]: { check: httpUrl },
	[methodName]: { check: method },
});

/** The fields of Add Participant (plivo-conferences.md §C3.6). */
export const ADD_PARTICIPANT_RULES: Record<string, FieldRule> = {
	role: {
		check: pattern(/^(agent|supervisor|customer)$/i, 'must be agent, supervisor or customer'),
		required: true,
	},
	from: { check: pattern(/^(\+?\d{3,15}|sips?:.+)$/, 'is not a phone number') },
	to: { check: pattern(/^(\+?\d{3,15}|sips?:[^<]+)(<(\+?\d{3,15}|sips?:[^<]+))*$/, 'is invalid') },
	call_uuid: { check: anyText },
	caller_name: { check: pattern(/^.{1,50}$/, 'must have 1 to 50 characters') },
	...url('call_status_callback_url', 'call_status_callback_method'),
	sip_headers: { check: anyText },
	confirm_key: { check: pattern(/^[0-9#*]$/, 'must be one key') },
	...url('confirm_key_sound_url', 'confirm_key_sound_method'),
	dial_music: { check: wordOrUrl('real', 'none') },
	ring_timeout: { check: secondsList },
	delay_dial: { check: secondsList },
	max_duration: { check: wholeNumber(300, 28_800) },
	max_participants: { check: wholeNumber(2, 10) },
	record_min_member_count: { check: wholeNumber(1, 2) },
	...url('wait_music_url', 'wait_music_method'),
	...url('agent_hold_music_url', 'agent_hold_music_method'),
	...url('customer_hold_music_url', 'customer_hold_music_method'),
	record: { check: flag },
	record_file_format: { check: oneOf('mp3', 'wav') },
	record_participant_track: { check: flag },
	...url('recording_callback_url', 'recording_callback_method'),
	...url('status_callback_url', 'status_callback_method'),
	status_callback_events: { check: eventGroups },
	...url('on_exit_action_url', 'on_exit_action_method'),
	stay_alone: { check: flag },
	coach_mode: { check: flag },
	mute: { check: flag },
	hold: { check: flag },
	start_mpc_on_enter: { check: flag },
	end_mpc_on_exit: { check: flag },
	relay_dtmf_inputs: { check: flag },
	enter_sound: { check: wordOrUrl('none', 'beep:1', 'beep:2') },
	enter_sound_method: { check: method },
	exit_sound: { check: wordOrUrl('none', 'beep:1', 'beep:2') },
	exit_sound_method: { check: method },
	...url('start_recording_audio'),
	...url('stop_recording_audio'),
	create_mpc_with_single_participant: { check: flag },
	send_digits: { check: anyText },
	send_on_preanswer: { check: flag },
	transcript: { check: flag },
	transcription_url: { check: httpUrl },
	...CALLBACK,
};

/** Accepted, but without effect in the lab. */
export const NOT_SIMULATED_OF_PARTICIPANTS = [
	'dial_music',
	'create_mpc_with_single_participant',
	'send_digits',
	'send_on_preanswer',
	'transcript',
	'transcription_url',
];

/**
 * What the rules of single fields do not say: either a call or two numbers, and several destinations for
 * agents alone.
 * @throws ApiRefusal 400
 */
export function checkDestinations(values: Record<string, unknown>): void {
	const { from, to, call_uuid: callUuid } = values as Record<string, string | undefined>;
	if (callUuid !== undefined && (from !== undefined || to !== undefined)) {
		throw new ApiRefusal(400, 'call_uuid must not be sent together with from and to');
	}
	if (callUuid !== undefined) return;
	if (from === undefined || to === undefined) {
		throw new ApiRefusal(400, 'either call_uuid or from and to must be sent');
	}
	const count = to.split('<').length;
	if (count > 1 && String(values.role).toLowerCase() !== 'agent') {
		throw new ApiRefusal(400, 'several destinations are for the role agent only');
	}
	if (count > MOST_DESTINATIONS) throw new ApiRefusal(400, 'to has too many destinations');
	for (const name of ['ring_timeout', 'delay_dial']) {
		if (String(values[name] ?? '').split('<').length > count) {
			throw new ApiRefusal(400, `${name} has more values than to`);
		}
	}
}
