import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Lab } from '../../../lab/src/lab';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../../../lab/src/plivo/credentials';
import { LAB_ULTRAVOX_API_KEY } from '../../../lab/src/ultravox/ultravoxState';
import type { CredentialValues } from './engineCredentials';
import { runNode } from './runWorkflow';

/** Something chosen by its id, as a resource locator has it. */
export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

/** An operation of one of the nodes that are made of resources. */
export interface LabOperation {
	node: 'Phone Agent' | 'Ultravox';
	resource: string;
	operation: string;
	parameters: IDataObject;
	input?: IDataObject[] | undefined;
	/** The number that calls are made from where the node names none. */
	defaultCallerId?: string;
}

/** What came of it. */
export interface LabOutcome {
	items: IDataObject[];
	/** What it says when it does not succeed. */
	message: string | undefined;
	description: string | null | undefined;
	hints: string;
}

const TYPES = { 'Phone Agent': 'phoneAgent', Ultravox: 'ultravox' };

/** Credentials that lead to the lab. */
const labCredentials = ({ ultravox, plivo }: Lab, defaultCallerId = ''): CredentialValues => ({
	ultravoxApi: {
		apiKey: LAB_ULTRAVOX_API_KEY,
		advanced: true,
		baseUrl: ultravox.apiUrl,
		appBaseUrl: ultravox.appUrl,
	},
	plivoVoiceApi: {
		authId: LAB_PLIVO_AUTH_ID,
		authToken: LAB_PLIVO_AUTH_TOKEN,
		defaultCallerId,
		advanced: true,
		baseUrl: plivo.apiUrl,
	},
});

/** Runs an operation in the n8n engine against the lab. No key of the lab may be in what n8n stores. */
export async function runOnLab(
	lab: Lab,
	{ node: name, resource, operation, parameters, input = [{}], defaultCallerId }: LabOperation,
): Promise<LabOutcome> {
	const node: INode = {
		id: TYPES[name],
		name,
		type: `n8n-nodes-plivo-ultravox.${TYPES[name]}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation, ...parameters } as INode['parameters'],
		credentials: {
			ultravoxApi: { id: 'ultravoxApi', name: 'ultravoxApi' },
			plivoVoiceApi: { id: 'plivoVoiceApi', name: 'plivoVoiceApi' },
		},
	};
	const items = input.map((json): INodeExecutionData => ({ json }));
	const done = await runNode(node, items, labCredentials(lab, defaultCallerId));
	expect(done.stored).not.toContain(LAB_PLIVO_AUTH_TOKEN);
	expect(done.stored).not.toContain(LAB_ULTRAVOX_API_KEY);
	const hints = done.run.data.resultData.runData[name]?.[0]?.hints ?? [];
	return {
		items: (done.items(name) ?? []).map(({ json }) => json),
		message: done.error?.message,
		description: done.error?.description,
		hints: hints.map(({ message }) => message).join('\n'),
	};
}
