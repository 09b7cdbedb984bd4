import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';
import { crawlLimits, startUrls } from './crawl';
import { documentIds, queriedDocuments } from './documents';
import { sourcesPath } from './sourcePath';

const from = (...kinds: string[]) => ({ show: { documentsFrom: kinds } });

const ids = documentIds({ required: true, displayOptions: from('upload') });
const queried = queriedDocuments({ displayOptions: from('advanced') });

const crawl: INodeProperties = fieldCollection(
	{
		displayName: 'Crawl Options',
		name: 'crawlOptions',
		placeholder: 'Add Option',
		displayOptions: from('crawl'),
	},
	crawlLimits.properties,
);

/** `POST /api/corpora/{corpus_id}/sources` (ultravox.md §7.4): exactly one of crawl, upload and advanced. */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create knowledge source',
	description:
		'Fill knowledge from web pages, or from documents that were uploaded before. Indexing goes on for a while afterwards.',
	properties: [
		corpusLocator(),
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Help pages',
		},
		{
			displayName: 'Documents From',
			name: 'documentsFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Uploaded Documents',
					value: 'upload',
					description: 'Documents that were uploaded before; see also the operation Upload File',
				},
				{
					name: 'Uploaded Documents with Example Queries',
					value: 'advanced',
					description: 'Documents that are found by questions you give',
				},
				{ name: 'Web Crawl', value: 'crawl', description: 'Web pages and what they link to' },
			],
			default: 'crawl',
		},
		...startUrls.properties.map((property): INodeProperties => ({
			...property,
			required: true,
			displayOptions: from('crawl'),
		})),
		crawl,
		...ids.properties,
		...queried.properties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [{ displayName: 'Description', name: 'description', type: 'string', default: '' }],
		},
	],
	request: (parameters) => ({
		method: 'POST',
		path: sourcesPath(parameters),
		body: given({
			name: parameters.text('name'),
			description: parameters.collection('additionalFields').optionalText('description'),
			...origin(parameters),
		}),
	}),
};

function origin(parameters: Parameters): IDataObject {
	const kind = parameters.choice('documentsFrom');
	const [what, fields] = {
		crawl: () => ['startUrls', startUrls.read(parameters)] as const,
		upload: () => ['documentIds', ids.read(parameters)] as const,
		advanced: () => ['documents', queried.read(parameters)] as const,
	}[kind as 'crawl' | 'upload' | 'advanced']();
	if (!(what in fields)) throw parameters.problem(what, 'are empty');
	const limits = kind === 'crawl' ? crawlLimits.read(parameters.collection('crawlOptions')) : {};
	return { [kind]: { ...fields, ...limits } };
}
