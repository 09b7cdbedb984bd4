import { addressField, choiceField, integerField, objectField, textField } from './fields';
import { namedRows } from './rows';
import { together } from './setting';
import { voiceOptions } from './voiceOptions';

/** A voice of a service that Ultravox does not know by name (ultravox.md §7.2). */
export const generic = together(
	addressField({
		displayName: 'URL',
		name: 'url',
		placeholder: 'e.g. https://speech.example.com/speak',
		description: 'Where the text to be spoken is sent',
	}),
	namedRows({
		displayName: 'Headers',
		name: 'headers',
		row: 'Header',
		nameLabel: 'Name',
		nameExample: 'Authorization',
		isSecret: true,
	}),
	objectField({
		displayName: 'Body',
		name: 'body',
		default: '{ "text": "{text}" }',
		description: 'What is sent; {text} stands for what is to be spoken',
	}),
	voiceOptions(
		textField({
			displayName: 'Audio Field Path',
			name: 'jsonAudioFieldPath',
			placeholder: 'e.g. audio.data',
			description: 'Of an answer in JSON: where in it the sound is',
		}),
		choiceField({ displayName: 'Byte Encoding', name: 'jsonByteEncoding' }, [
			{ name: 'Base64', value: 'JSON_BYTE_ENCODING_BASE64' },
			{ name: 'Hexadecimal', value: 'JSON_BYTE_ENCODING_HEX' },
		]),
		textField({
			displayName: 'MIME Type of the Answer',
			name: 'responseMimeType',
			placeholder: 'e.g. audio/l16',
			description: 'Where the answer itself does not say it, or says it wrong',
		}),
		integerField(
			{ displayName: 'Sample Rate of the Answer', name: 'responseSampleRate', default: 16000 },
			{ min: 1 },
		),
		integerField(
			{ displayName: 'Words per Minute', name: 'responseWordsPerMinute', default: 150 },
			{ min: 1 },
		),
	),
);
