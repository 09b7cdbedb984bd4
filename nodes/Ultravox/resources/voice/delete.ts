import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { voiceLocator } from '../../../shared/descriptions/ultravoxLocators';

/** `DELETE /api/voices/{voice_id}` (ultravox.md §7.2). */
export const deleteVoice: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete voice',
	description:
		'Delete a voice of your account for good. Agents that speak with it need another one.',
	properties: [voiceLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/api/voices/${parameters.uuid('voice')}`,
	}),
	result: (_answer, parameters) => ({ voiceId: parameters.uuid('voice'), deleted: true }),
};
