import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { methodField, urlField } from '../../descriptions/callbackFields';
import { defaultCountry } from '../../descriptions/country';
import { headerList, headerRows } from '../../descriptions/headerRows';
import { endpoint, refuseAlone } from '../../endpoint';
import { DROPPED_HEADERS, callerName, sendDigits } from '../call/makeFields';
import { keywordOrUrl } from './keywordOrUrl';

/** What can be said of a phone that is rung (plivo-conferences.md §C3.6). */
export const dialSettings: INodeProperties[] = [
	methodField('Call Status Callback Method', 'callStatusCallbackMethod', 'POST'),
	urlField(
		'Call Status Callback URL',
		'callStatusCallbackUrl',
		'Plivo tells it when the new call rings, is answered and ends',
	),
	{
		displayName: 'Caller Name',
		name: 'callerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Acme support',
		description: 'Name shown with the caller ID, up to 50 characters',
	},
	{
		displayName: 'Confirm Key',
		name: 'confirmKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description:
			'Key that whoever answers has to press to join, so that no voicemail does: a digit, # or *',
	},
	methodField('Confirm Key Sound Method', 'confirmKeySoundMethod', 'GET'),
	urlField(
		'Confirm Key Sound URL',
		'confirmKeySoundUrl',
		'XML with Play, Speak or Wait that asks for the confirm key',
	),
	defaultCountry,
	{
		displayName: 'Delay Dial',
		name: 'delayDial',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Seconds to wait before the phone rings',
	},
	{
		displayName: 'Dial Music',
		name: 'dialMusic',
		type: 'string',
		default: '',
		placeholder: 'e.g. real',
		description:
			'What the others hear while the phone rings: real for its own ringing, none, or the address of XML with Play, Speak or Wait',
	},
	{
		displayName: 'Ring Timeout',
		name: 'ringTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 45,
		description: 'Seconds after which an unanswered phone stops ringing',
	},
	{
		displayName: 'Send Keys',
		name: 'sendDigits',
		type: 'string',
		default: '',
		placeholder: 'e.g. WW42#',
		description:
			'Telephone keys to press when the phone is answered, such as an extension: 0-9, A-D, * and #; w waits half a second, W a whole one; @200 at the end makes each tone 200 ms long',
	},
	{
		displayName: 'Send Keys on Preanswer',
		name: 'sendOnPreanswer',
		type: 'boolean',
		default: true,
		description: 'Whether to press the keys already before the phone is answered',
	},
	headerRows(
		'SIP Headers',
		'sipHeaders',
		'Reach a SIP destination as X-PH-, followed by the name; letters and digits only',
	),
];

/** @throws InputProblem when one of them is given where no phone is rung: it would do nothing */
export function refuseDialSettings(settings: Parameters): void {
	const misplaced = dialSettings.find(({ name }) => settings.has(name));
	if (misplaced === undefined) return;
	throw settings.problem(
		misplaced.name,
		'does not go with a live call: no phone is rung',
		'Take the field out',
	);
}

function confirmKey(settings: Parameters): string | undefined {
	const key = settings.optionalText('confirmKey');
	if (key === undefined || /^[0-9#*]$/.test(key)) return key;
	throw settings.problem('confirmKey', 'is not one key', 'Write one digit, # or *');
}

/** The part of the body that is about the new call; who is called and with which caller ID is not in it. */
export function dialBody(settings: Parameters): IDataObject {
	const key = confirmKey(settings);
	const keys = sendDigits(settings);
	refuseAlone(settings, ['confirmKeySoundUrl'], 'confirmKey', key !== undefined);
	refuseAlone(settings, ['sendOnPreanswer'], 'sendDigits', keys !== undefined);
	return {
		...given({
			caller_name: callerName(settings),
			confirm_key: key,
			delay_dial: settings.optionalInteger('delayDial', { min: 0 }),
			dial_music: keywordOrUrl(settings, 'dialMusic', ['real', 'none']),
			ring_timeout: settings.optionalInteger('ringTimeout', { min: 1 }),
			send_digits: keys,
			send_on_preanswer: settings.optionalFlag('sendOnPreanswer'),
			sip_headers: headerList(settings, 'sipHeaders', DROPPED_HEADERS),
		}),
		...endpoint(settings, 'callStatusCallback'),
		...endpoint(settings, 'confirmKeySound'),
	};
}
