import { addressField, choiceField, integerField } from './fields';
import { dataMessagesSetting } from './dataMessages';
import { namedRows } from './rows';
import type { Setting } from './setting';
import { collected, together, under } from './setting';

const fields = together(
	addressField(
		{
			displayName: 'Address',
			name: 'websocketUrl',
			placeholder: 'e.g. wss://example.com/listen',
			description: 'The WebSocket of yours that Ultravox connects to',
		},
		['wss', 'ws'],
	),
	namedRows({
		displayName: 'Headers',
		name: 'headers',
		row: 'Header',
		nameLabel: 'Name',
		nameExample: 'Authorization',
		isSecret: true,
	}),
	under(
		'audioConfig',
		collected(
			{
				displayName: 'Audio',
				name: 'audioConfig',
				placeholder: 'Add Option',
				description: 'How the sound of the call is sent there; without it none is sent',
			},
			choiceField(
				{ displayName: 'Channels', name: 'channelMode', default: 'CHANNEL_MODE_SEPARATED' },
				[
					{ name: 'Mixed (Mono)', value: 'CHANNEL_MODE_MIXED' },
					{ name: 'Separate (Stereo)', value: 'CHANNEL_MODE_SEPARATED' },
				],
			),
			integerField({ displayName: 'Sample Rate', name: 'sampleRate', default: 16000 }, { min: 1 }),
		),
	),
	dataMessagesSetting(),
);

/** A further participant that Ultravox dials (ultravox.md §8.8). In a Call object it is called `dataConnectionConfig`. */
export const dataConnectionSetting: Setting = {
	properties: [
		{
			displayName: 'Data Connection',
			name: 'dataConnection',
			type: 'fixedCollection',
			placeholder: 'Add Connection',
			default: {},
			description: 'A WebSocket of yours that Ultravox connects to for every call',
			options: [{ displayName: 'Connection', name: 'values', values: fields.properties }],
		},
	],
	read: (parameters) => {
		const [connection] = parameters.rows('dataConnection');
		if (connection === undefined) return {};
		return {
			dataConnection: {
				websocketUrl: connection.url('websocketUrl', ['wss', 'ws']),
				...fields.read(connection),
			},
		};
	},
};
