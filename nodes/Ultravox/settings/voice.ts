import { voiceOrNameLocator } from '../../shared/descriptions/ultravoxLocators';
import { textField } from './fields';
import { externalVoices, voiceChanges } from './externalVoices';
import { oneOf } from './oneOf';
import type { Setting } from './setting';

const chosen: Setting = {
	properties: [voiceOrNameLocator()],
	read: (parameters) => {
		const voice = parameters.optionalId('voice');
		return voice === undefined ? {} : { voice };
	},
};

const external = oneOf(
	{
		displayName: 'External Voice',
		name: 'externalVoice',
		placeholder: 'Choose Provider',
		description:
			'A voice of a provider whose key your Ultravox account holds, instead of one from the list',
	},
	externalVoices,
);

const overrides = oneOf(
	{
		displayName: 'Voice Overrides',
		name: 'voiceOverrides',
		placeholder: 'Choose Provider',
		description:
			'How the chosen voice speaks: choose the provider that it comes from. Only what does not change its price, such as the speed.',
	},
	voiceChanges,
);

/** A voice of the account, with changes (ultravox.md §2.1: changes need a voice). */
export const voiceSetting: Setting = {
	properties: [...chosen.properties, ...overrides.properties],
	read: (parameters) => {
		const fields = { ...chosen.read(parameters), ...overrides.read(parameters) };
		if (fields.voiceOverrides !== undefined && fields.voice === undefined) {
			throw parameters.problem(
				'voiceOverrides',
				'change a voice, and none is chosen',
				`Choose one in ${parameters.label('voice')}`,
			);
		}
		return fields;
	},
};

/** A voice of the account, or one of a provider's: not both (ultravox.md §2.1). */
export const anyVoiceSetting: Setting = {
	properties: [...voiceSetting.properties, ...external.properties],
	read: (parameters) => {
		const outside = external.read(parameters);
		if (outside.externalVoice === undefined) return voiceSetting.read(parameters);
		if (parameters.optionalId('voice') !== undefined) {
			throw parameters.problem(
				'externalVoice',
				`and ${parameters.label('voice')} exclude each other`,
				'Remove one of them',
			);
		}
		return { ...voiceSetting.read(parameters), ...outside };
	},
};

/** For speech recognition and for the voice, as a BCP 47 code of at most 16 characters (ultravox.md §2.1). */
export const languageHintSetting: Setting = textField(
	{
		displayName: 'Language Hint',
		name: 'languageHint',
		placeholder: 'e.g. en-US',
		description: 'The language that will be spoken',
	},
	{ most: 16 },
);
