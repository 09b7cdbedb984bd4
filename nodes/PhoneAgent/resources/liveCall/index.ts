import type { Resource } from '../../../shared/operations/operation';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { liveCallAction } from './action';
import { get } from './get';
import { getMany } from './getMany';

const hangUp = liveCallAction(
	{
		name: 'Hang Up',
		value: 'hangUp',
		action: 'Hang up live call',
		description: 'End a live call for the caller and for the agent at once',
	},
	'hang-up',
);

const hold = liveCallAction(
	{
		name: 'Hold',
		value: 'hold',
		action: 'Hold live call',
		description: 'Put a live call on hold: the caller hears music, and the agent hears nothing',
	},
	'hold',
);

const mute = liveCallAction(
	{
		name: 'Mute',
		value: 'mute',
		action: 'Mute live call',
		description: 'Mute the caller of a live call: the agent hears silence, and can go on speaking',
	},
	'mute',
);

const resume = liveCallAction(
	{
		name: 'Resume',
		value: 'resume',
		action: 'Resume live call',
		description: 'End the hold of a live call: caller and agent hear each other again',
	},
	'resume',
);

const unmute = liveCallAction(
	{
		name: 'Unmute',
		value: 'unmute',
		action: 'Unmute live call',
		description: 'Let the agent hear the caller of a live call again',
	},
	'unmute',
);

export const liveCall: Resource<PhoneAgentApi> = {
	name: 'Live Call',
	value: 'liveCall',
	description: 'A call that goes through your bridge now, to look at and to steer',
	defaultOperation: 'getMany',
	operations: [getMany, get, hangUp, mute, unmute, hold, resume],
};
