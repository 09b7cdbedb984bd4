import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../../shared/operations/locator';
import { locator } from '../../shared/operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** Where the items of triggers and of call operations have the call's id. */
const FROM_ITEM = '={{ $json.call.callUuid }}';

/** A call that somebody is on, or that rings. */
export const liveCallLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Call',
		name: 'callUuid',
		required: true,
		searchListMethod: 'searchLiveCalls',
		idFormat: 'uuid',
		defaultId: FROM_ITEM,
		description: 'A call that is going on or rings',
		...overrides,
	});

/** A call that waits for its turn. */
export const queuedCallLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Call',
		name: 'callUuid',
		required: true,
		searchListMethod: 'searchQueuedCalls',
		idFormat: 'uuid',
		defaultId: FROM_ITEM,
		description: 'A call that was asked for and has not begun',
		...overrides,
	});

/** A call that is over. */
export const finishedCallLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Call',
		name: 'callUuid',
		required: true,
		searchListMethod: 'searchCalls',
		idFormat: 'uuid',
		defaultId: FROM_ITEM,
		description: 'A call that is over',
		...overrides,
	});

/** A call to be made: of a single call, its id is the call's (plivo.md §5.1). */
export const callRequestLocator = (): INodeProperties =>
	locator({
		displayName: 'Call Request',
		name: 'requestUuid',
		required: true,
		searchListMethod: 'searchCallRequests',
		idFormat: 'uuid',
		defaultId: FROM_ITEM,
		description: "A call that was asked for and has not begun; the ID of its request is the call's",
	});

/** A stream of the call in `callUuid` beside it. */
export const audioStreamLocator = (): INodeProperties => ({
	...locator({
		displayName: 'Audio Stream',
		name: 'streamId',
		required: true,
		searchListMethod: 'searchAudioStreams',
		idFormat: 'uuid',
	}),
	typeOptions: { loadOptionsDependsOn: ['callUuid.value'] },
});

/** The sound of a call, a conference or a multi-party call. */
export const recordingLocator = (): INodeProperties =>
	locator({
		displayName: 'Recording',
		name: 'recordingId',
		required: true,
		searchListMethod: 'searchRecordings',
		example: 'c2186400-1c8c-11e4-a664-0026b945b522',
	});
