import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../../shared/operations/locator';
import { locator } from '../../shared/operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** A call with an agent. Items of triggers and of call operations have its id at `call.callId`. */
export const callLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Call',
		name: 'callId',
		required: true,
		searchListMethod: 'searchCalls',
		idFormat: 'uuid',
		defaultId: '={{ $json.call.callId }}',
		...overrides,
	});

/** A part of the call in `callId` beside it, with settings of its own. */
export const callStageLocator = (): INodeProperties => ({
	...locator({
		displayName: 'Stage',
		name: 'callStageId',
		required: true,
		searchListMethod: 'searchCallStages',
		idFormat: 'uuid',
		description: 'A part of the call with a prompt and settings of its own',
	}),
	typeOptions: { loadOptionsDependsOn: ['callId.value'] },
});

/** What is left of a call that was deleted. */
export const deletedCallLocator = (): INodeProperties =>
	locator({
		displayName: 'Deleted Call',
		name: 'callId',
		required: true,
		searchListMethod: 'searchDeletedCalls',
		idFormat: 'uuid',
		defaultId: '={{ $json.callId }}',
	});
