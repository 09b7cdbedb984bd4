import type { INodeProperties } from 'n8n-workflow';
import type { LocatorOptions } from '../../shared/operations/locator';
import { locator } from '../../shared/operations/locator';

type Overrides = Partial<Omit<LocatorOptions, 'searchListMethod' | 'idFormat'>>;

/** A SIP trunk of either direction. */
export const trunkLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Trunk',
		name: 'trunk',
		required: true,
		searchListMethod: 'searchTrunks',
		idFormat: 'decimal',
		...overrides,
	});

/** User name and password of a SIP client. */
export const sipCredentialLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'SIP Credential',
		name: 'sipCredential',
		required: true,
		searchListMethod: 'searchSipCredentials',
		idFormat: 'uuid',
		...overrides,
	});

/** The addresses that SIP calls may come from. */
export const ipAccessListLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'IP Access List',
		name: 'ipAccessList',
		required: true,
		searchListMethod: 'searchIpAccessLists',
		idFormat: 'uuid',
		...overrides,
	});

/** Where the calls of an inbound trunk go. */
export const originationUriLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Origination URI',
		name: 'originationUri',
		required: true,
		searchListMethod: 'searchOriginationUris',
		idFormat: 'uuid',
		...overrides,
	});

/** A number of the account. Its value is a phone number, not an id. */
export const numberLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Number',
		name: 'number',
		required: true,
		searchListMethod: 'searchNumbers',
		idLabel: 'By Number',
		example: '+14155550100',
		...overrides,
	});

/** A number from elsewhere that the account may call from. Its value is the phone number. */
export const verifiedCallerIdLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Verified Caller ID',
		name: 'verifiedCallerId',
		required: true,
		searchListMethod: 'searchVerifiedCallerIds',
		idLabel: 'By Number',
		example: '+14155550100',
		...overrides,
	});

/** A voice application: what answers calls to its numbers. */
export const applicationLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Application',
		name: 'application',
		required: true,
		searchListMethod: 'searchApplications',
		idFormat: 'decimal',
		...overrides,
	});

/** A finished call over a SIP trunk. */
export const trunkCallLocator = (overrides: Overrides = {}): INodeProperties =>
	locator({
		displayName: 'Trunk Call',
		name: 'trunkCall',
		required: true,
		searchListMethod: 'searchTrunkCalls',
		idFormat: 'uuid',
		...overrides,
	});
