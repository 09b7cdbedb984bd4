import type { StepsOperation } from '../../../shared/operations/operation';
import { keepFile } from '../../../shared/downloadFile';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { voiceLocator } from '../../../shared/descriptions/ultravoxLocators';
import { downloadSound, soundFormat } from '../../download';
import { outputField } from '../../../shared/descriptions/outputField';

const FAILED = 'This is what the provider of the voice says: look at its key and its plan there';

/** `GET /api/voices/{voice_id}/preview` (ultravox.md §7.2): sound, or a redirect to it, which is followed without the key. */
export const preview: StepsOperation<UltravoxApi> = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview voice',
	description: 'Let a voice speak a sample, as binary data',
	properties: [voiceLocator(), outputField],
	execute: async (api, parameters) => {
		const field = parameters.text('binaryPropertyName');
		const voiceId = parameters.uuid('voice');
		const hints = { '400': FAILED };
		const file = await downloadSound(api, `/api/voices/${voiceId}/preview`, hints, 'The sample');
		const { extension, mimeType } = soundFormat(file);
		const named = { fileName: `${voiceId}.${extension}`, mimeType };
		return [
			{ json: { voiceId }, binary: { [field]: await keepFile(api, file, named, 'The sample') } },
		];
	},
};
