import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import {
	CORPUS,
	crawled,
	DOCUMENT,
	ONE_CORPUS,
	ONE_SOURCE,
	OTHER_DOCUMENT,
	READY,
	SOURCE,
	SOURCES,
	uploaded,
} from '../support/knowledgeFixtures';
import { bytesReply, withAddress } from '../support/rawReplies';

const corpus = byId(CORPUS);
const TEXT = Buffer.from('# Prices\n\nGrüße');
const files = { data: { fileName: 'prices.md', mimeType: 'text/markdown', bytes: TEXT } };
const item = {
	documentId: DOCUMENT,
	fileName: 'prices.md',
	mimeType: 'text/markdown',
	fileBytes: 17,
};
const fresh = {
	...uploaded,
	name: 'prices.md',
	stats: { status: 'SOURCE_STATUS_INITIALIZING', numDocs: 0 },
};

/** Storage with a signed address, outside of the API. */
const SIGNATURE = 'c2lnbmVkLWZvci1maXZlLW1pbnV0ZXM';
const announced = withAddress(201, (address) => ({
	documentId: DOCUMENT,
	presignedUrl: `${address}/storage/${DOCUMENT}?X-Signature=${SIGNATURE}`,
}));
const announce = (mimeType = 'text/markdown', fileName = 'prices.md'): ExpectedRequest => ({
	method: 'POST',
	path: `${ONE_CORPUS}/uploads`,
	body: { mimeType, fileName },
});
const put = (body: unknown = TEXT): ExpectedRequest => ({
	method: 'PUT',
	path: `/storage/${DOCUMENT}`,
	query: { 'X-Signature': SIGNATURE },
	body,
	signedOut: true,
});
const hold = (body: object): ExpectedRequest => ({ method: 'POST', path: SOURCES, body });
const read: ExpectedRequest = { method: 'GET', path: ONE_SOURCE };
const stored = bytesReply(200, 'text/plain');

type Case = Omit<ContractCase, 'resource' | 'source' | 'operation'> & Partial<ContractCase>;
const upload = (one: Case): ContractCase => ({
	resource: 'corpusSource',
	operation: 'uploadFile',
	source: 'ultravox.md §7.4',
	files,
	...one,
});

const newSource = hold({ name: 'prices.md', upload: { documentIds: [DOCUMENT] } });

