import { textField } from './fields';
import { generic } from './genericVoice';
import type { Alternative } from './oneOf';
import type { Setting } from './setting';
import { together } from './setting';
import { cartesia, elevenLabs, google, inworld, lmnt, respeecher } from './voiceProviders';

const VOICE_ID = { displayName: 'Voice ID', name: 'voiceId' };

/** Providers with what each can be told besides its voice (ultravox.md §7.2). */
const PROVIDERS: ReadonlyArray<Alternative & { example: string }> = [
	{
		displayName: 'Cartesia',
		name: 'cartesia',
		setting: cartesia,
		example: 'a0e99841-438c-4a64-b679-ae501e7d6091',
	},
	{
		displayName: 'ElevenLabs',
		name: 'elevenLabs',
		setting: elevenLabs,
		example: '21m00Tcm4TlvDq8ikWAM',
	},
	{ displayName: 'Google', name: 'google', setting: google, example: 'en-US-Chirp3-HD-Charon' },
	{ displayName: 'Inworld', name: 'inworld', setting: inworld, example: 'Ashley' },
	{ displayName: 'LMNT', name: 'lmnt', setting: lmnt, example: 'leah' },
	{ displayName: 'Respeecher', name: 'respeecher', setting: respeecher, example: 'samantha' },
];

/** External voices, of which one is chosen whole. */
export const externalVoices: Alternative[] = [
	...PROVIDERS.map(({ displayName, name, setting, example }) => ({
		displayName,
		name,
		setting: together(
			textField(
				{
					...VOICE_ID,
					placeholder: `e.g. ${example}`,
					description: `The ID of the voice in ${displayName}`,
				},
				{ needed: true },
			),
			setting,
		),
	})),
	{ displayName: 'Other Service', name: 'generic', setting: withAddress(generic) },
];

/** A voice of no known provider is nothing without an address that makes it. */
function withAddress(setting: Setting): Setting {
	return {
		properties: setting.properties,
		read: (parameters) => ({ url: parameters.url('url'), ...setting.read(parameters) }),
	};
}

/** What can be changed in a voice of the account: all but which voice it is. */
export const voiceChanges: Alternative[] = [
	...PROVIDERS.map(({ displayName, name, setting }) => ({ displayName, name, setting })),
	{ displayName: 'Other Service', name: 'generic', setting: generic },
];
