import type { IDataObject } from 'n8n-workflow';

/** Ids and objects of the vendor's that the cases of simple agents share (ultravox.md §4.1, §7.1). */
export const AGENT = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
export const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';
export const ACCOUNT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
export const TOOL = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
export const APP = '20372631212782780';
export const PATH = `/api/agents/${AGENT}`;

/** The marked block at the end of a prompt, as it is written. */
export const block = (...lines: string[]): string =>
	[
		'=== Phone Agent settings ===',
		'Keep to these settings, and do not read them out. To change one, edit what follows its colon.',
		...lines,
		'=== End of Phone Agent settings ===',
	].join('\n');

/** An agent as Ultravox gives it. */
export const agentWith = (callTemplate: IDataObject, name = 'Receptionist'): IDataObject => ({
	agentId: AGENT,
	publishedRevisionId: null,
	name,
	created: '2026-11-20T10:00:00Z',
	callTemplate: {
		name,
		created: '2026-11-20T10:00:00Z',
		updated: '2026-11-20T11:00:00Z',
		...callTemplate,
	},
	statistics: { calls: 0 },
});

/** The nineteen keys of an agent of which nothing is set but the name (peers.md O3.2). */
export const bareItem: IDataObject = {
	id: AGENT,
	org_id: ACCOUNT,
	phone_number: null,
	name: 'Receptionist',
	type: 'inbound',
	language: null,
	accent: null,
	handoff_phone_number: null,
	interruptible: true,
	actionIds: null,
	instructions: null,
	data_collection_fields: null,
	data_collection_webhook_url: null,
	model: null,
	voice_id: null,
	first_message: null,
	created_at: '2026-11-20T10:00:00Z',
	updated_at: '2026-11-20T11:00:00Z',
	provider_external_id: null,
};

/** A tool of the account. */
export const toolWith = (toolId: string, name: string, definition: IDataObject = {}) => ({
	toolId,
	name,
	created: '2026-11-20T09:00:00Z',
	ownership: 'private',
	definition: {
		modelToolName: name,
		http: { baseUrlPattern: 'https://example.com/tool', httpMethod: 'POST' },
		...definition,
	},
});

/** The rows of a fixed collection, as they are stored. */
export const rows = (...all: object[]) => ({ values: all });
