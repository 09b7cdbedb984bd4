import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../operations/locator';
import { locator } from '../operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod'>>;

/** A rule how many calls may be created in how much time. */
export const callThrottleLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Call Throttle',
		name: 'callThrottle',
		required: true,
		searchListMethod: 'searchCallThrottles',
		idFormat: 'uuid',
		...overrides,
	});

/** A voice of the account, or one of Ultravox's own. */
export const voiceLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Voice',
		name: 'voice',
		required: true,
		searchListMethod: 'searchVoices',
		idFormat: 'uuid',
		...overrides,
	});

/** The same where Ultravox takes a name for it, too, if only one voice has it (ultravox.md §2.1). */
export const voiceOrNameLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Voice',
		name: 'voice',
		required: false,
		searchListMethod: 'searchVoices',
		idLabel: 'By ID or Name',
		example: 'Mark',
		...overrides,
	});

/** A model, by its name: an older one may not be listed. */
export const modelLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Model',
		name: 'model',
		required: false,
		searchListMethod: 'searchModels',
		idLabel: 'By Name',
		example: 'ultravox-v0.7',
		...overrides,
	});

/** A tool of the account, or one that is built in. */
export const toolLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Tool',
		name: 'tool',
		required: true,
		searchListMethod: 'searchTools',
		idFormat: 'uuid',
		...overrides,
	});
