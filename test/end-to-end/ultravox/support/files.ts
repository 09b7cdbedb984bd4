import type { Execution } from '../../../../lab/src/n8n/executionData';
import { outputItems } from '../../../../lab/src/n8n/executionData';
import type { Step } from '../../plivoVoice/support/nodesInARow';
import { fileAsText } from '../../plivoVoice/support/nodesInARow';

/** Two nodes that give one item with a text file in the field `data`. */
export const textFile = (fileName: string, text: string): Step[] => [
	{
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ text }), options: {} },
	},
	{
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		parameters: { operation: 'toText', sourceProperty: 'text', options: { fileName } },
	},
];

/** A node that downloads a file into the field `data`. */
export const download = (url: string): Step => ({
	name: 'Download',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, options: { response: { response: { responseFormat: 'file' } } } },
});

/** The bytes that came to the node `fileAsText`. */
export function fileIn(execution: Execution): Buffer {
	const [item] = outputItems(execution, fileAsText.name);
	return Buffer.from(String(item?.json.file), 'base64');
}
