import type { Provider } from '../shared/operations/router';
import type { UltravoxApi } from '../shared/ultravoxApi';
import { ultravoxApi, ultravoxSecrets } from '../shared/ultravoxApi';
import { hideSecrets } from './hiddenSecrets';

/** Ultravox, for the router. */
export const ultravox: Provider<UltravoxApi> = {
	connect: ultravoxApi,
	secrets: ultravoxSecrets,
	hide: hideSecrets,
};
