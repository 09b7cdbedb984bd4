import type { INodeProperties } from 'n8n-workflow';
import type { FormFile } from '../shared/multipartBody';
import type { Parameters } from '../shared/operations/parameters';
import type { ItemContext } from '../shared/refusal';

/** The field of the incoming item that holds a file. */
export const inputFileField = (overrides: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field that contains the file',
	...overrides,
});

/**
 * The file of the incoming item.
 * @param most bytes; 10 MB when not given
 * @throws InputProblem when it is empty or too large, NodeOperationError when the item has no such file
 */
export async function readInputFile(
	{ context, itemIndex }: ItemContext,
	parameters: Parameters,
	most = 10 * 1024 * 1024,
): Promise<FormFile> {
	const field = parameters.text('binaryPropertyName');
	const {
		mimeType,
		fileName = '',
		bytes: known,
	} = context.helpers.assertBinaryData(itemIndex, field);
	// A file that is far too large is not even read.
	checkSize(parameters, known ?? 1, most);
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	checkSize(parameters, bytes.length, most);
	return { fileName, mimeType, bytes };
}

function checkSize(parameters: Parameters, bytes: number, most: number): void {
	if (bytes === 0) throw parameters.problem('binaryPropertyName', 'holds an empty file');
	if (bytes <= most) return;
	const [size, limit] = [bytes, most].map((one) => (one / 1024 / 1024).toFixed(1));
	throw parameters.problem(
		'binaryPropertyName',
		`holds a file of ${size} MB, and Ultravox takes ${limit} MB`,
	);
}
