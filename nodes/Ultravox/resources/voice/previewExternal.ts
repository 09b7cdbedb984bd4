import type { StepsOperation } from '../../../shared/operations/operation';
import { isInWords, keepFile } from '../../../shared/downloadFile';
import type { AnsweredBytes } from '../../../shared/providerRequest';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { soundFormat } from '../../download';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { outputField } from '../../../shared/descriptions/outputField';
import { secretTexts } from '../../../shared/secretTexts';
import { definition } from './voiceFields';

const FAILED = 'This is what the provider of the voice says: look at its key and its plan there';

/** `POST /api/voice_preview` (ultravox.md §7.2): a definition that no voice has yet, spoken once. */
export const previewExternal: StepsOperation<UltravoxApi> = {
	name: 'Preview External',
	value: 'previewExternal',
	action: 'Preview external voice',
	description:
		'Let a voice of a provider speak a sample before a voice is created of it, as binary data. The provider may bill it.',
	properties: [
		...definition.properties.map((property) => ({ ...property, required: true })),
		outputField,
	],
	execute: async (api, parameters) => {
		const field = parameters.text('binaryPropertyName');
		const voice = definition.read(parameters);
		if (Object.keys(voice).length === 0) {
			throw parameters.problem('definition', 'is empty', 'Choose a provider, and say which voice');
		}
		// The document demands a name of every voice.
		const body = { name: 'Preview', ...voice };
		const { body: sound, headers } = await sendExplained<AnsweredBytes>(
			api,
			{
				method: 'POST',
				path: '/api/voice_preview',
				body,
				asBytes: true,
				timeout: 60_000,
				secrets: secretTexts(body),
			},
			{ '400': FAILED },
		);
		const file = { body: sound, contentType: String(headers['content-type'] ?? '') };
		if (isInWords(file) || sound.length === 0) {
			throw refusal(
				api,
				`The sample did not come: the answer is ${sound.length === 0 ? 'empty' : file.contentType}`,
				'Try again later',
			);
		}
		const { extension, mimeType } = soundFormat(file);
		const named = { fileName: `preview.${extension}`, mimeType };
		const provider = Object.keys(voice.definition as object)[0] ?? null;
		return [
			{ json: { provider }, binary: { [field]: await keepFile(api, file, named, 'The sample') } },
		];
	},
};
