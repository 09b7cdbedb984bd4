import type { IDataObject } from 'n8n-workflow';
import type { Provider } from '../shared/operations/router';
import type { UltravoxApi } from '../shared/ultravoxApi';
import { ultravoxApi, ultravoxSecrets } from '../shared/ultravoxApi';

/** What the operations of Phone Agent speak with, for one item. */
export interface PhoneAgentApi extends UltravoxApi {
	/** The calls this execution has answered: several items may come of one call, which can be answered once. */
	answered: Map<string, Promise<IDataObject>>;
}

/** The providers behind Phone Agent, for one execution. */
export function phoneAgentProvider(): Provider<PhoneAgentApi> {
	const answered: PhoneAgentApi['answered'] = new Map();
	return {
		// A caller may be waiting: that the credential cannot be read is for the operation to find, which sends them on.
		connect: (context, itemIndex) => ({ ...ultravoxApi(context, itemIndex), answered }),
		secrets: ultravoxSecrets,
	};
}
