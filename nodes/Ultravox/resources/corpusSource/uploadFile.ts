import type { IDataObject } from 'n8n-workflow';
import type { FormFile } from '../../../shared/multipartBody';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { pathSegment } from '../../../shared/pathSegment';
import { wasRefused } from '../../../shared/providerStatus';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator, corpusSourceLocator } from '../../descriptions/knowledgeLocators';
import { inputFileField, readInputFile } from '../../inputFile';
import { crawlOf } from './crawl';
import { MOST_DOCUMENTS, sourcePath, sourcesPath, uploadedIds } from './sourcePath';
import { uploadDocument } from './uploadDocument';
import { uploadFileOptions } from './uploadFileOptions';
import { waitUntilIndexed } from './waitUntilIndexed';

const addTo = (kind: string) => ({ show: { addTo: [kind] } });

/**
 * A file of the item into knowledge: `POST .../uploads`, a PUT to the address that gives, and a source that holds the document
 * (ultravox.md §7.4).
 */
export const uploadFile: StepsOperation<UltravoxApi> = {
	name: 'Upload File',
	value: 'uploadFile',
	action: 'Upload file to knowledge source',
	description: 'Upload a file of the item into knowledge, as a new source or in one that exists',
	properties: [
		corpusLocator(),
		inputFileField({ description: 'A file of at most 10 MB' }),
		{
			displayName: 'Add To',
			name: 'addTo',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Existing Source', value: 'existingSource' },
				{ name: 'New Source', value: 'newSource' },
			],
			default: 'newSource',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Price list',
			description: 'The name of the new source; that of the file when left empty',
			displayOptions: addTo('newSource'),
		},
		corpusSourceLocator({
			description: 'A source with uploaded documents; all of them stay',
			displayOptions: addTo('existingSource'),
		}),
		uploadFileOptions,
	],
	execute: async (api, parameters) => {
		const options = parameters.collection('options');
		const wait = options.flag('waitUntilIndexed');
		const seconds = options.optionalInteger('maxWait', { min: 1, max: 3600 }) ?? 300;
		const file = named(await readInputFile(api, parameters), options);
		const target = await targetOf(api, parameters);
		const path = `/api/corpora/${parameters.uuid('corpus')}`;
		const documentId = await uploadDocument(api, path, file);
		const source = await target.add(documentId, file);
		const sourceId = String(source.sourceId);
		const exists = `The file is document ${documentId} of source ${sourceId}`;
		const shown = wait
			? await waitUntilIndexed(api, {
					path: `${sourcesPath(parameters)}/${pathSegment(sourceId)}`,
					before: target.before,
					source,
					seconds,
					exists,
				})
			: source;
		const { fileName, mimeType, bytes } = file;
		return [{ json: { ...shown, documentId, fileName, mimeType, fileBytes: bytes.length } }];
	},
};

/** The file under the name and the type that it is to have. */
function named(file: FormFile, options: Parameters): FormFile {
	const mimeType = options.optionalText('mimeType') ?? file.mimeType;
	if (!/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/.test(mimeType)) {
		throw options.problem('mimeType', `is no MIME type: '${mimeType}'`, 'Write it as text/plain');
	}
	const fileName = options.optionalText('fileName') ?? (file.fileName || 'document');
	return { ...file, fileName, mimeType };
}

/** Where the document is to be. */
interface Target {
	before?: IDataObject;
	add(documentId: string, file: FormFile): Promise<IDataObject>;
}

/** @throws InputProblem when the chosen source takes no uploads, before anything is uploaded */
async function targetOf(api: UltravoxApi, parameters: Parameters): Promise<Target> {
	const options = parameters.collection('options');
	if (parameters.choice('addTo') === 'newSource') {
		return {
			add: async (documentId, { fileName }) =>
				await hold(api, documentId, {
					method: 'POST',
					path: sourcesPath(parameters),
					body: given({
						name: parameters.optionalText('name') ?? fileName,
						description: options.optionalText('description'),
						upload: { documentIds: [documentId] },
					}),
				}),
		};
	}
	const path = sourcePath(parameters);
	const before = await api.send({ method: 'GET', path });
	checkSource(parameters, before);
	return {
		before,
		add: async (documentId) => {
			// Read anew: another execution may have added a document meanwhile.
			const documentIds = [...uploadedIds(await api.send({ method: 'GET', path })), documentId];
			const description = options.optionalText('description');
			const body = given({ description, upload: { documentIds } });
			return await hold(api, documentId, { method: 'PATCH', path, body });
		},
	};
}

function checkSource(parameters: Parameters, source: IDataObject): void {
	if (crawlOf(source) !== undefined || source.advanced !== undefined) {
		throw parameters.problem(
			'corpusSource',
			'takes no files: its documents come from a web crawl, or have example queries',
			"Choose another source, or 'New Source'",
		);
	}
	if (uploadedIds(source).length < MOST_DOCUMENTS) return;
	throw parameters.problem(
		'corpusSource',
		`is full: it holds ${MOST_DOCUMENTS} documents`,
		"Choose another source, or 'New Source'",
	);
}

/** Sends what gives the uploaded document a source; says that it is uploaded when that fails. */
async function hold(
	api: UltravoxApi,
	documentId: string,
	request: { method: 'POST' | 'PATCH'; path: string; body: IDataObject },
): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await api.send(request);
	} catch (error) {
		failure = error;
	}
	const words = failure instanceof Error ? failure.message : '';
	const outcome = wasRefused(failure)
		? 'no source holds it'
		: 'whether a source holds it is not known';
	throw refusal(
		api,
		`The file is uploaded as document ${documentId}, but ${outcome}: ${words}`,
		"A source can be created from this document ID with 'Documents From' Uploaded Documents",
		failure,
	);
}
