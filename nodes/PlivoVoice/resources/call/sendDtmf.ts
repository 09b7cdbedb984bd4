import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { legsField, resultCallback } from '../../descriptions/callActionFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

/** `POST /Call/{call_uuid}/DTMF/` (plivo.md §5.3); the field is `leg` here, in one SDK `legs` (plivo.md §11). */
export const sendDtmf = callAction(
	{
		name: 'Send DTMF',
		value: 'sendDtmf',
		action: 'Send keys to call',
		description: 'Press telephone keys on a live call',
		properties: [
			{
				displayName: 'Keys',
				name: 'digits',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 1234#',
				description: '0-9, A-D, * and #; w waits half a second, W a whole one',
			},
			optionsCollection([legsField('Leg', 'leg'), ...resultCallback]),
		],
	},
	{
		method: 'POST',
		below: 'DTMF/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				digits: keys(parameters),
				leg: options.optionalChoice('leg'),
				...endpoint(options, 'callback'),
			});
		},
		done: 'sent',
	},
);

function keys(parameters: Parameters): string {
	const digits = parameters.text('digits');
	if (/^[0-9A-D*#wW]+$/.test(digits)) return digits;
	throw parameters.problem(
		'digits',
		`has something that is no key: '${digits}'`,
		'Use 0-9, A-D, * and #, with w or W for pauses',
	);
}
