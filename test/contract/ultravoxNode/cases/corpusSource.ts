import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import {
	CORPUS,
	crawled,
	DOCUMENT,
	knownDocument,
	ONE_SOURCE,
	OTHER_DOCUMENT,
	SOURCE,
	SOURCES,
	uploaded,
} from '../support/knowledgeFixtures';
import { uploadFileCases } from './corpusSourceUpload';

const corpus = byId(CORPUS);
const corpusSource = byId(SOURCE);

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const SECTION = 'ultravox.md §7.4';
const about = (one: Case): ContractCase => ({ resource: 'corpusSource', source: SECTION, ...one });

const URL = 'https://example.com/help';
const QUERIES = ['How do I reset it?', 'Where is the button, and what does it do?'];

const creations: ContractCase[] = [
	about({
		operation: 'create',
		size: 'smallest',
		title: 'a web crawl from one page',
		parameters: { corpus, name: 'Help pages', startUrls: [URL] },
		answers: [answer(201, crawled)],
		requests: [
			{ method: 'POST', path: SOURCES, body: { name: 'Help pages', crawl: { startUrls: [URL] } } },
		],
		items: [crawled],
	}),
	about({
		operation: 'create',
		size: 'full',
		title:
			'every setting of a crawl; pages as one text from an expression, with a comma inside one',
		parameters: {
			corpus,
			name: 'Help pages',
			startUrls: `={{ "${URL}?a=1,2, https://example.com/faq\\nhttp://example.org" }}`,
			crawlOptions: {
				maxDepth: 3,
				maxDocuments: 200,
				maxDocumentBytes: 10_485_760,
				includedDocumentTypes: 'text/html, application/pdf',
			},
			additionalFields: { description: 'All of them' },
		},
		answers: [answer(201, crawled)],
		requests: [
			{
				method: 'POST',
				path: SOURCES,
				body: {
					name: 'Help pages',
					description: 'All of them',
					crawl: {
						startUrls: [`${URL}?a=1,2`, 'https://example.com/faq', 'http://example.org'],
						maxDepth: 3,
						maxDocuments: 200,
						maxDocumentBytes: 10_485_760,
						relevantDocumentTypes: { include: { mimeTypes: ['text/html', 'application/pdf'] } },
					},
				},
			},
		],
	}),
	about({
		operation: 'create',
		size: 'more',
		title: 'all types of documents but one',
		parameters: {
			corpus,
			name: 'Help pages',
			startUrls: [URL],
			crawlOptions: { excludedDocumentTypes: 'application/zip' },
		},
		answers: [answer(201, crawled)],
		requests: [
			{
				method: 'POST',
				path: SOURCES,
				body: {
					name: 'Help pages',
					crawl: {
						startUrls: [URL],
						relevantDocumentTypes: { exclude: { mimeTypes: ['application/zip'] } },
					},
				},
			},
		],
	}),
	about({
		operation: 'create',
		size: 'more',
		title: 'documents that were uploaded, each once',
		parameters: {
			corpus,
			name: 'Prices',
			documentsFrom: 'upload',
			documentIds: `${DOCUMENT}, ${OTHER_DOCUMENT.toUpperCase()}, ${DOCUMENT}`,
		},
		answers: [answer(201, uploaded)],
		requests: [
			{
				method: 'POST',
				path: SOURCES,
				body: { name: 'Prices', upload: { documentIds: [DOCUMENT, OTHER_DOCUMENT] } },
			},
		],
		items: [uploaded],
	}),
	about({
		operation: 'create',
		size: 'more',
		title: 'documents with the questions that find them',
		parameters: {
			corpus,
			name: 'Answers',
			documentsFrom: 'advanced',
			documents: { values: [{ documentId: DOCUMENT, exampleQueries: QUERIES }] },
		},
		answers: [answer(201, crawled)],
		requests: [
			{
				method: 'POST',
				path: SOURCES,
				body: {
					name: 'Answers',
					advanced: { documents: [{ documentId: DOCUMENT, exampleQueries: QUERIES }] },
				},
			},
		],
	}),
	...(
		[
			[
				'an address without its beginning',
				{ startUrls: ['example.com/help'] },
				/'example\.com\/help'/,
			],
			['no pages', { startUrls: [] }, /'Start URLs' are empty/],
			[
				'types wanted and types not wanted',
				{
					startUrls: [URL],
					crawlOptions: { includedDocumentTypes: 'text/html', excludedDocumentTypes: 'text/plain' },
				},
				/'Except Document Types' and 'Only Document Types' exclude each other/,
			],
			[
				'a file ending for a type',
				{ startUrls: [URL], crawlOptions: { includedDocumentTypes: 'pdf' } },
				/'Only Document Types' has an entry that is no MIME type: 'pdf'/,
			],
			[
				'more documents than a source holds',
				{ startUrls: [URL], crawlOptions: { maxDocuments: '={{ 201 }}' } },
				/'Max Documents' is 201, and has to be 1 to 200/,
			],
			[
				'a file name for a document',
				{ documentsFrom: 'upload', documentIds: 'prices.pdf' },
				/'Document IDs' have an entry that is not an ID: 'prices\.pdf'/,
			],
			[
				'eleven questions for a document',
				{
					documentsFrom: 'advanced',
					documents: {
						values: [{ documentId: DOCUMENT, exampleQueries: Array(11).fill('Why?') as string[] }],
					},
				},
				/'Example Queries' are 11, and a document has 10/,
			],
			[
				'a question that is too long',
				{
					documentsFrom: 'advanced',
					documents: { values: [{ documentId: DOCUMENT, exampleQueries: ['w'.repeat(401)] }] },
				},
				/'Example Queries' have one of 401 characters, and each may have 400/,
			],
		] as const
	).map(([title, parameters, refusal], index) =>
		about({
			operation: 'create',
			size: index === 0 ? 'bad' : 'more',
			title,
			parameters: { corpus, name: 'Help', ...parameters } as ContractCase['parameters'],
			requests: [],
			refusal,
		}),
	),
];

