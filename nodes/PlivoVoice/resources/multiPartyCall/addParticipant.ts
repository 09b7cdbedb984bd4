import type { IDataObject } from 'n8n-workflow';
import { createCallContext } from '../../../shared/callContext';
import { byLabel } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { confirmed, readObject } from '../../answers';
import { callParties } from '../../callAddress';
import { liveCallLocator } from '../../descriptions/callLocators';
import { optionalCountryCode } from '../../descriptions/country';
import { numberLocator } from '../../descriptions/locators';
import { multiPartyCallLocator } from '../../descriptions/multiPartyCallLocator';
import type { PlivoApi } from '../../plivoApi';
import { chosenMultiPartyCall, chosenPath } from './chosenMultiPartyCall';
import { dialBody, dialSettings, refuseDialSettings } from './dialSettings';
import { multiPartyCallBody, multiPartyCallSettings } from './multiPartyCallSettings';
import { participantBody, participantSettings } from './participantSettings';

/** No phone rings where a live call moves, but a second move may tear it out of where it is by then. */
const MAY_HAVE_MOVED =
	'Nobody knows whether the call was moved: look at Get Many Participants before you try again';

/**
 * `POST /MultiPartyCall/{mpc}/Participant/` (plivo-conferences.md §C3.6). One item is one participant: Plivo's lists with `<`, which
 * ring several phones at once, are refused. It is sent once, whatever comes back: a phone may ring.
 */
export const addParticipant: StepsOperation<PlivoApi> = {
	name: 'Add Participant',
	value: 'addParticipant',
	action: 'Add participant to multi-party call',
	description:
		'Rings a phone and spends money: call somebody into a multi-party call, or move a live call into it, such as that of an AI agent to a person',
	properties: [
		{
			...multiPartyCallLocator,
			hint: "Choose 'By Name' to make one: a name that no live multi-party call has makes a new one",
		},
		{
			displayName: 'Role',
			name: 'role',
			type: 'options',
			options: [
				{ name: 'Agent', value: 'agent', description: 'Serves the customer' },
				{ name: 'Customer', value: 'customer', description: 'Is served' },
				{
					name: 'Supervisor',
					value: 'supervisor',
					description: 'Listens, and is heard by the agents alone while in coach mode',
				},
			],
			default: 'agent',
		},
		{
			displayName: 'Participant',
			name: 'participantCall',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Call a Number', value: 'dial', description: 'Rings a phone' },
				{ name: 'Move a Live Call', value: 'liveCall', description: 'Rings no phone' },
			],
			default: 'dial',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550100',
			description: 'One phone number, or one SIP address such as sip:anna@phone.plivo.com',
			displayOptions: { show: { participantCall: ['dial'] } },
		},
		numberLocator({
			displayName: 'From',
			name: 'from',
			required: false,
			description:
				"The number that is shown to who is called; the credential's default caller ID when none is chosen",
			displayOptions: { show: { participantCall: ['dial'] } },
		}),
		liveCallLocator({
			hint: 'The call leaves what it is in: an AI agent on its audio stream is gone. To hand a caller over, move their call as customer, and call the person as agent into the same name.',
			displayOptions: { show: { participantCall: ['liveCall'] } },
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: byLabel([...dialSettings, ...participantSettings, ...multiPartyCallSettings]),
		},
	],
	execute: async (api, parameters) => {
		const settings = parameters.collection('additionalFields');
		const role = parameters.choice('role');
		const who = whoJoins(parameters, settings, api);
		const answer = await api.send({
			method: 'POST',
			path: chosenPath(parameters, 'Participant/'),
			ringsPhone: true,
			...('call_uuid' in who ? { whenUnknown: MAY_HAVE_MOVED } : {}),
			body: {
				role,
				...who,
				...participantBody(settings, role),
				...multiPartyCallBody(settings),
			},
		});
		const call = callOf(api, answer, who);
		return [{ json: { ...readObject(answer), ...chosenMultiPartyCall(parameters), call } }];
	},
};

/**
 * The call that joins: the live one, or the new one, whose id stands in `calls` (plivo-conferences.md §C3.6).
 * @throws NodeApiError when Plivo does not confirm that it makes one
 */
function callOf(api: PlivoApi, answer: IDataObject, { call_uuid: moved, from, to }: IDataObject) {
	if (typeof moved === 'string') return createCallContext({ callUuid: moved });
	const [made] = [readObject(answer).calls].flat() as Array<IDataObject | undefined>;
	const uuid = made?.call_uuid;
	const callUuid = typeof uuid === 'string' && uuid !== '' ? uuid : null;
	if (callUuid === null) confirmed(api, answer, 'request_uuid');
	return createCallContext({
		callUuid,
		direction: 'outbound',
		from: String(from),
		to: String(to),
	});
}

function whoJoins(parameters: Parameters, settings: Parameters, api: PlivoApi): IDataObject {
	if (parameters.choice('participantCall') === 'liveCall') {
		refuseDialSettings(settings);
		return { call_uuid: parameters.uuid('callUuid') };
	}
	const country = optionalCountryCode(settings, 'defaultCountry');
	return {
		...callParties(parameters, api, country),
		...dialBody(settings),
	};
}
