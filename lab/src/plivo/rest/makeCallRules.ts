import { KEYS_PATTERN } from '../pressKeys';
import { CALLBACK } from './callActions/action';
import type { FieldRule } from './fields';
import { anyText, flag, httpUrl, method, oneOf, pattern, wholeNumber } from './fields';

/** The fields of Make Call (plivo.md §5.1). */
export const MAKE_CALL_RULES: Record<string, FieldRule> = {
	from: { check: pattern(/^(\+?\d{3,15}|sips?:.+)$/, 'is not a phone number'), required: true },
	to: {
		check: pattern(/^(\+?\d{3,15}|sips?:[^<]+)(<(\+?\d{3,15}|sips?:[^<]+))*$/, 'is invalid'),
		required: true,
	},
	answer_url: { check: httpUrl, required: true },
	answer_method: { check: method },
	ring_url: { check: httpUrl },
	ring_method: { check: method },
	hangup_url: { check: httpUrl },
	hangup_method: { check: method },
	fallback_url: { check: httpUrl },
	fallback_method: { check: method },
	caller_name: { check: pattern(/^.{0,50}$/, 'is longer than 50 characters') },
	send_digits: { check: pattern(KEYS_PATTERN, 'is invalid') },
	send_on_preanswer: { check: flag },
	time_limit: { check: wholeNumber(1, 86_400) },
	hangup_on_ring: { check: wholeNumber(0, 86_400) },
	ring_timeout: { check: wholeNumber(1, 86_400) },
	machine_detection: { check: oneOf('true', 'hangup') },
	machine_detection_time: { check: wholeNumber(2000, 10_000) },
	machine_detection_url: { check: httpUrl },
	machine_detection_method: { check: method },
	machine_detection_maximum_speech_length: { check: wholeNumber(1000, 6000) },
	machine_detection_initial_silence: { check: wholeNumber(2000, 10_000) },
	machine_detection_maximum_words: { check: wholeNumber(2, 10) },
	machine_detection_initial_greeting: { check: wholeNumber(1000, 5000) },
	sip_headers: {
		check: pattern(
			/^[A-Za-z0-9]+=[A-Za-z0-9]+(,[A-Za-z0-9]+=[A-Za-z0-9]+)*$/,
			'must be pairs of letters and digits',
		),
	},
	parent_call_uuid: { check: anyText },
	error_if_parent_not_found: { check: flag },
	...CALLBACK,
	call_type: { check: oneOf('whatsapp_voice') },
};

/** Accepted, but without effect: the lab knows who its people are, and all are on the telephone. */
export const NOT_SIMULATED = [
	'machine_detection_maximum_speech_length',
	'machine_detection_initial_silence',
	'machine_detection_maximum_words',
	'machine_detection_initial_greeting',
	'call_type',
];