const reads: ContractCase[] = [
	about({
		operation: 'get',
		size: 'smallest',
		title: 'with where it comes from',
		parameters: { corpus, corpusSource },
		answers: [answer(200, crawled)],
		requests: [{ method: 'GET', path: ONE_SOURCE }],
		items: [crawled],
	}),
	about({
		operation: 'get',
		size: 'full',
		title: 'Ultravox is busy at first',
		source: 'ultravox.md §1.3, §7.4',
		parameters: { corpus, corpusSource },
		answers: [answer(500), answer(200, uploaded)],
		requests: Array(2).fill({ method: 'GET', path: ONE_SOURCE }),
		items: [uploaded],
	}),
	about({
		operation: 'get',
		size: 'bad',
		title: 'without the knowledge it belongs to',
		parameters: { corpus: byId('={{ "" }}'), corpusSource },
		requests: [],
		refusal: /'Knowledge' is empty/,
	}),
	about({
		operation: 'getMany',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { corpus, limit: 2 },
		answers: [results([crawled, uploaded])],
		requests: [{ method: 'GET', path: SOURCES, query: { pageSize: '2' } }],
		items: [crawled, uploaded],
	}),
	about({
		operation: 'getMany',
		size: 'full',
		title: 'all pages',
		source: 'ultravox.md §1.1, §7.4',
		parameters: { corpus, returnAll: true },
		answers: [results([crawled], 'cD0y'), results([uploaded])],
		requests: [
			{ method: 'GET', path: SOURCES, query: { pageSize: '100' } },
			{ method: 'GET', path: SOURCES, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [crawled, uploaded],
	}),
	about({
		operation: 'getMany',
		size: 'bad',
		title: 'knowledge that is not there',
		source: 'ultravox.md §1.2',
		parameters: { corpus },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'GET', path: SOURCES, query: { pageSize: '50' } }],
		refusal: /Ultravox did not find it: Not found\./,
	}),
	about({
		operation: 'getDocument',
		size: 'smallest',
		title: 'a size beyond what JavaScript counts to stays text',
		parameters: { corpus, corpusSource, document: byId(DOCUMENT) },
		answers: [answer(200, knownDocument)],
		requests: [{ method: 'GET', path: `${ONE_SOURCE}/documents/${DOCUMENT}` }],
		items: [knownDocument],
	}),
	about({
		operation: 'getDocument',
		size: 'full',
		title: 'all IDs in capitals',
		parameters: {
			corpus: byId(CORPUS.toUpperCase()),
			corpusSource: byId(SOURCE.toUpperCase()),
			document: byId(DOCUMENT.toUpperCase()),
		},
		answers: [answer(200, knownDocument)],
		requests: [{ method: 'GET', path: `${ONE_SOURCE}/documents/${DOCUMENT}` }],
	}),
	about({
		operation: 'getDocument',
		size: 'bad',
		title: 'an address is no ID',
		parameters: { corpus, corpusSource, document: byId(`={{ "${URL}" }}`) },
		requests: [],
		refusal: /'Document' is not an ID/,
	}),
	about({
		operation: 'getManyDocuments',
		size: 'smallest',
		title: 'as many as the limit',
		parameters: { corpus, corpusSource, limit: 1 },
		answers: [results([knownDocument])],
		requests: [{ method: 'GET', path: `${ONE_SOURCE}/documents`, query: { pageSize: '1' } }],
		items: [knownDocument],
	}),
	about({
		operation: 'getManyDocuments',
		size: 'full',
		title: 'all pages',
		source: 'ultravox.md §1.1, §7.4',
		parameters: { corpus, corpusSource, returnAll: true },
		answers: [results([knownDocument], 'cD0y'), results([knownDocument])],
		requests: [
			{ method: 'GET', path: `${ONE_SOURCE}/documents`, query: { pageSize: '100' } },
			{
				method: 'GET',
				path: `${ONE_SOURCE}/documents`,
				query: { pageSize: '100', cursor: 'cD0y' },
			},
		],
		items: [knownDocument, knownDocument],
	}),
	about({
		operation: 'getManyDocuments',
		size: 'bad',
		title: 'no source chosen',
		parameters: { corpus, corpusSource: byId('={{ "" }}') },
		requests: [],
		refusal: /'Knowledge Source' is empty/,
	}),
];

