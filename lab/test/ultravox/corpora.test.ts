import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Corpus {
	corpusId: string;
	name: string;
	description: string;
	stats: { status: string; numDocs: number; numChunks: number; numVectors: number };
}

interface Source {
	sourceId: string;
	name: string;
	description: string;
	stats: { status: string; numDocs: number };
	crawl?: object;
	upload?: object;
}

interface Page<T> {
	results: T[];
	total: number;
	next: string | null;
}

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
	lab.ultravox.corpora.indexingMs = Infinity;
});

afterEach(async () => {
	await lab.close();
});

async function createCorpus(name = 'Shop'): Promise<Corpus> {
	const { status, body } = await lab.api<Corpus>('POST', '/api/corpora', { name });
	expect([status, body]).toEqual([201, expect.anything()]);
	return body;
}

async function createSource(corpusId: string, body: object): Promise<Source> {
	const answer = await lab.api<Source>('POST', `/api/corpora/${corpusId}/sources`, body);
	expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
	return answer.body;
}

async function announce(corpusId: string, mimeType = 'text/plain', fileName = 'hours.txt') {
	const { status, body } = await lab.api<{ documentId: string; presignedUrl: string }>(
		'POST',
		`/api/corpora/${corpusId}/uploads`,
		{ mimeType, fileName },
	);
	expect(status).toBe(201);
	return body;
}

async function put(url: string, text: string, headers: object = { 'content-type': 'text/plain' }) {
	const response = await fetch(url, { method: 'PUT', body: text, headers: { ...headers } });
	return response.status;
}

async function upload(corpusId: string, text: string): Promise<string> {
	const { documentId, presignedUrl } = await announce(corpusId);
	expect(await put(presignedUrl, text)).toBe(200);
	return documentId;
}

async function statusOf(corpusId: string): Promise<string> {
	return (await lab.api<Corpus>('GET', `/api/corpora/${corpusId}`)).body.stats.status;
}

describe('corpora', () => {
	test('are created, read, replaced, changed, listed and deleted', async () => {
		const first = await createCorpus('First');
		const second = await createCorpus('Second');
		const path = `/api/corpora/${first.corpusId}`;
		expect(first.stats.status).toBe('CORPUS_STATUS_EMPTY');
		const listed = await lab.api<Page<Corpus>>('GET', '/api/corpora');
		expect(listed.body).toMatchObject({ results: [second, first], total: 2 });
		const given = { corpusId: 'mine', stats: { numDocs: 9 }, name: 'New', description: 'Of us' };
		const put = await lab.api<Corpus>('PUT', path, given);
		expect(put.body).toEqual({ ...first, name: 'New', description: 'Of us' });
		const patched = await lab.api<Corpus>('PATCH', path, { name: 'Newer' });
		expect(patched.body).toMatchObject({ name: 'Newer', description: 'Of us' });
		const shorter = await lab.api<Corpus>('PUT', path, { name: 'Newest' });
		expect(shorter.body).toMatchObject({ name: 'Newest', description: '' });
		expect((await lab.api('DELETE', path)).status).toBe(204);
		expect((await lab.api('GET', path)).status).toBe(404);
	});

	test('the plan limits how many there are', async () => {
		await createCorpus('One');
		await createCorpus('Two');
		expect((await lab.api('POST', '/api/corpora', { name: 'Three' })).status).toBe(403);
		lab.ultravox.account.allowedCorpora = null;
		await createCorpus('Three');
	});
});

