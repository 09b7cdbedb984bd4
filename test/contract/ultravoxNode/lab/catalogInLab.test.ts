import type { IDataObject } from 'n8n-workflow';
import { LabLog } from '../../../../lab/src/labLog';
import { LabUltravox } from '../../../../lab/src/ultravox/labUltravox';
import type { UltravoxVariants } from '../../../../lab/src/ultravox/ultravoxVariants';
import { startRecordingServer } from '../../../engine/support/recordingServer';
import { byId } from '../../operations/contractCase';
import type { GivenFile } from '../support/runInLab';
import { runInLab } from '../support/runInLab';

let lab: LabUltravox;
const start = async (variants: Partial<UltravoxVariants> = {}) => {
	lab = await LabUltravox.start({ log: new LabLog(), variants });
};
afterEach(async () => await lab.close());

/** The items' JSON. */
async function run(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	file?: GivenFile,
): Promise<IDataObject[]> {
	const items = await runInLab(lab, [resource, operation], parameters, file);
	return items.map(({ json }) => json);
}

const one = async (...given: Parameters<typeof run>): Promise<IDataObject> =>
	(await run(...given))[0] ?? {};

const text = (content: string): GivenFile => ({
	fileName: 'prices.md',
	mimeType: 'text/markdown',
	bytes: Buffer.from(content),
});

/** Uploads and indexing take their time on a busy machine. */
jest.setTimeout(60_000);

describe.each(['replace', 'merge'] as const)(
	'knowledge, where a patch of a source is a %s (UNCONFIRMED, ultravox.md §7.4)',
	(patchNestedObject) => {
		test('is made, filled from files, found, changed and deleted', async () => {
			await start({ patchNestedObject });
			const { corpusId } = await one('corpus', 'create', { name: 'Prices' });
			const corpus = byId(String(corpusId));
			const waiting = { options: { waitUntilIndexed: true } };
			const first = await one(
				'corpusSource',
				'uploadFile',
				{ corpus, ...waiting },
				text('A haircut costs forty euros.'),
			);
			const corpusSource = byId(String(first.sourceId));
			const second = await one(
				'corpusSource',
				'uploadFile',
				{ corpus, addTo: 'existingSource', corpusSource, ...waiting },
				text('A beard trim costs nine euros.'),
			);
			expect(second).toMatchObject({
				sourceId: first.sourceId,
				stats: { status: 'SOURCE_STATUS_READY', numDocs: 2 },
				upload: { documentIds: [first.documentId, second.documentId] },
			});

			const found = await run('corpus', 'query', { corpus, query: 'beard trim' });
			expect(found[0]).toMatchObject({
				content: 'A beard trim costs nine euros.',
				citation: { documentId: second.documentId },
			});
			const known = await run('corpusSource', 'getManyDocuments', { corpus, corpusSource });
			expect(known).toHaveLength(2);
			const document = byId(String(first.documentId));
			expect(await one('corpusSource', 'getDocument', { corpus, corpusSource, document })).toEqual(
				expect.objectContaining({ mimeType: 'text/markdown' }),
			);

			await run('corpusSource', 'delete', { corpus, corpusSource });
			expect(await run('corpusSource', 'getMany', { corpus })).toEqual([]);
			await run('corpus', 'delete', { corpus });
			await expect(run('corpus', 'get', { corpus })).rejects.toThrow(/did not find/);
		});

		test('loses nothing of a web crawl when one limit of it is changed', async () => {
			await start({ patchNestedObject });
			const { corpusId } = await one('corpus', 'create', { name: 'Help' });
			const corpus = byId(String(corpusId));
			const { sourceId } = await one('corpusSource', 'create', {
				corpus,
				name: 'Pages',
				startUrls: ['https://example.com/help'],
				crawlOptions: { maxDepth: 2, includedDocumentTypes: 'text/html' },
			});
			const changed = await one('corpusSource', 'update', {
				corpus,
				corpusSource: byId(String(sourceId)),
				updateFields: { maxDocuments: 5 },
			});
			expect(changed.crawl).toEqual({
				startUrls: ['https://example.com/help'],
				maxDepth: 2,
				maxDocuments: 5,
				relevantDocumentTypes: { include: { mimeTypes: ['text/html'] } },
			});
		});
	},
);

test('what is not indexed in time exists all the same, and is named', async () => {
	await start();
	lab.corpora.indexingMs = Infinity;
	const { corpusId } = await one('corpus', 'create', { name: 'Prices' });
	const corpus = byId(String(corpusId));
	const waiting = { options: { waitUntilIndexed: true, maxWait: 1 } };
	await expect(
		run('corpusSource', 'uploadFile', { corpus, ...waiting }, text('A haircut')),
	).rejects.toThrow(/^The file is document \S+ of source \S+, but it was not indexed in time/);
	const [source] = await run('corpusSource', 'getMany', { corpus });
	expect(source?.upload).toEqual({ documentIds: [expect.any(String)] });
});

const WAV = Buffer.from('RIFF\x10\x00\x00\x00WAVEfmt ', 'latin1');

