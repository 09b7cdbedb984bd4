import type { IDataObject } from 'n8n-workflow';
import type { Lab } from '../../../lab/src/lab';
import { LAB_ULTRAVOX_API_KEY } from '../../../lab/src/ultravox/ultravoxState';
import { byId, runOnLab } from './labNode';

export const NUMBER = '+14155550100';

/** An operation on agents of Phone Agent: its items, or what it says when it does not succeed. */
export const run = async (lab: Lab, operation: string, parameters: IDataObject) =>
	await runOnLab(lab, { node: 'Phone Agent', resource: 'agent', operation, parameters });

/** A request of nobody's node, as from the console. */
export async function ask(
	lab: Lab,
	method: string,
	path: string,
	body?: IDataObject,
): Promise<IDataObject> {
	const response = await fetch(`${lab.ultravox.apiUrl}${path}`, {
		method,
		headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	expect(response.ok).toBe(true);
	return response.status === 204 ? {} : ((await response.json()) as IDataObject);
}

/** A tool of the account. */
export async function addTool(lab: Lab, name: string, way: IDataObject): Promise<string> {
	const definition = { modelToolName: name, description: name, ...way };
	return String((await ask(lab, 'POST', '/api/tools', { name, definition })).toolId);
}

export const HTTP = { http: { baseUrlPattern: 'https://example.com/tool', httpMethod: 'POST' } };

/** The keys of an agent (peers.md O3.2), sorted. */
export const NINETEEN = [
	'accent',
	'actionIds',
	'created_at',
	'data_collection_fields',
	'data_collection_webhook_url',
	'first_message',
	'handoff_phone_number',
	'id',
	'instructions',
	'interruptible',
	'language',
	'model',
	'name',
	'org_id',
	'phone_number',
	'provider_external_id',
	'type',
	'updated_at',
	'voice_id',
];

/** Every field that an inbound agent can be given. */
export const everyField = (tool: string): IDataObject => ({
	accent: 'Austrian',
	actions: 'chosen',
	actionIds: [tool],
	dataCollectionFields: {
		values: [
			{ name: 'appointment day', type: 'date', description: 'The day they prefer' },
			{ name: 'email', type: 'text', description: '' },
		],
	},
	dataCollectionWebhookUrl: 'https://example.com/collected',
	firstMessage: 'Good day.',
	handoffPhoneNumber: '+14155550177',
	instructions: ['Be friendly.', 'Offer help.'],
	interruptible: false,
	language: 'de, en',
	voice: byId('Lab-German'),
});

/** What its item shows of them; the instructions are for each test. */
export const everyKey = (tool: string): IDataObject => ({
	accent: 'Austrian',
	actionIds: [tool],
	data_collection_fields: ['appointment day', 'email'],
	data_collection_webhook_url: 'https://example.com/collected',
	first_message: 'Good day.',
	handoff_phone_number: '+14155550177',
	interruptible: false,
	language: 'de, en',
	voice_id: 'Lab-German',
});