describe('uploads', () => {
	test('a document becomes a source, is indexed in its time, and is found', async () => {
		lab.ultravox.corpora.indexingMs = 60_000;
		const { corpusId } = await createCorpus();
		const documentId = await upload(corpusId, 'We open at nine.\n\nParking is behind the house.');
		const source = await createSource(corpusId, {
			name: 'Hours',
			upload: { documentIds: [documentId] },
		});
		expect(source).toMatchObject({
			name: 'Hours',
			stats: { status: 'SOURCE_STATUS_INITIALIZING', numDocs: 0 },
			upload: { documentIds: [documentId] },
		});
		const path = `/api/corpora/${corpusId}/sources/${source.sourceId}`;
		const query = { query: 'where is parking', maxResults: 1 };
		const ask = () => lab.api<unknown[]>('POST', `/api/corpora/${corpusId}/query`, query);
		expect(await statusOf(corpusId)).toBe('CORPUS_STATUS_INITIALIZING');
		expect((await ask()).body).toEqual([]);
		lab.ultravox.clock.advance(60_000);
		expect(await statusOf(corpusId)).toBe('CORPUS_STATUS_READY');
		expect((await lab.api<Corpus>('GET', `/api/corpora/${corpusId}`)).body.stats).toMatchObject({
			numDocs: 1,
			numChunks: 2,
			numVectors: 2,
			lastUpdated: expect.any(String) as string,
		});
		expect((await ask()).body).toEqual([
			{
				content: 'Parking is behind the house.',
				score: expect.closeTo(2 / 3) as number,
				citation: { sourceId: source.sourceId, documentId, title: 'hours.txt' },
			},
		]);
		const documents = await lab.api<Page<object>>('GET', `${path}/documents`);
		expect(documents.body.results).toMatchObject([
			{ documentId, mimeType: 'text/plain', sizeBytes: '46', metadata: { title: 'hours.txt' } },
		]);
		const one = await lab.api('GET', `${path}/documents/${documentId}`);
		expect(one.body).toEqual(documents.body.results[0]);
		expect((await lab.api('GET', `${path}/documents/nothing`)).status).toBe(404);
		await lab.api('PATCH', path, { description: 'Changed' });
		expect(await statusOf(corpusId)).toBe('CORPUS_STATUS_UPDATING');
		expect((await ask()).body).toHaveLength(1);
		lab.ultravox.corpora.finishIndexing();
		expect((await lab.api<Source>('GET', path)).body).toMatchObject({
			name: 'Hours',
			description: 'Changed',
			stats: { status: 'SOURCE_STATUS_READY' },
		});
	});

	test('the address takes only what was announced, in time, and without the API key', async () => {
		const { corpusId } = await createCorpus();
		const { presignedUrl } = await announce(corpusId);
		expect(presignedUrl.startsWith(lab.ultravox.apiUrl)).toBe(false);
		const plain = { 'content-type': 'text/plain' };
		expect(await put(presignedUrl, 'x', { 'content-type': 'text/html' })).toBe(403);
		expect(await put(presignedUrl, 'x', { ...plain, 'x-api-key': 'any' })).toBe(400);
		expect(await put(presignedUrl.replace(/signature=\w+/, 'signature=no'), 'x')).toBe(403);
		expect(await put(presignedUrl, 'x')).toBe(200);
		lab.ultravox.clock.advance(5 * 60_000);
		expect(await put(presignedUrl, 'x')).toBe(403);
		expect(JSON.stringify(lab.log.entries)).not.toContain('signature=');
	});

	test('a document that was never sent, or is of another corpus, makes no source', async () => {
		const { corpusId } = await createCorpus();
		const other = await createCorpus('Other');
		const foreign = await upload(other.corpusId, 'x');
		const { documentId } = await announce(corpusId);
		for (const id of [documentId, foreign, 'nothing']) {
			const body = { upload: { documentIds: [id] } };
			const answer = await lab.api('POST', `/api/corpora/${corpusId}/sources`, body);
			expect(answer.status).toBe(400);
			expect(answer.body).toHaveProperty('upload');
		}
	});

	test('an advanced source is found by its queries and answers with the whole document', async () => {
		const { corpusId } = await createCorpus();
		const documentId = await upload(corpusId, 'One.\n\nTwo.');
		const documents = [{ documentId, exampleQueries: ['opening hours', 'when open'] }];
		await createSource(corpusId, { advanced: { documents } });
		lab.ultravox.corpora.finishIndexing();
		const hours = await lab.api<unknown[]>('POST', `/api/corpora/${corpusId}/query`, {
			query: 'opening hours',
		});
		expect(hours.body).toMatchObject([{ content: 'One.\n\nTwo.', score: 1 }]);
		const text = await lab.api<unknown[]>('POST', `/api/corpora/${corpusId}/query`, {
			query: 'two',
		});
		expect(text.body).toEqual([]);
		const { stats } = (await lab.api<Corpus>('GET', `/api/corpora/${corpusId}`)).body;
		expect(stats).toMatchObject({ numChunks: 1, numVectors: 2 });
	});
});

