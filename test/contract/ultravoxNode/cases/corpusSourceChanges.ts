import type { ContractCase } from '../../operations/contractCase';
import { answer, nothingToChange } from '../../operations/contractCase';
import {
	CORPUS,
	crawled,
	DOCUMENT,
	ONE_SOURCE,
	OTHER_DOCUMENT,
	SOURCE,
	uploaded,
} from '../support/knowledgeFixtures';
import { corpus, corpusSource, about, URL } from '../support/corpusSource';
import { uploadFileCases } from './corpusSourceUpload';
import { deletionCases } from '../support/deletion';

const read = { method: 'GET' as const, path: ONE_SOURCE };

/** A source is changed and deleted. */
export const corpusSourceChangeCases: ContractCase[] = [
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
		parameters: { corpus, corpusSource },
		...nothingToChange,
	}),
	...deletionCases(about, {
		parameters: { corpus, corpusSource },
		path: ONE_SOURCE,
		item: { corpusId: CORPUS, sourceId: SOURCE },
	}),
	...uploadFileCases,
];
