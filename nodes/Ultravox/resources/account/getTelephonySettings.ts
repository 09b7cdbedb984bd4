import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/accounts/me/telephony_config` (ultravox.md §5.1), which Ultravox has deprecated. */
export const getTelephonySettings: RequestOperation<UltravoxApi> = {
	name: 'Get Telephony Settings',
	value: 'getTelephonySettings',
	action: 'Get telephony settings of account',
	description:
		'Get the telephony settings of all providers at once. Deprecated by Ultravox: the resources Plivo, Telnyx and Twilio Configuration take its place.',
	properties: [],
	request: () => ({ method: 'GET', path: '/api/accounts/me/telephony_config' }),
};
