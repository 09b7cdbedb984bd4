import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { Chosen } from '../plivoVoice/support/accountWorld';
import { byId } from '../plivoVoice/support/accountWorld';
import { ultravox } from '../plivoVoice/support/nodesInARow';
import { eventually } from '../support/eventually';
import { textFile } from './support/files';
import { UltravoxAccount } from './support/ultravoxAccount';
import { bothProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';

const PRICES = 'The small device costs 40 euros.\n\nThe large device costs 90 euros.';
const HELP = 'https://help.example.com/';

describe.each(bothProfiles)('knowledge, %s', (_name, variants) => {
	let account: UltravoxAccount;
	let corpus: Chosen;

	beforeAll(async () => {
		account = await UltravoxAccount.start(variants);
		const { web } = account.ultravox.corpora;
		web.set(HELP, { body: '<title>Help</title><a href="/reset">Reset</a><p>Ask us anything.</p>' });
		web.set(`${HELP}reset`, {
			body: '<title>Reset</title><p>To reset the device, press both keys.</p>',
		});
	});

	afterAll(async () => await account.close());

	const sourcesOf = ({ value }: Chosen) => account.ultravox.corpora.find(value)?.sources;
	const sourcePath = (source: Chosen) => `/api/corpora/${corpus.value}/sources/${source.value}`;
	const upload = (parameters: Fields) =>
		ultravox('Upload', 'corpusSource', 'uploadFile', { corpus, ...parameters });
	const passages = async (query: string, options: Fields = {}) =>
		(await account.items('corpus', 'query', { corpus, query, options })).map(
			({ content }) => content,
		);

	/** What is being done is over, and so is all indexing as soon as it has begun. */
	const indexed = async <T>(doing: Promise<T>): Promise<T> => {
		const finish = async () => {
			await eventually('the indexing to begin', () =>
				[...(sourcesOf(corpus)?.values() ?? [])].some(({ coming }) => coming !== undefined),
			);
			account.ultravox.corpora.finishIndexing();
		};
		return (await Promise.all([doing, finish()]))[0];
	};

	test('knowledge is made, renamed, chosen from the list; more than the plan has is refused', async () => {
		const made = await account.run('corpus', 'create', {
			name: 'Manuals',
			additionalFields: { description: 'All of them' },
		});
		corpus = await account.fromList('searchCorpora', 'Manuals');
		expect(made).toMatchObject({
			corpusId: corpus.value,
			description: 'All of them',
			stats: { status: 'CORPUS_STATUS_EMPTY' },
		});
		await account.run('corpus', 'update', {
			corpus,
			updateFields: { name: 'Product manuals', description: '' },
		});
		expect(account.ultravox.corpora.find(corpus.value)).toMatchObject({
			name: 'Product manuals',
			description: '',
		});

		const other = await account.run('corpus', 'create', { name: 'Other' });
		const third = await account.refused('corpus', 'create', { name: 'Third' });
		expect(third.message).toMatch(/Your plan includes 2 corpora/);
		const listed = await account.items('corpus', 'getMany', { returnAll: true });
		expect(listed.map(({ name }) => name)).toEqual(['Other', 'Product manuals']);
		const gone = byId(String(other.corpusId));
		expect(await account.run('corpus', 'delete', { corpus: gone })).toEqual({
			corpusId: gone.value,
			deleted: true,
		});
		expect(account.ultravox.corpora.find(gone.value)).toBeUndefined();
	});

	test('a file is uploaded byte by byte, and the next node asks about it when it is indexed', async () => {
		account.ultravox.corpora.indexingMs = Infinity;
		const execution = await indexed(
			account.inARow(
				...textFile('prices.txt', PRICES),
				upload({ name: 'Price list', options: { waitUntilIndexed: true, maxWait: 60 } }),
				ultravox('Ask', 'corpus', 'query', { corpus, query: 'large device' }),
			),
		);
		expect(executionError(execution)).toBeUndefined();
		const [uploaded] = outputItems(execution, 'Upload');
		expect(uploaded?.json).toMatchObject({
			name: 'Price list',
			stats: { status: 'SOURCE_STATUS_READY', numDocs: 1 },
			fileName: 'prices.txt',
			mimeType: 'text/plain',
			fileBytes: Buffer.byteLength(PRICES),
		});
		const { documentId, sourceId } = uploaded?.json as Record<string, string>;
		const sent = account.ultravox.corpora.uploads.get(documentId ?? '');
		expect(sent?.bytes?.toString('utf8')).toBe(PRICES);
		expect(outputItems(execution, 'Ask')[0]?.json).toMatchObject({
			content: 'The large device costs 90 euros.',
			citation: { documentId, sourceId, title: 'prices.txt' },
		});
		expect(await account.run('corpus', 'get', { corpus })).toMatchObject({
			stats: { status: 'CORPUS_STATUS_READY', numDocs: 1 },
		});
	});

	test('another file comes to the same source; its documents are listed and looked at', async () => {
		const corpusSource = await account.fromList('searchCorpusSources', 'Price list', { corpus });
		const execution = await indexed(
			account.inARow(
				...textFile('notes', 'Spare keys cost 5 euros.'),
				upload({
					addTo: 'existingSource',
					corpusSource,
					options: { waitUntilIndexed: true, fileName: 'keys.md', mimeType: 'text/markdown' },
				}),
			),
		);
		expect(executionError(execution)).toBeUndefined();
		const [uploaded] = outputItems(execution, 'Upload');
		expect(uploaded?.json).toMatchObject({ sourceId: corpusSource.value, stats: { numDocs: 2 } });
		expect(await passages('spare keys')).toEqual(['Spare keys cost 5 euros.']);
		const many = await account.items('corpusSource', 'getManyDocuments', {
			corpus,
			corpusSource,
			returnAll: true,
		});
		expect(many.map(({ mimeType }) => mimeType).toSorted()).toEqual([
			'text/markdown',
			'text/plain',
		]);
		const document = await account.fromList('searchCorpusDocuments', 'keys.md', {
			corpus,
			corpusSource,
		});
		const shown = await account.run('corpusSource', 'getDocument', {
			corpus,
			corpusSource,
			document,
		});
		expect(many).toContainEqual(shown);
		expect(shown).toMatchObject({ documentId: document.value, metadata: { title: 'keys.md' } });
	});

	test('a file that is not indexed in time is there all the same, and a source can be made of it', async () => {
		const late = await account.refusedInARow(
			...textFile('late.txt', 'Late deliveries are free.'),
			upload({ name: 'Late', options: { waitUntilIndexed: true, maxWait: 1 } }),
		);
		const said =
			/^The file is document (\S+) of source (\S+), but it was not indexed in time \(1 s\)$/;
		const [, documentId = '', sourceId = ''] = said.exec(late.message) ?? [];
		expect(late).toEqual({
			message: expect.stringMatching(said) as string,
			description: expect.stringContaining('Indexing goes on') as string,
		});
		const corpusSource = byId(sourceId);
		expect(await account.run('corpusSource', 'get', { corpus, corpusSource })).toMatchObject({
			name: 'Late',
			stats: { status: 'SOURCE_STATUS_INITIALIZING' },
			upload: { documentIds: [documentId] },
		});
		expect(await account.run('corpusSource', 'delete', { corpus, corpusSource })).toMatchObject({
			deleted: true,
		});
		expect(sourcesOf(corpus)?.has(sourceId)).toBe(false);

		const asked = await account.run('corpusSource', 'create', {
			corpus,
			name: 'Questions',
			documentsFrom: 'advanced',
			documents: {
				values: [{ documentId, exampleQueries: ['Who pays when it comes too late?'] }],
			},
		});
		account.ultravox.corpora.finishIndexing();
		expect(asked).toMatchObject({
			advanced: {
				documents: [{ documentId, exampleQueries: ['Who pays when it comes too late?'] }],
			},
		});
		expect(await passages('who pays too late', { minimumScore: 0.5, maxResults: 1 })).toEqual([
			'Late deliveries are free.',
		]);
		const plain = await account.run('corpusSource', 'create', {
			corpus,
			name: 'Plain',
			documentsFrom: 'upload',
			documentIds: documentId,
			additionalFields: { description: 'Once more' },
		});
		expect(plain).toMatchObject({
			description: 'Once more',
			upload: { documentIds: [documentId] },
		});
		const listed = await account.items('corpusSource', 'getMany', { corpus, returnAll: true });
		expect(listed.map(({ name }) => name)).toEqual(['Plain', 'Questions', 'Price list']);
	});

	test('web pages are read, deeper after an update: the rest of the crawl stays', async () => {
		const made = await account.run('corpusSource', 'create', {
			corpus,
			name: 'Help pages',
			documentsFrom: 'crawl',
			startUrls: [HELP],
			crawlOptions: { maxDepth: 1, maxDocuments: 20, includedDocumentTypes: 'text/html' },
		});
		const corpusSource = byId(String(made.sourceId));
		account.ultravox.corpora.finishIndexing();
		expect(await passages('reset the device', { minimumScore: 1 })).toEqual([]);
		await account.run('corpusSource', 'update', {
			corpus,
			corpusSource,
			updateFields: { maxDepth: 2, name: 'Help' },
		});
		account.ultravox.corpora.finishIndexing();
		expect(await account.console('GET', sourcePath(corpusSource))).toMatchObject({
			name: 'Help',
			stats: { numDocs: 2 },
			crawl: {
				startUrls: [HELP],
				maxDepth: 2,
				maxDocuments: 20,
				relevantDocumentTypes: { include: { mimeTypes: ['text/html'] } },
			},
		});
		const [found] = await account.items('corpus', 'query', {
			corpus,
			query: 'reset the device',
			options: { minimumScore: 1 },
		});
		expect(found).toMatchObject({
			score: 1,
			citation: { publicUrl: `${HELP}reset`, title: 'Reset', sourceId: corpusSource.value },
		});
		const file = await account.refusedInARow(
			...textFile('late.txt', 'more'),
			upload({ addTo: 'existingSource', corpusSource }),
		);
		expect(file.message).toMatch(/'Knowledge Source' takes no files/);
	});

	test('every operation was executed', () => {
		account.expectExecuted('corpus');
		account.expectExecuted('corpusSource');
	});
});
