import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/operations/locator';

/** A call that is relayed by the bridge now. Items of triggers and of call operations have its id at `call.callId`. */
export const liveCallLocator = (): INodeProperties =>
	locator({
		displayName: 'Live Call',
		name: 'callId',
		required: true,
		searchListMethod: 'searchLiveCalls',
		idFormat: 'uuid',
		defaultId: '={{ $json.call.callId }}',
		description:
			"A call that is on your bridge now: the ID of the agent's call, or the one of Plivo",
	});

/** A recording that the bridge keeps. */
export const bridgeRecordingLocator = (): INodeProperties =>
	locator({
		displayName: 'Recording',
		name: 'recordingId',
		required: true,
		searchListMethod: 'searchBridgeRecordings',
		example: '20261120T140500000-2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		defaultId: '={{ $json.id }}',
		hint: 'In an item of the Ended output it is {{ $json.bridge.report.recording.id }}',
	});