describe.each(['direct', 'redirect'] as const)(
	'voices, where a preview is %s (ultravox.md §7.2)',
	(previewDelivery) => {
		test('are cloned, heard, changed and deleted', async () => {
			await start({ previewDelivery });
			const sample = { fileName: 'a.wav', mimeType: 'audio/wav', bytes: WAV };
			const cloned = await one('voice', 'clone', { name: 'Anna' }, sample);
			const voice = byId(String(cloned.voiceId));
			const [heard] = await runInLab(lab, ['voice', 'preview'], { voice });
			const sound = Buffer.from(heard?.binary?.data?.data ?? '', 'base64');
			expect(sound.toString('latin1', 0, 4)).toBe('RIFF');
			const updateFields = { name: 'Anne', description: 'From the phone' };
			expect(await one('voice', 'update', { voice, updateFields })).toMatchObject(updateFields);
			const filters = { ownership: 'private', search: 'anne' };
			expect(await run('voice', 'getMany', { filters })).toHaveLength(1);
			await run('voice', 'delete', { voice });
			await expect(run('voice', 'get', { voice })).rejects.toThrow(/did not find/);
		});
	},
);

test('a voice of a provider is heard, and then made', async () => {
	await start();
	const definition = { lmnt: { voiceId: 'leah', options: { speed: 1.5 } } };
	const [heard] = await runInLab(lab, ['voice', 'previewExternal'], { definition });
	const sound = Buffer.from(heard?.binary?.data?.data ?? '', 'base64');
	expect(sound.toString('latin1', 0, 4)).toBe('RIFF');
	expect(await one('voice', 'create', { name: 'Leah', definition })).toMatchObject({
		name: 'Leah',
		definition: { lmnt: { voiceId: 'leah', speed: 1.5 } },
	});
});

describe.each(['passThrough', 'wrapped'] as const)(
	'tools, where the answer of a test is %s (UNCONFIRMED, ultravox.md §7.1)',
	(toolTestAnswer) => {
		test('are made from a form, tried, changed and deleted', async () => {
			await start({ toolTestAnswer });
			const weather = await startRecordingServer(() => ({ status: 200, body: { sun: true } }));
			const row = { name: 'city', location: 'PARAMETER_LOCATION_BODY', required: true };
			const { toolId } = await one('tool', 'create', {
				name: 'Get weather',
				description: 'Tells the weather.',
				baseUrlPattern: `${weather.url}/weather`,
				dynamicParameters: { values: [{ ...row, schema: '{"type":"string"}' }] },
			});
			const tool = byId(String(toolId));
			const tried = await one('tool', 'test', { tool, toolParameters: '{"city":"Kiel"}' });
			await weather.close();
			expect(JSON.stringify(tried.response)).toContain('sun');
			expect(weather.requests.map(({ url, body }) => ({ url, body }))).toEqual([
				{ url: '/weather', body: { city: 'Kiel' } },
			]);

			const before = (await one('tool', 'get', { tool })).definition as IDataObject;
			const after = await one('tool', 'update', { tool, updateFields: { timeout: '10' } });
			expect(after.definition).toEqual({ ...before, timeout: '10s' });
			await run('tool', 'delete', { tool });
			await expect(run('tool', 'get', { tool })).rejects.toThrow(/did not find/);
		});
	},
);

test('a tool comes from an OpenAPI document, with what it needs to sign in', async () => {
	await start();
	const document = {
		openapi: '3.0.3',
		servers: [{ url: 'https://example.com' }],
		paths: { '/orders': { get: { operationId: 'listOrders', security: [{ apiKey: [] }] } } },
		components: {
			securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
		},
	};
	const bytes = Buffer.from(JSON.stringify(document));
	const file = { fileName: 'orders.json', mimeType: 'application/json', bytes };
	expect(await one('tool', 'create', { define: 'openApi' }, file)).toMatchObject({
		name: 'listOrders',
		definition: {
			http: { baseUrlPattern: 'https://example.com/orders', httpMethod: 'GET' },
			requirements: {
				httpSecurityOptions: {
					options: [{ requirements: { apiKey: { headerApiKey: { name: 'X-API-Key' } } } }],
				},
			},
		},
	});
});

test('of the account, its usage, its invoices and its keys the lab knows as much as Ultravox', async () => {
	await start();
	expect(await one('account', 'get')).toMatchObject({ accountId: expect.any(String) });
	expect(await run('account', 'getMany')).toHaveLength(1);
	expect(await run('account', 'getInvoices', { returnAll: true })).toHaveLength(12);
	for (const operation of ['getBilling', 'getUsage', 'getCallUsage', 'getConcurrency']) {
		expect(Object.keys(await one('account', operation))).not.toEqual([]);
	}
	const key = 'key-for-elevenlabs-0123';
	const keys = await one('account', 'updateTtsKeys', { updateFields: { elevenLabs: key } });
	expect(await one('account', 'getTtsKeys')).toEqual(keys);
	expect(JSON.stringify(keys)).not.toContain(key);
	await run('account', 'updateTtsKeys', { updateFields: { removeKeys: ['elevenLabs'] } });
	expect(await one('account', 'getTtsKeys')).toEqual({});

	const typed = { provider: 'twilio', accountSid: 'AC1', authToken: 'token-for-twilio-0123' };
	const set = await one('account', 'updateTelephonySettings', typed);
	expect(set).toMatchObject({ twilio: { accountSid: 'AC1' } });
	expect(JSON.stringify(set)).not.toContain(typed.authToken);
	await run('account', 'updateTelephonySettings', { change: 'remove', provider: 'twilio' });
	expect(await one('account', 'getTelephonySettings')).toMatchObject({ twilio: null });
	expect(await run('model', 'getMany')).not.toEqual([]);
});
