import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { webhookLocator } from '../../descriptions/accountLocators';

/** `GET /api/webhooks/{webhook_id}` (ultravox.md §7.6). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get webhook',
	description: 'Get a webhook with what was not delivered lately',
	properties: [webhookLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `/api/webhooks/${parameters.uuid('webhook')}`,
	}),
};
