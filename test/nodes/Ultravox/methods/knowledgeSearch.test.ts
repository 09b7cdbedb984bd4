import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	searchCorpora,
	searchCorpusDocuments,
	searchCorpusSources,
} from '../../../../nodes/Ultravox/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const CORPUS = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const SOURCE = '7c0f3d5a-11d4-4c0b-8a0e-5f6a7b8c9d0e';
const chosen = (value: string) => ({ __rl: true, mode: 'id', value });

/** A context in which Ultravox answers with one page, and the panel has these parameters. */
function having(results: object[], parameters: Record<string, unknown> = {}, next?: string) {
	const { context, requests } = recordingContext(() => ({ results, next: next ?? null }));
	const getCurrentNodeParameter = (name: string) => parameters[name];
	const panel = { ...context, getCurrentNodeParameter } as unknown as ILoadOptionsFunctions;
	return { panel, paths: () => requests.map(({ url }) => new URL(url).pathname) };
}

test('knowledge is listed by name, and by ID where it has none; what is typed is looked for', async () => {
	const list = [
		{ corpusId: 'a', name: 'Manuals' },
		{ corpusId: 'b', name: '' },
	];
	const { panel } = having(list, {}, 'https://api.ultravox.ai/api/corpora?cursor=cD0y');
	expect(await searchCorpora.call(panel)).toEqual({
		results: [
			{ name: 'Manuals', value: 'a' },
			{ name: 'b', value: 'b' },
		],
		paginationToken: 'cD0y',
	});
	expect((await searchCorpora.call(panel, 'MAN')).results).toHaveLength(1);
});

test('sources are those of the chosen knowledge', async () => {
	const { panel, paths } = having([{ sourceId: SOURCE, name: 'Help' }], {
		corpus: chosen(` ${CORPUS.toUpperCase()} `),
	});
	expect(await searchCorpusSources.call(panel)).toMatchObject({
		results: [{ name: 'Help', value: SOURCE }],
	});
	expect(paths()).toEqual([`/api/corpora/${CORPUS}/sources`]);
});

test('documents are those of the chosen source, by title or by address', async () => {
	const documents = [
		{ documentId: 'a', metadata: { title: 'Help', publicUrl: 'https://example.com' } },
		{ documentId: 'b', metadata: { publicUrl: 'https://example.com/faq' } },
		{ documentId: 'c' },
	];
	const { panel, paths } = having(documents, {
		corpus: chosen(CORPUS),
		corpusSource: chosen(SOURCE),
	});
	expect((await searchCorpusDocuments.call(panel)).results).toEqual([
		{ name: 'Help', value: 'a' },
		{ name: 'https://example.com/faq', value: 'b' },
		{ name: 'c', value: 'c' },
	]);
	expect(paths()).toEqual([`/api/corpora/${CORPUS}/sources/${SOURCE}/documents`]);
});

test.each([
	['nothing', ''],
	['an expression', '={{ $json.corpusId }}'],
	['a way out', '../accounts'],
])('with %s chosen, it says what to choose, and asks nobody', async (_what, value) => {
	const { panel, paths } = having([], { corpus: chosen(value), corpusSource: chosen(SOURCE) });
	const search = searchCorpusSources.call(panel);
	await expect(search).rejects.toThrow(/Choose a 'Knowledge' first/);
	await expect(searchCorpusDocuments.call(panel)).rejects.toThrow(/'Knowledge' first/);
	expect(paths()).toEqual([]);
});
