import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { locatorId } from '../../shared/locatorId';
import type { ListSearchMethod } from '../../shared/plivoListSearch';
import { ultravoxListSearch } from '../../shared/ultravoxListSearch';

export const searchWebhooks = ultravoxListSearch({
	path: '/api/webhooks',
	isSearched: false,
	id: ({ webhookId }) => String(webhookId),
	name: ({ url, webhookId }) => String(url ?? webhookId),
});

export const searchSipRegistrations = ultravoxListSearch({
	path: '/api/sip/registrations',
	isSearched: false,
	id: ({ registrationId }) => String(registrationId),
	name: ({ username, proxy, registrationId }: IDataObject) =>
		[username, proxy].filter(Boolean).join('@') || String(registrationId),
});

const moment = (value: unknown) => String(value ?? '').replace(/^(\S{10})T(\S{5}).*$/, '$1 $2');

/** The batches of the agent chosen above: how many calls, when made. */
export const searchBatches: ListSearchMethod = async function (filter, paginationToken) {
	const agentId = locatorId(this.getCurrentNodeParameter('agent'));
	if (!/^[0-9a-f-]{36}$/i.test(agentId)) {
		throw new NodeOperationError(this.getNode(), "Choose the 'Agent' first");
	}
	const search = ultravoxListSearch({
		path: `/api/agents/${agentId}/scheduled_batches`,
		isSearched: false,
		id: ({ batchId }) => String(batchId),
		name: ({ totalCount, completedCount, created, paused }: IDataObject) =>
			`${moment(created)}, ${String(completedCount ?? 0)} of ${String(totalCount ?? 0)} calls made${paused === true ? ', paused' : ''}`,
	});
	return await search.call(this, filter, paginationToken);
};
