import type { IDataObject } from 'n8n-workflow';
import { createCallContext } from '../../../shared/callContext';
import type { StepsOperation } from '../../../shared/operations/operation';
import { isPending, readObject } from '../../answers';
import { callParties } from '../../callAddress';
import { numberLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { makeFields, makeSettings } from './makeFields';

const from = numberLocator({
	displayName: 'From',
	name: 'from',
	required: false,
	description:
		"The number that is shown to who is called; the credential's default caller ID when none is chosen",
});

/**
 * `POST /Call/` (plivo.md §5.1): one call for one item, never several at once. Numbers are sent in E.164 with `+`, of which
 * Plivo takes both forms. Sent once, whatever comes back: a repetition could ring twice (plivo.md §1.4).
 */
export const make: StepsOperation<PlivoApi> = {
	name: 'Make',
	value: 'make',
	action: 'Make call',
	description:
		'Rings a phone and spends money: call one number, and let the XML at an address say what happens when it is picked up',
	properties: [
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +15551234567',
			description: 'One phone number, or one SIP address such as sip:anna@example.com',
		},
		{
			displayName: 'Answer URL',
			name: 'answerUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/answer.xml',
			description: 'Address that answers with Plivo XML, which directs the call',
			hint: 'Plivo has to reach it from the internet, and sends POST unless the answer method says otherwise',
		},
		from,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: makeFields,
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const country = fields.optionalText('defaultCountry');
		const { from: callerNumber, to } = callParties(parameters, api, country);
		const answer = await api.send({
			method: 'POST',
			path: '/Call/',
			ringsPhone: true,
			body: {
				from: callerNumber,
				to,
				answer_url: parameters.url('answerUrl'),
				...makeSettings(fields),
			},
		});
		const pending = isPending(answer);
		const callUuid = requestUuid(answer);
		if (callUuid === null && !pending) {
			throw refusal(
				api,
				"Plivo did not confirm the call: its answer has no 'request_uuid'",
				'The phone may ring nevertheless: look at Get Many Live and Get Many Queued before you try again',
				answer,
			);
		}
		const made = callUuid !== null;
		const call = createCallContext({
			callUuid,
			direction: 'outbound',
			from: callerNumber,
			to,
			status: made ? 'queued' : null,
		});
		return [{ json: { call, plivo: readObject(answer), made } }];
	},
};

/** Of a single call it is the call's id, too; it may come alone in a list (plivo.md §5.1). */
function requestUuid({ request_uuid: given }: IDataObject): string | null {
	const uuids = [given].flat().filter((uuid) => typeof uuid === 'string' && uuid !== '');
	return uuids.length === 1 ? String(uuids[0]) : null;
}
