import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../../shared/operations/locator';
import { locator } from '../../shared/operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** An address that is told what happens to calls. */
export const webhookLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Webhook',
		name: 'webhook',
		required: true,
		searchListMethod: 'searchWebhooks',
		idFormat: 'uuid',
		...overrides,
	});

/** A SIP server that Ultravox registers with. Its ids have no known form (ultravox.md §1). */
export const sipRegistrationLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'SIP Registration',
		name: 'sipRegistration',
		required: true,
		searchListMethod: 'searchSipRegistrations',
		example: 'reg_2f1b6f0e',
		...overrides,
	});

/** A batch of calls of the agent that is chosen in `agent`. */
export const batchLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Batch',
		name: 'batch',
		required: true,
		searchListMethod: 'searchBatches',
		idFormat: 'uuid',
		hint: 'The list shows the batches of the agent above',
		...overrides,
	});
