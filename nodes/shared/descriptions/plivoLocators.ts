import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../operations/locator';
import { locator } from '../operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** A number of the Plivo account. Its value is a phone number, not an id. */
export const plivoNumberLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Number',
		name: 'number',
		required: true,
		searchListMethod: 'searchNumbers',
		idLabel: 'By Number',
		example: '+14155550100',
		...overrides,
	});

/** A voice application of the Plivo account: what answers calls to its numbers. */
export const plivoApplicationLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Plivo Application',
		name: 'applicationId',
		required: true,
		searchListMethod: 'searchApplications',
		idFormat: 'decimal',
		...overrides,
	});
