import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import type { Setting } from '../setting';
import { readDtmf } from './dtmf';
import { providerOutgoing, sipOutgoing } from './outgoing';
import { dataMessages, mediumProperties, socketOptions } from './properties';

function readMedium(parameters: Parameters): IDataObject {
	const medium = parameters.choice('medium');
	const isCalled = parameters.optionalChoice('direction') === 'outgoing';
	switch (medium) {
		case 'plivo':
		case 'twilio':
		case 'telnyx':
			return {
				[medium]: {
					...(isCalled ? { outgoing: providerOutgoing(parameters, medium) } : {}),
					...readDtmf(parameters),
				},
			};
		case 'exotel':
			return { exotel: readDtmf(parameters) };
		case 'sip':
			return { sip: isCalled ? { outgoing: sipOutgoing(parameters) } : { incoming: {} } };
		case 'serverWebSocket':
			return {
				serverWebSocket: {
					inputSampleRate: parameters.integer('inputSampleRate', { min: 1 }),
					...socketOptions.read(parameters),
					...dataMessages.read(parameters),
				},
			};
		default:
			return { webRtc: dataMessages.read(parameters) };
	}
}

/** What the panel gives where nobody chose a medium. */
export const UNCHOSEN_MEDIUM: IDataObject = { plivo: {} };

/** What carries the call: Plivo unless chosen otherwise, with its fields beside each other in the panel (ultravox.md §3). */
export const mediumSetting: Setting = {
	properties: mediumProperties,
	read: (parameters) => ({ medium: readMedium(parameters) }),
};

/** The same where it may be left out: as one thing in a collection. */
export const optionalMediumSetting: Setting = {
	properties: [
		{
			displayName: 'Medium',
			name: 'mediumSettings',
			type: 'fixedCollection',
			placeholder: 'Choose Medium',
			default: {},
			description: 'What carries calls, unless a call says otherwise',
			options: [{ displayName: 'Medium', name: 'values', values: mediumProperties }],
		},
	],
	read: (parameters) => {
		const [fields] = parameters.rows('mediumSettings');
		return fields === undefined ? {} : { medium: readMedium(fields) };
	},
};