const read = { method: 'GET' as const, path: ONE_SOURCE };

const changes: ContractCase[] = [
	about({
		operation: 'update',
		size: 'smallest',
		title: 'the name alone',
		parameters: { corpus, corpusSource, updateFields: { name: 'Handbook' } },
		answers: [answer(200, crawled)],
		requests: [{ method: 'PATCH', path: ONE_SOURCE, body: { name: 'Handbook' } }],
		items: [crawled],
	}),
	about({
		operation: 'update',
		size: 'full',
		title: 'of a crawl what is not given stays: it goes out whole',
		source: 'ultravox.md §7.4 (merge or replace is not said)',
		parameters: {
			corpus,
			corpusSource,
			updateFields: {
				name: 'Handbook',
				description: '',
				startUrls: ['https://example.com/new'],
				maxDocuments: 10,
				maxDocumentBytes: 1000,
				excludedDocumentTypes: 'text/plain',
			},
		},
		answers: [answer(200, crawled), answer(200, crawled)],
		requests: [
			read,
			{
				method: 'PATCH',
				path: ONE_SOURCE,
				body: {
					name: 'Handbook',
					description: '',
					crawl: {
						startUrls: ['https://example.com/new'],
						maxDepth: 2,
						maxDocuments: 10,
						maxDocumentBytes: 1000,
						relevantDocumentTypes: { exclude: { mimeTypes: ['text/plain'] } },
					},
				},
			},
		],
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'a crawl that is still stored under its former name',
		source: 'ultravox-openapi.yaml CorpusSource.loadSpec',
		parameters: { corpus, corpusSource, updateFields: { maxDepth: 1 } },
		answers: [
			answer(200, { ...crawled, crawl: undefined, loadSpec: crawled.crawl }),
			answer(200, crawled),
		],
		requests: [
			read,
			{ method: 'PATCH', path: ONE_SOURCE, body: { crawl: { ...crawled.crawl, maxDepth: 1 } } },
		],
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'other documents',
		parameters: { corpus, corpusSource, updateFields: { documentIds: OTHER_DOCUMENT } },
		answers: [answer(200, uploaded), answer(200, uploaded)],
		requests: [
			read,
			{ method: 'PATCH', path: ONE_SOURCE, body: { upload: { documentIds: [OTHER_DOCUMENT] } } },
		],
	}),
	about({
		operation: 'update',
		size: 'bad',
		title: 'a depth for documents that were uploaded',
		parameters: { corpus, corpusSource, updateFields: { maxDepth: 2 } },
		answers: [answer(200, uploaded)],
		requests: [read],
		refusal: /'Max Depth' does not go with this source: it has uploaded documents/,
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'pages and documents at once',
		parameters: {
			corpus,
			corpusSource,
			updateFields: { startUrls: [URL], documentIds: DOCUMENT },
		},
		requests: [],
		refusal: /'Document IDs' and 'Start URLs' exclude each other/,
	}),
	about({
		operation: 'update',
		size: 'more',
		title: 'nothing to change',
		parameters: { corpus, corpusSource },
		requests: [],
		refusal: /'Update Fields' are empty/,
	}),
	about({
		operation: 'delete',
		size: 'smallest',
		title: 'it is gone',
		parameters: { corpus, corpusSource },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: ONE_SOURCE }],
		items: [{ corpusId: CORPUS, sourceId: SOURCE, deleted: true }],
	}),
	about({
		operation: 'delete',
		size: 'full',
		title: 'the answer was lost: the second attempt finds it gone',
		source: 'ultravox.md §1.3',
		parameters: { corpus, corpusSource },
		answers: [answer(503), answer(404, { detail: 'Not found.' })],
		requests: Array(2).fill({ method: 'DELETE', path: ONE_SOURCE }),
		items: [{ corpusId: CORPUS, sourceId: SOURCE, deleted: true }],
	}),
	about({
		operation: 'delete',
		size: 'bad',
		title: 'one that is not there',
		source: 'ultravox.md §1.2',
		parameters: { corpus, corpusSource },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'DELETE', path: ONE_SOURCE }],
		refusal: /Ultravox did not find it: Not found\./,
	}),
];

export const corpusSourceCases: ContractCase[] = [
	...creations,
	...reads,
	...changes,
	...uploadFileCases,
];
