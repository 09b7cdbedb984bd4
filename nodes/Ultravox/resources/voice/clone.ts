import { multipartBody } from '../../../shared/multipartBody';
import type { FormFile } from '../../../shared/multipartBody';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { inputFileField, readInputFile } from '../../inputFile';
import {
	checkedDescription,
	checkedLanguage,
	checkedName,
	description,
	language,
} from './voiceFields';

const PLAN = 'By default, an account has one cloned voice: delete it first, or look at the plan';

/** `POST /api/voices` with a form (ultravox.md §7.2): a voice from a recording. */
export const clone: StepsOperation<UltravoxApi> = {
	name: 'Clone',
	value: 'clone',
	action: 'Clone voice',
	description:
		'Make a voice from a recording of the item, 30 to 60 seconds as MP3 or WAV. Have the consent of the person.',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Anna from sales',
			description: 'At most 40 characters, and not the name of another voice of the account',
		},
		inputFileField({ description: 'A recording as MP3 or WAV, of at most 10 MB' }),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				description,
				language('language', 'The language of the recording; English when left out'),
			],
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const texts = {
			name: checkedName(parameters),
			description: checkedDescription(fields) || undefined,
			language: checkedLanguage(fields, 'language'),
		};
		const file = recording(parameters, await readInputFile(api, parameters));
		const json = await sendExplained(
			api,
			{
				method: 'POST',
				path: '/api/voices',
				raw: multipartBody({ ...texts, file }),
				timeout: 120_000,
			},
			{ '402': PLAN, '403': PLAN },
		);
		return [{ json }];
	},
};

/** The file as what it is by its first bytes: names and types of files are often wrong. */
function recording(parameters: Parameters, file: FormFile): FormFile {
	const { bytes } = file;
	const text = (from: number, to: number) => bytes.toString('latin1', from, to);
	// Before an MP3 there may be a tag; each of its frames begins with eleven set bits.
	const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
	const isWav = text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE';
	if (!isWav && !isFrame && text(0, 3) !== 'ID3') {
		throw parameters.problem(
			'binaryPropertyName',
			'holds neither an MP3 nor a WAV file',
			'Ultravox clones from MP3 or WAV: convert the recording first',
		);
	}
	const [mimeType, extension] = isWav ? ['audio/wav', 'wav'] : ['audio/mpeg', 'mp3'];
	return { bytes, mimeType, fileName: file.fileName || `voice.${extension}` };
}
