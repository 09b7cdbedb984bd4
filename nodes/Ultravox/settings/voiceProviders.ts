import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import { flagField, integerField, numberField, textField } from './fields';
import { rowsSetting } from './rows';
import type { Setting } from './setting';
import { collected, together, under } from './setting';
import { voiceOptions } from './voiceOptions';

const model = (example: string): Setting =>
	textField({ displayName: 'Model', name: 'model', placeholder: `e.g. ${example}` });

const seeds = { min: -2_147_483_648, max: 2_147_483_647 };

/** What ElevenLabs can be told besides the voice (ultravox.md §7.2). */
export const elevenLabs = voiceOptions(
	flagField({
		displayName: 'Enable SSML',
		name: 'enableSsmlParsing',
		description: 'Whether ElevenLabs reads SSML in what is spoken',
	}),
	integerField(
		{
			displayName: 'Highest Sample Rate',
			name: 'maxSampleRate',
			default: 16000,
			description:
				'In hertz. The plan at ElevenLabs limits it; above that limit the agent stays silent.',
		},
		{ min: 1 },
	),
	model('eleven_flash_v2_5'),
	integerField(
		{
			displayName: 'Optimize Streaming Latency',
			name: 'optimizeStreamingLatency',
			description: 'How much quality may be given up to speak sooner',
		},
		{ min: 0, max: 4 },
	),
	rowsSetting(
		{
			displayName: 'Pronunciation Dictionaries',
			name: 'pronunciationDictionaries',
			row: 'Dictionary',
		},
		[
			{ displayName: 'Dictionary ID', name: 'dictionaryId', type: 'string', default: '' },
			{ displayName: 'Version ID', name: 'versionId', type: 'string', default: '' },
		],
		(rows) => rows.map(dictionary),
	),
	numberField({ displayName: 'Similarity Boost', name: 'similarityBoost' }, { min: 0, max: 1 }),
	numberField({ displayName: 'Speed', name: 'speed', default: 1 }, { min: 0.7, max: 1.2 }),
	numberField({ displayName: 'Stability', name: 'stability' }, { min: 0, max: 1 }),
	numberField({ displayName: 'Style', name: 'style' }, { min: 0, max: 1 }),
	flagField({
		displayName: 'Use Speaker Boost',
		name: 'useSpeakerBoost',
		description: 'Whether the voice is made more like its original speaker',
	}),
);

function dictionary(row: Parameters): IDataObject {
	const version = row.optionalText('versionId');
	return {
		dictionaryId: row.text('dictionaryId'),
		...(version === undefined ? {} : { versionId: version }),
	};
}

/** Without the fields that Cartesia has replaced by its generation settings. */
export const cartesia = together(
	voiceOptions(model('sonic-3')),
	under(
		'generationConfig',
		collected(
			{ displayName: 'Generation', name: 'generationConfig', placeholder: 'Add Option' },
			textField({ displayName: 'Emotion', name: 'emotion', placeholder: 'e.g. calm' }),
			textField({ displayName: 'Pronunciation Dictionary ID', name: 'pronunciationDictId' }),
			numberField({ displayName: 'Speed', name: 'speed', default: 1 }, { min: 0.6, max: 1.5 }),
			numberField({ displayName: 'Volume', name: 'volume', default: 1 }, { min: 0.5, max: 2 }),
		),
	),
);

/** What LMNT can be told besides the voice (ultravox.md §7.2). */
export const lmnt = voiceOptions(
	flagField({
		displayName: 'Conversational',
		name: 'conversational',
		description: 'Whether the voice speaks as in a conversation',
	}),
	model('blizzard'),
	numberField({ displayName: 'Speed', name: 'speed', default: 1 }, { min: 0.25, max: 2 }),
);

/** What Google (Chirp 3 and newer) can be told besides the voice (ultravox.md §7.2). */
export const google = voiceOptions(
	numberField(
		{ displayName: 'Speaking Rate', name: 'speakingRate', default: 1 },
		{ min: 0.25, max: 2 },
	),
);

/** What Inworld can be told besides the voice (ultravox.md §7.2). */
export const inworld = voiceOptions(
	flagField({
		displayName: 'Apply Text Normalization',
		name: 'applyTextNormalization',
		default: true,
		description: 'Whether Inworld writes out numbers and abbreviations before it speaks',
	}),
	textField({ displayName: 'Model ID', name: 'modelId', placeholder: 'e.g. inworld-tts-1-max' }),
	numberField(
		{ displayName: 'Speaking Rate', name: 'speakingRate', default: 1 },
		{ min: 0.5, max: 1.5 },
	),
	numberField({ displayName: 'Temperature', name: 'temperature', default: 1 }, { min: 0, max: 2 }),
);

/** What Respeecher can be told besides the voice (ultravox.md §7.2). */
export const respeecher = voiceOptions(
	numberField({ displayName: 'Frequency Penalty', name: 'frequencyPenalty' }, { min: 0, max: 2 }),
	numberField({ displayName: 'Min P', name: 'minP' }, { min: 0, max: 1 }),
	model('/v1/public/tts/en-rt'),
	numberField({ displayName: 'Presence Penalty', name: 'presencePenalty' }, { min: 0, max: 2 }),
	numberField(
		{ displayName: 'Repetition Penalty', name: 'repetitionPenalty', default: 1 },
		{ min: 1, max: 2 },
	),
	integerField({ displayName: 'Seed', name: 'seed', default: 0 }, seeds),
	numberField({ displayName: 'Temperature', name: 'temperature', default: 1 }, { min: 0 }),
	topK(),
	topP(),
);

/** Exactly -1, which is no limit, or greater than 0. */
function topK(): Setting {
	const whole = integerField(
		{
			displayName: 'Top K',
			name: 'topK',
			default: -1,
			description: 'How many of the likeliest sounds are considered; -1 for all',
		},
		{ min: -1, max: seeds.max },
	);
	return refusingZero(whole, 'topK', '-1 or greater than 0');
}

function topP(): Setting {
	const share = numberField({ displayName: 'Top P', name: 'topP', default: 1 }, { min: 0, max: 1 });
	return refusingZero(share, 'topP', 'greater than 0');
}

function refusingZero(setting: Setting, name: string, allowed: string): Setting {
	return {
		properties: setting.properties,
		read: (parameters) => {
			const fields = setting.read(parameters);
			if (fields[name] === 0) throw parameters.problem(name, `is 0, and has to be ${allowed}`);
			return fields;
		},
	};
}
