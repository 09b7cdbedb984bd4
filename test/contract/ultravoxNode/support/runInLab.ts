import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { LabUltravox } from '../../../../lab/src/ultravox/labUltravox';
import { LAB_ULTRAVOX_API_KEY } from '../../../../lab/src/ultravox/ultravoxState';
import { runNode } from '../../../engine/support/runWorkflow';

/** A file of the item that comes in, in the field `data`. */
export interface GivenFile {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

/** Runs one operation of the node, from the engine on, against the lab's Ultravox. */
export async function runInLab(
	lab: LabUltravox,
	[resource, operation]: [string, string],
	parameters: IDataObject,
	file?: GivenFile,
): Promise<INodeExecutionData[]> {
	const node: INode = {
		id: 'ultravox',
		name: 'Ultravox',
		type: 'n8n-nodes-plivo-ultravox.ultravox',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation, ...parameters } as INode['parameters'],
		credentials: { ultravoxApi: { id: 'ultravoxApi', name: 'ultravoxApi' } },
	};
	const binary: { binary?: IBinaryKeyData } =
		file === undefined
			? {}
			: {
					binary: {
						data: {
							fileName: file.fileName,
							mimeType: file.mimeType,
							data: file.bytes.toString('base64'),
						},
					},
				};
	const done = await runNode(node, [{ json: {}, ...binary }], {
		ultravoxApi: {
			apiKey: LAB_ULTRAVOX_API_KEY,
			advanced: true,
			baseUrl: lab.apiUrl,
			appBaseUrl: lab.appUrl,
		},
	});
	if (done.error) throw new Error(`${done.error.message} ${done.error.description ?? ''}`);
	return done.items('Ultravox') ?? [];
}
