import { stringify } from 'flatted';
import type { IBinaryKeyData, INode } from 'n8n-workflow';
import type { RecordedRequest } from '../../engine/support/recordingServer';
import { startRecordingServer } from '../../engine/support/recordingServer';
import type { EngineRun } from '../../engine/support/runWorkflow';
import { runNode } from '../../engine/support/runWorkflow';
import type { ContractCase, ExpectedRequest } from './contractCase';
import { API_KEY, AUTH_ID, AUTH_TOKEN, BRIDGE_SECRET } from './contractCase';

/** A node of the package whose operations are checked. */
export interface CheckedNode {
	/** `PlivoVoice`: its folder. */
	className: string;
	/** `plivoVoice`: its type, without the package. */
	type: string;
	credentials: Array<'plivoVoiceApi' | 'ultravoxApi' | 'voiceBridgeApi'>;
}

export interface CaseRun {
	run: EngineRun;
	requests: RecordedRequest[];
	/** Of the provider that stands in for all. */
	url: string;
}

/** The name of the node in the workflow. */
export const NODE = 'Checked Node';

function binaryOf({ files = {} }: ContractCase): { binary?: IBinaryKeyData } {
	const entries = Object.entries(files).map(([field, { fileName, mimeType, bytes }]) => [
		field,
		{ fileName, mimeType, data: bytes.toString('base64') },
	]);
	return entries.length === 0 ? {} : { binary: Object.fromEntries(entries) as IBinaryKeyData };
}

/** Runs the node of a case in the n8n engine, against a server that gives the case's answers and stands in for all providers. */
export async function runCase(
	{ type, credentials }: CheckedNode,
	one: ContractCase,
): Promise<CaseRun> {
	const answers = [...(one.answers ?? [])];
	const provider = await startRecordingServer(
		() => answers.shift() ?? { status: 404, body: { api_id: 'none', error: 'not found' } },
	);
	const { url } = provider;
	const node: INode = {
		id: type,
		name: NODE,
		type: `n8n-nodes-plivo-ultravox.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: one.resource,
			operation: one.operation,
			...one.parameters,
		} as INode['parameters'],
		credentials: Object.fromEntries(credentials.map((name) => [name, { id: name, name }])),
	};
	try {
		const input = [
			{ json: one.input ?? {}, ...binaryOf(one) },
			...(one.furtherInput ?? []).map((json) => ({ json })),
		];
		const run = await runNode(node, input, {
			plivoVoiceApi: {
				authId: AUTH_ID,
				authToken: AUTH_TOKEN,
				defaultCallerId: one.defaultCallerId ?? '',
				advanced: true,
				baseUrl: url,
			},
			ultravoxApi: { apiKey: API_KEY, advanced: true, baseUrl: url, appBaseUrl: url },
			voiceBridgeApi: {
				publicUrl: 'wss://bridge.example.com',
				controlUrl: `${url}/`,
				sharedSecret: BRIDGE_SECRET,
			},
		});
		return { run, requests: provider.requests, url };
	} finally {
		await provider.close();
	}
}

/** A recorded request in the form in which cases expect it. */
export function onTheWire({ method, url, body }: RecordedRequest): ExpectedRequest {
	const address = new URL(url, 'http://provider.test');
	const root = `/v1/Account/${AUTH_ID}`;
	const query = Object.fromEntries(
		[...new Set(address.searchParams.keys())].map((name) => {
			const values = address.searchParams.getAll(name);
			return [name, values.length === 1 ? (values[0] as string) : values];
		}),
	);
	return {
		method: method as ExpectedRequest['method'],
		path: address.pathname.startsWith(`${root}/`)
			? address.pathname.slice(root.length)
			: address.pathname,
		...(Object.keys(query).length === 0 ? {} : { query }),
		...(body === undefined ? {} : { body }),
	};
}

/** Everything that n8n keeps of a run, as text. */
export const keptOf = ({ run }: CaseRun) => `${run.stored}${stringify(run.error ?? null)}`;
