import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { methodField, urlField } from '../../descriptions/callbackFields';
import { endpoint, refuseAlone } from '../../endpoint';
import { keywordOrUrl } from './keywordOrUrl';

const SOUNDS = ['beep:1', 'beep:2', 'none'];

const soundField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. beep:2',
	description: `${description}: beep:1, beep:2, none, or the address of XML with Play, Speak or Wait`,
});

/** What holds of this participant alone (plivo-conferences.md §C3.6). */
export const participantSettings: INodeProperties[] = [
	{
		displayName: 'Coach Mode',
		name: 'coachMode',
		type: 'boolean',
		default: true,
		description: 'Whether only the agents hear this supervisor; when off, the customers do too',
	},
	{
		displayName: 'End MPC on Exit',
		name: 'endMpcOnExit',
		type: 'boolean',
		default: true,
		description: 'Whether the multi-party call ends for all when this participant leaves',
	},
	soundField('Enter Sound', 'enterSound', 'What is heard when the participant joins'),
	methodField('Enter Sound Method', 'enterSoundMethod', 'GET'),
	soundField('Exit Sound', 'exitSound', 'What is heard when the participant leaves'),
	methodField('Exit Sound Method', 'exitSoundMethod', 'GET'),
	{
		displayName: 'Hold',
		name: 'hold',
		type: 'boolean',
		default: true,
		description:
			'Whether the participant joins on hold: hears music, does not hear the others, and is not heard by them',
	},
	{
		displayName: 'Mute',
		name: 'mute',
		type: 'boolean',
		default: true,
		description: 'Whether the participant joins muted: hears the others, who do not hear them',
	},
	methodField('On Exit Action Method', 'onExitActionMethod', 'POST'),
	urlField(
		'On Exit Action URL',
		'onExitActionUrl',
		'The phone call goes on with the XML from there when the participant leaves; without it, a call that was added here ends',
	),
	{
		displayName: 'Relay Keys',
		name: 'relayDtmfInputs',
		type: 'boolean',
		default: true,
		description: 'Whether the others hear the keys that the participant presses',
	},
	{
		displayName: 'Start MPC on Enter',
		name: 'startMpcOnEnter',
		type: 'boolean',
		default: false,
		description:
			'Whether the multi-party call starts when this participant joins; when off, they wait with music for one who starts it, or for Start',
	},
];

/** @param role `supervisor`, where the coach mode has a meaning */
export function participantBody(settings: Parameters, role: string): IDataObject {
	const coachMode = settings.optionalFlag('coachMode');
	if (coachMode !== undefined && role !== 'supervisor') {
		throw settings.problem(
			'coachMode',
			`does not go with the role '${role}'`,
			'Only supervisors coach: choose that role, or take the field out',
		);
	}
	for (const sound of ['enterSound', 'exitSound']) {
		const isThere = settings.optionalText(sound) !== undefined;
		refuseAlone(settings, [`${sound}Method`], sound, isThere);
	}
	return {
		...given({
			coach_mode: coachMode,
			end_mpc_on_exit: settings.optionalFlag('endMpcOnExit'),
			enter_sound: keywordOrUrl(settings, 'enterSound', SOUNDS),
			enter_sound_method: settings.optionalChoice('enterSoundMethod'),
			exit_sound: keywordOrUrl(settings, 'exitSound', SOUNDS),
			exit_sound_method: settings.optionalChoice('exitSoundMethod'),
			hold: settings.optionalFlag('hold'),
			mute: settings.optionalFlag('mute'),
			relay_dtmf_inputs: settings.optionalFlag('relayDtmfInputs'),
			start_mpc_on_enter: settings.optionalFlag('startMpcOnEnter'),
		}),
		...endpoint(settings, 'onExitAction'),
	};
}
