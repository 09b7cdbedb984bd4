import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/accounts/me/tts_api_keys` (ultravox.md §7.5): only how each key begins. */
export const getTtsKeys: RequestOperation<UltravoxApi> = {
	name: 'Get TTS Keys',
	value: 'getTtsKeys',
	action: 'Get TTS keys of account',
	description: 'Get for which voice providers Ultravox has a key, and how each key begins',
	properties: [],
	request: () => ({ method: 'GET', path: '/api/accounts/me/tts_api_keys' }),
};
