import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { voiceLocator } from '../../../shared/descriptions/ultravoxLocators';
import { voiceFields } from './voiceFields';

/** `GET /api/voices/{voice_id}` (ultravox.md §7.2). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get voice',
	description: 'Get a voice with its provider and its definition',
	simplified: voiceFields,
	properties: [voiceLocator()],
	request: (parameters) => ({ method: 'GET', path: `/api/voices/${parameters.uuid('voice')}` }),
};
