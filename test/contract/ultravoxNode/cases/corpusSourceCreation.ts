import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { crawled, DOCUMENT, OTHER_DOCUMENT, SOURCES, uploaded } from '../support/knowledgeFixtures';
import { corpus, about, URL } from '../support/corpusSource';

const QUERIES = ['How do I reset it?', 'Where is the button, and what does it do?'];

/** A source is made. */
export const corpusSourceCreationCases: ContractCase[] = [
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
