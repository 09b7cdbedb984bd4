import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { resultCallback } from '../../descriptions/callActionFields';
import { methodField } from '../../descriptions/callbackFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

const AGENT_HINT =
	"To take a call from its agent, transfer it first and close the agent's stream then: Plivo asks this address when the stream ends";

const UNKNOWN =
	'Nobody knows whether the call was transferred, and a phone may ring: look at Get Live, and whether Plivo asked the URL of the leg, before you try again';

/** `POST /Call/{call_uuid}/` (plivo.md §5.3): the call, who it dialed, or both follow another XML document. */
export const transfer = callAction(
	{
		name: 'Transfer',
		value: 'transfer',
		action: 'Transfer call',
		description:
			'Let a live call go on with the XML of another address, such as one that dials a person',
		properties: [
			{
				displayName: 'Legs',
				name: 'legs',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'A Leg',
						value: 'aleg',
						description: 'Who called your number, or was called by Make',
					},
					{
						name: 'B Leg',
						value: 'bleg',
						description: 'Who the call was connected to by Dial',
					},
					{ name: 'Both', value: 'both', description: 'Each to an address of its own' },
				],
				default: 'aleg',
				description: 'Which end of the call goes on elsewhere',
			},
			{
				displayName: 'A Leg URL',
				name: 'alegUrl',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://example.com/transfer.xml',
				description: 'Address that answers with the Plivo XML to go on with',
				hint: AGENT_HINT,
				displayOptions: { show: { legs: ['aleg', 'both'] } },
			},
			{
				displayName: 'B Leg URL',
				name: 'blegUrl',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://example.com/transfer.xml',
				description: 'Address that answers with the Plivo XML to go on with',
				displayOptions: { show: { legs: ['bleg', 'both'] } },
			},
			optionsCollection([
				methodField('A Leg Method', 'alegMethod', 'POST'),
				methodField('B Leg Method', 'blegMethod', 'POST'),
				...resultCallback,
			]),
		],
	},
	{
		method: 'POST',
		below: '',
		// The other document may dial: a repetition could ring twice.
		ringsPhone: true,
		whenUnknown: UNKNOWN,
		body: (parameters) => {
			const options = parameters.collection('options');
			const legs = parameters.choice('legs');
			for (const leg of ['aleg', 'bleg']) {
				if (legs !== 'both' && legs !== leg && options.has(`${leg}Method`)) {
					throw options.problem(`${leg}Method`, 'is for a leg that is not transferred');
				}
			}
			return given({
				legs,
				...(legs === 'bleg' ? {} : { aleg_url: parameters.url('alegUrl') }),
				aleg_method: options.optionalChoice('alegMethod'),
				...(legs === 'aleg' ? {} : { bleg_url: parameters.url('blegUrl') }),
				bleg_method: options.optionalChoice('blegMethod'),
				...endpoint(options, 'callback'),
			});
		},
		done: 'transferred',
	},
);
