import type { INodeProperties } from 'n8n-workflow';
import { ipAccessListLocator } from '../../descriptions/locators';

/** What an IP access list is called in lists (plivo.md §2.2). */
export const listName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. LiveKit servers',
};

type Overrides = Partial<Pick<INodeProperties, 'description' | 'required'>>;

/** One address or several; an expression may give a list. */
export const addressesInput = (overrides: Overrides = {}): INodeProperties => ({
	displayName: 'IP Addresses',
	name: 'ipAddresses',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7, 203.0.113.16/28',
	description: 'Addresses and ranges that calls may come from, with commas between them',
	...overrides,
});

/** The list, and addresses of it that come or go. */
export const addressesOfList: INodeProperties[] = [
	ipAccessListLocator(),
	addressesInput({
		required: true,
		description: 'One address or range, or several with commas between them',
	}),
];
