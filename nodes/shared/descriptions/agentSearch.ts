import type { INodeProperties } from 'n8n-workflow';

/** Which agents a list has (ultravox.md §4.1). */
export const agentSearch: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	placeholder: 'e.g. reception',
	description: 'Only agents that Ultravox finds with this text',
};
