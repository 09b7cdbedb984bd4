import { flagField } from './fields';
import type { Setting } from './setting';
import { collected, under } from './setting';

const MESSAGES: ReadonlyArray<[label: string, name: string, what: string]> = [
	['Call Event', 'callEvent', 'an event of the call is told'],
	['Call Started', 'callStarted', 'the start of the call is told'],
	['Client Tool Invocation', 'clientToolInvocation', 'the client is asked to run its tools'],
	[
		'Data Connection Tool Invocation',
		'dataConnectionToolInvocation',
		'the data connection is asked to run its tools',
	],
	['Debug', 'debug', 'details for developers are told'],
	['Invoking Tool', 'invokingTool', 'it is told that a tool is being run'],
	[
		'Playback Clear Buffer',
		'playbackClearBuffer',
		'it is told when unplayed sound has to be dropped',
	],
	['Pong', 'pong', 'a ping is answered'],
	['State', 'state', 'it is told when the agent listens, thinks or speaks'],
	['Tool Used', 'toolUsed', 'it is told that a tool was used'],
	['Transcript', 'transcript', 'what is said is told as text'],
	[
		'User Started Speaking',
		'userStartedSpeaking',
		'it is told when the other side begins to speak',
	],
	['User Stopped Speaking', 'userStoppedSpeaking', 'it is told when the other side stops speaking'],
];

/** Which messages go over a socket besides sound (ultravox.md §8.3); what is not set keeps its default. */
export const dataMessagesSetting = (displayOptions?: { show: Record<string, string[]> }): Setting =>
	under(
		'dataMessages',
		collected(
			{
				displayName: 'Data Messages',
				name: 'dataMessages',
				placeholder: 'Add Message',
				description: 'Which messages are sent besides the sound',
				...(displayOptions === undefined ? {} : { displayOptions }),
			},
			...MESSAGES.map(([displayName, name, what]) =>
				flagField({ displayName, name, default: true, description: `Whether ${what}` }),
			),
		),
	);
