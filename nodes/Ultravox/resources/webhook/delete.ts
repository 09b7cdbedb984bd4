import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { webhookLocator } from '../../descriptions/accountLocators';

/** `DELETE /api/webhooks/{webhook_id}` (ultravox.md §7.6). */
export const deleteWebhook: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete webhook',
	description: 'Delete a webhook for good: nothing is reported to its address any more',
	properties: [webhookLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/api/webhooks/${parameters.uuid('webhook')}`,
	}),
	result: (_answer, parameters) => ({ webhookId: parameters.uuid('webhook'), deleted: true }),
};