describe('sources', () => {
	const START = 'https://shop.example.com/';

	beforeEach(() => {
		const { web } = lab.ultravox.corpora;
		web.set(START, {
			body: '<title>Shop</title><p>Welcome</p><a href="/a">A</a> <a href="mailto:x@y.z">Mail</a>',
		});
		web.set(`${START}a`, { body: '<p>Page A</p><a href="b.pdf">B</a>' });
		web.set(`${START}b.pdf`, { mimeType: 'application/pdf', body: 'Page B' });
	});

	test.each([
		['only the start', {}, [START]],
		['links', { maxDepth: 2 }, [START, `${START}a`]],
		['links of links', { maxDepth: 3 }, [START, `${START}a`, `${START}b.pdf`]],
		['not too many', { maxDepth: 3, maxDocuments: 2 }, [START, `${START}a`]],
		['nothing too long', { maxDepth: 3, maxDocumentBytes: 40 }, [`${START}a`, `${START}b.pdf`]],
		[
			'what is relevant',
			{ maxDepth: 3, relevantDocumentTypes: { include: { mimeTypes: ['text'] } } },
			[START, `${START}a`],
		],
		[
			'not what is excluded',
			{ maxDepth: 3, relevantDocumentTypes: { exclude: { mimeTypes: ['text/html'] } } },
			[`${START}b.pdf`],
		],
	])('a crawl takes %s', async (_, settings, expected) => {
		const { corpusId } = await createCorpus();
		const crawl = { startUrls: [START, 'https://gone.example.com/'], ...settings };
		const { sourceId } = await createSource(corpusId, { crawl });
		lab.ultravox.corpora.finishIndexing();
		const { body } = await lab.api<Page<{ metadata: { publicUrl: string } }>>(
			'GET',
			`/api/corpora/${corpusId}/sources/${sourceId}/documents`,
		);
		expect(body.results.map(({ metadata }) => metadata.publicUrl).toReversed()).toEqual(expected);
	});

	test.each([
		['nothing', {}, 'non_field_errors'],
		['two kinds', { crawl: { startUrls: [START] }, advanced: {} }, 'non_field_errors'],
		['a crawl from nowhere', { crawl: {} }, 'crawl'],
		['a URL that is none', { crawl: { startUrls: ['shop'] } }, 'crawl'],
		['a depth of zero', { crawl: { startUrls: [START], maxDepth: 0 } }, 'crawl'],
		['too many documents', { crawl: { startUrls: [START], maxDocuments: 201 } }, 'crawl'],
		['no documents', { upload: {} }, 'upload'],
		['no query', { advanced: { documents: [{ documentId: 'x' }] } }, 'advanced'],
	])('%s is refused', async (_, body, field) => {
		const { corpusId } = await createCorpus();
		const answer = await lab.api('POST', `/api/corpora/${corpusId}/sources`, body);
		expect(answer.status).toBe(400);
		expect(answer.body).toHaveProperty(field);
	});

	test('are listed, replaced, changed and deleted', async () => {
		const { corpusId } = await createCorpus();
		const path = `/api/corpora/${corpusId}/sources`;
		const crawl = { startUrls: [START], maxDepth: 2 };
		const source = await createSource(corpusId, { name: 'Web', description: 'D', crawl });
		const own = `${path}/${source.sourceId}`;
		const change = { crawl: { startUrls: [`${START}a`] } };
		const replaced = await lab.api<Source>('PATCH', own, change);
		expect(replaced.body).toMatchObject({ name: 'Web', crawl: change.crawl });
		expect(replaced.body.crawl).toEqual(change.crawl);
		lab.ultravox.variants.patchNestedObject = 'merge';
		const merged = await lab.api<Source>('PATCH', own, { crawl: { maxDepth: 3 } });
		expect(merged.body.crawl).toEqual({ ...change.crawl, maxDepth: 3 });
		const put = await lab.api<Source>('PUT', own, { crawl });
		expect(put.body).toMatchObject({ name: '', description: '', crawl });
		const other = await createSource(corpusId, { name: 'Other', crawl });
		const first = await lab.api<Page<Source>>('GET', `${path}?pageSize=1`);
		expect(first.body).toMatchObject({ results: [{ sourceId: other.sourceId }], total: 2 });
		const next = first.body.next?.replace(lab.ultravox.apiUrl, '') ?? '';
		const second = await lab.api<Page<Source>>('GET', next);
		expect(second.body.results).toMatchObject([{ sourceId: source.sourceId }]);
		expect((await lab.api('DELETE', own)).status).toBe(204);
		expect((await lab.api('GET', own)).status).toBe(404);
		expect((await lab.api('GET', `/api/corpora/x/sources/${other.sourceId}`)).status).toBe(404);
	});

	test('the deprecated loadSpec is a crawl, unless there is another', async () => {
		const { corpusId } = await createCorpus();
		const loadSpec = { startUrls: [START] };
		const old = await createSource(corpusId, { loadSpec });
		expect(old).toMatchObject({ loadSpec });
		const both = await createSource(corpusId, { loadSpec: {}, crawl: loadSpec });
		expect(both).toMatchObject({ crawl: loadSpec });
		expect(both).not.toHaveProperty('loadSpec');
	});

	test('there are at most 20', async () => {
		const { corpusId } = await createCorpus();
		const body = { crawl: { startUrls: [START] } };
		for (let count = 0; count < 20; count += 1) await createSource(corpusId, body);
		expect((await lab.api('POST', `/api/corpora/${corpusId}/sources`, body)).status).toBe(400);
	});
});

test('a query needs words and room for results', async () => {
	const { corpusId } = await createCorpus();
	const path = `/api/corpora/${corpusId}/query`;
	expect((await lab.api('POST', path, {})).body).toHaveProperty('query');
	expect((await lab.api('POST', path, { query: 'x', maxResults: 0 })).body).toHaveProperty(
		'maxResults',
	);
	expect((await lab.api('POST', '/api/corpora/nothing/query', { query: 'x' })).status).toBe(404);
});
