import type { Provider } from '../shared/operations/router';
import type { UltravoxApi } from '../shared/ultravoxApi';
import { ultravoxApi } from '../shared/ultravoxApi';
import { getUltravoxAccount } from '../shared/ultravoxRequest';
import { hideSecrets } from './hiddenSecrets';

/** Ultravox, for the router. */
export const ultravox: Provider<UltravoxApi> = {
	connect: ultravoxApi,
	secrets: async ({ context, secretsSent }) => [
		(await getUltravoxAccount(context)).apiKey,
		...secretsSent,
	],
	hide: hideSecrets,
};
