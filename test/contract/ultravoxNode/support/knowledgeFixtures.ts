export const CORPUS = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
export const SOURCE = '7c0f3d5a-11d4-4c0b-8a0e-5f6a7b8c9d0e';
export const DOCUMENT = 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d';
export const OTHER_DOCUMENT = 'b1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d';

export const CORPORA = '/api/corpora';
export const ONE_CORPUS = `${CORPORA}/${CORPUS}`;
export const SOURCES = `${ONE_CORPUS}/sources`;
export const ONE_SOURCE = `${SOURCES}/${SOURCE}`;

export const knowledge = {
	corpusId: CORPUS,
	created: '2026-11-20T10:00:00Z',
	name: 'Manuals',
	description: '',
	stats: {
		status: 'CORPUS_STATUS_READY',
		lastUpdated: '2026-11-20T10:05:00Z',
		numChunks: 12,
		numDocs: 2,
		numVectors: 12,
	},
};

export const READY = {
	status: 'SOURCE_STATUS_READY',
	lastUpdated: '2026-11-20T10:05:00Z',
	numDocs: 2,
};

const source = {
	corpusId: CORPUS,
	sourceId: SOURCE,
	created: '2026-11-20T10:01:00Z',
	name: 'Help pages',
	description: '',
	stats: READY,
};

export const crawled = {
	...source,
	crawl: { startUrls: ['https://example.com/help'], maxDepth: 2, maxDocuments: 50 },
};
export const uploaded = { ...source, upload: { documentIds: [DOCUMENT] } };

export const knownDocument = {
	corpusId: CORPUS,
	sourceId: SOURCE,
	documentId: DOCUMENT,
	created: '2026-11-20T10:02:00Z',
	mimeType: 'text/html',
	metadata: { publicUrl: 'https://example.com/help', language: 'en', title: 'Help' },
	sizeBytes: '123456789012',
};
