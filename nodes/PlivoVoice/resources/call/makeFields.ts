import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { byLabel } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { resultCallback } from '../../descriptions/callActionFields';
import { methodField, urlField } from '../../descriptions/callbackFields';
import { liveCallLocator } from '../../descriptions/callLocators';
import { defaultCountry } from '../../descriptions/country';
import { headerList, headerRows } from '../../descriptions/headerRows';
import { endpoint, refuseAlone } from '../../endpoint';
import { machineDetection, machineDetectionFields } from './machineDetectionFields';

const LONGEST_CALL = 86_400;
const LONGEST_NAME = 50;

/** Names of SIP headers that Plivo keeps for itself (plivo.md §7.2). */
export const DROPPED_HEADERS = /^(?:Plivo|SipAuth|Twilio|ClientRegion)/i;

/** Everything a call can be made with besides who calls whom and the answer URL (plivo.md §5.1). */
export const makeFields: INodeProperties[] = byLabel([
	methodField('Answer Method', 'answerMethod', 'POST'),
	{
		displayName: 'Call Type',
		name: 'callType',
		type: 'options',
		options: [{ name: 'WhatsApp Voice', value: 'whatsapp_voice' }],
		default: 'whatsapp_voice',
		description: 'What to call over instead of the telephone network',
	},
	{
		displayName: 'Caller Name',
		name: 'callerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Ltd',
		description: `Shown beside the number where the network allows it, at most ${LONGEST_NAME} characters`,
	},
	defaultCountry,
	{
		displayName: 'Parent Call Required',
		name: 'errorIfParentNotFound',
		type: 'boolean',
		default: true,
		description: 'Whether to make no call when the parent call is not there',
	},
	methodField('Fallback Method', 'fallbackMethod', 'POST'),
	urlField('Fallback URL', 'fallbackUrl', 'Is asked when the answer URL gives no usable XML'),
	methodField('Hangup Method', 'hangupMethod', 'POST'),
	{
		displayName: 'Hangup on Ring',
		name: 'hangupOnRing',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: LONGEST_CALL },
		default: 30,
		description: 'Seconds of ringing after which to hang up; 0 at the first ring',
	},
	urlField(
		'Hangup URL',
		'hangupUrl',
		'Is told when the call is over, with the reason and the cost',
	),
	...machineDetectionFields,
	liveCallLocator({
		displayName: 'Parent Call',
		name: 'parentCallUuid',
		required: false,
		defaultId: undefined,
		description: 'A live call that the new one belongs to',
	}),
	methodField('Ring Method', 'ringMethod', 'POST'),
	{
		displayName: 'Ring Timeout',
		name: 'ringTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST_CALL },
		default: 120,
		description: 'Seconds of ringing after which nobody is taken to answer',
	},
	urlField('Ring URL', 'ringUrl', 'Is told when the phone rings'),
	{
		displayName: 'Send Keys',
		name: 'sendDigits',
		type: 'string',
		default: '',
		placeholder: 'e.g. ww1234#',
		description:
			'Telephone keys to press when the call is answered, such as an extension: 0-9, A-D, * and #; w waits half a second, W a whole one; @200 at the end makes each tone 200 ms long',
	},
	{
		displayName: 'Send Keys on Preanswer',
		name: 'sendOnPreanswer',
		type: 'boolean',
		default: true,
		description: 'Whether to press the keys already before the call is answered',
	},
	headerRows(
		'SIP Headers',
		'sipHeaders',
		'Reach a SIP destination as X-PH-, followed by the name; letters and digits only',
	),
	{
		displayName: 'Time Limit',
		name: 'timeLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST_CALL },
		default: 14_400,
		description: 'Seconds after which the call is hung up, at most 24 hours',
	},
	...resultCallback,
]);

/** These fields in the request. */
export function makeSettings(fields: Parameters): IDataObject {
	const keys = sendDigits(fields);
	const parent = fields.optionalUuid('parentCallUuid');
	refuseAlone(fields, ['sendOnPreanswer'], 'sendDigits', keys !== undefined);
	refuseAlone(fields, ['errorIfParentNotFound'], 'parentCallUuid', parent !== undefined);
	return given({
		answer_method: fields.optionalChoice('answerMethod'),
		...endpoint(fields, 'ring'),
		...endpoint(fields, 'hangup'),
		...endpoint(fields, 'fallback'),
		caller_name: callerName(fields),
		send_digits: keys,
		send_on_preanswer: fields.optionalFlag('sendOnPreanswer'),
		time_limit: fields.optionalInteger('timeLimit', { min: 1, max: LONGEST_CALL }),
		hangup_on_ring: fields.optionalInteger('hangupOnRing', { min: 0, max: LONGEST_CALL }),
		ring_timeout: fields.optionalInteger('ringTimeout', { min: 1, max: LONGEST_CALL }),
		...machineDetection(fields),
		sip_headers: headerList(fields, 'sipHeaders', DROPPED_HEADERS),
		parent_call_uuid: parent,
		error_if_parent_not_found: fields.optionalFlag('errorIfParentNotFound'),
		call_type: fields.optionalChoice('callType'),
		...endpoint(fields, 'callback'),
	});
}

export function callerName(fields: Parameters): string | undefined {
	const name = fields.optionalText('callerName');
	if (name === undefined || name.length <= LONGEST_NAME) return name;
	throw fields.problem('callerName', `is longer than ${LONGEST_NAME} characters`);
}

export function sendDigits(fields: Parameters): string | undefined {
	const keys = fields.optionalText('sendDigits');
	if (keys === undefined || /^[0-9A-D*#wW]+(?:@\d{1,5})?$/.test(keys)) return keys;
	throw fields.problem(
		'sendDigits',
		`has something that is no key: '${keys}'`,
		'Use 0-9, A-D, * and #, with w or W for pauses; only at the end @ with the milliseconds of a tone',
	);
}
