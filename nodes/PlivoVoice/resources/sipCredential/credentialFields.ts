import type { INodeProperties } from 'n8n-workflow';

/** What a SIP credential is called in lists (plivo.md §2.1). */
export const credentialName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ultravox',
};