export const uploadFileCases: ContractCase[] = [
	upload({
		size: 'smallest',
		title:
			'the bytes go to the storage with their type and without the key, then a source holds them',
		parameters: { corpus },
		answers: [announced, stored, answer(201, fresh)],
		requests: [announce(), put(), newSource],
		items: [{ ...fresh, ...item }],
	}),
	upload({
		size: 'full',
		title: 'every setting; waits until it is indexed',
		parameters: {
			corpus,
			binaryPropertyName: 'data',
			addTo: 'newSource',
			name: 'Prices',
			options: {
				description: 'Of this year',
				fileName: 'list.json',
				mimeType: 'application/json',
				waitUntilIndexed: true,
				maxWait: 30,
			},
		},
		files: { data: { fileName: 'x', mimeType: 'text/plain', bytes: Buffer.from('{"a":1}') } },
		answers: [
			announced,
			stored,
			answer(201, fresh),
			answer(200, fresh),
			answer(200, { ...fresh, stats: { ...READY, numDocs: 1 } }),
		],
		requests: [
			announce('application/json', 'list.json'),
			put({ a: 1 }),
			hold({
				name: 'Prices',
				description: 'Of this year',
				upload: { documentIds: [DOCUMENT] },
			}),
			read,
			read,
		],
		items: [
			{
				...fresh,
				stats: { ...READY, numDocs: 1 },
				documentId: DOCUMENT,
				fileName: 'list.json',
				mimeType: 'application/json',
				fileBytes: 7,
			},
		],
	}),
	upload({
		size: 'more',
		title: 'into a source that exists: what it held stays, and its old readiness does not count',
		parameters: {
			corpus,
			addTo: 'existingSource',
			corpusSource: byId(SOURCE),
			options: { waitUntilIndexed: true },
		},
		answers: [
			answer(200, { ...uploaded, upload: { documentIds: [OTHER_DOCUMENT] } }),
			announced,
			stored,
			answer(200, { ...uploaded, upload: { documentIds: [OTHER_DOCUMENT] } }),
			answer(200, uploaded),
			answer(200, { ...uploaded, stats: { ...READY, numDocs: 3 } }),
		],
		requests: [
			read,
			announce(),
			put(),
			read,
			{
				method: 'PATCH',
				path: ONE_SOURCE,
				body: { upload: { documentIds: [OTHER_DOCUMENT, DOCUMENT] } },
			},
			read,
		],
		items: [{ ...uploaded, stats: { ...READY, numDocs: 3 }, ...item }],
	}),
	upload({
		size: 'bad',
		title: 'the item has no such file',
		parameters: { corpus, binaryPropertyName: 'attachment' },
		requests: [],
		refusal: /attachment/,
	}),
	upload({
		size: 'more',
		title: 'an empty file',
		parameters: { corpus },
		files: { data: { ...files.data, bytes: Buffer.alloc(0) } },
		requests: [],
		refusal: /'Input Data Field Name' holds an empty file/,
	}),
	upload({
		size: 'more',
		title: 'a file of more than 10 MB',
		parameters: { corpus },
		files: { data: { ...files.data, bytes: Buffer.alloc(10 * 1024 * 1024 + 60_000) } },
		requests: [],
		refusal: /'Input Data Field Name' holds a file of 10\.1 MB, and Ultravox takes 10\.0 MB/,
	}),
	upload({
		size: 'more',
		title: 'a web crawl takes no files: nothing is uploaded',
		parameters: { corpus, addTo: 'existingSource', corpusSource: byId(SOURCE) },
		answers: [answer(200, crawled)],
		requests: [read],
		refusal: /'Knowledge Source' takes no files/,
	}),
	upload({
		size: 'more',
		title: 'the storage fails once: the same bytes go again',
		parameters: { corpus },
		answers: [announced, bytesReply(503, 'text/plain'), stored, answer(201, fresh)],
		requests: [announce(), put(), put(), newSource],
		items: [{ ...fresh, ...item }],
	}),
	upload({
		size: 'more',
		title: 'the storage refuses, and the signed address is not told',
		parameters: { corpus },
		answers: [
			announced,
			bytesReply(
				403,
				'application/json',
				JSON.stringify({ error: `No: X-Signature=${SIGNATURE}` }),
			),
		],
		requests: [announce(), put()],
		refusal: /^The storage of Ultravox did not take the file \(HTTP status 403\): No: \[removed\]$/,
		hint: /Nothing was added to the knowledge/,
	}),
	upload({
		size: 'more',
		title: 'no source was made: the document is named',
		source: 'ultravox.md §7.4 (20 sources of a corpus)',
		parameters: { corpus },
		answers: [announced, stored, answer(400, { detail: 'A corpus has at most 20 sources.' })],
		requests: [announce(), put(), newSource],
		refusal: new RegExp(
			`^The file is uploaded as document ${DOCUMENT}, but no source holds it: .*at most 20 sources`,
		),
	}),
	upload({
		size: 'more',
		title: 'nobody knows whether a source was made: it is not made twice',
		source: 'ultravox.md §1.3 (no idempotency key)',
		parameters: { corpus },
		answers: [announced, stored, answer(500)],
		requests: [announce(), put(), newSource],
		refusal: /but whether a source holds it is not known/,
	}),
	upload({
		size: 'more',
		title: 'the time to wait is over: it says what exists',
		parameters: { corpus, options: { waitUntilIndexed: true, maxWait: 1 } },
		answers: [announced, stored, answer(201, fresh), answer(200, fresh)],
		requests: [announce(), put(), newSource, read],
		refusal: new RegExp(
			`^The file is document ${DOCUMENT} of source ${SOURCE}, but it was not indexed in time \\(1 s\\)$`,
		),
	}),
	upload({
		size: 'more',
		title: 'ready without a document: nothing could be read',
		parameters: { corpus, options: { waitUntilIndexed: true } },
		answers: [announced, stored, answer(201, { ...fresh, stats: { ...READY, numDocs: 0 } })],
		requests: [announce(), put(), newSource],
		refusal: /but nothing of it could be indexed$/,
	}),
];
