import type { IDataObject } from 'n8n-workflow';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator, corpusSourceLocator } from '../../descriptions/knowledgeLocators';
import { together } from '../../settings/setting';
import { crawlLimits, crawlOf, startUrls } from './crawl';
import { documentIds, queriedDocuments } from './documents';
import { sourcePath } from './sourcePath';

const crawl = together(startUrls, crawlLimits);
const upload = documentIds({ description: 'All uploaded documents of the source from now on' });
const advanced = queriedDocuments({
	description: 'All documents of the source from now on, with the questions that they answer',
});

const KINDS = [
	{ kind: 'crawl', setting: crawl, words: 'comes from a web crawl' },
	{ kind: 'upload', setting: upload, words: 'has uploaded documents' },
	{
		kind: 'advanced',
		setting: advanced,
		words: 'has documents with example queries',
	},
] as const;

/**
 * `PATCH /api/corpora/{corpus_id}/sources/{source_id}` (ultravox.md §7.4). Whether a patch merges or replaces what is inside a
 * crawl is nowhere said, so the crawl is read first and sent whole.
 */
export const update: StepsOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update knowledge source',
	description:
		'Change a knowledge source, or let it be indexed once more: every update does, and a web crawl then runs again',
	properties: [
		corpusLocator(),
		corpusSourceLocator(),
		fieldCollection({ displayName: 'Update Fields', name: 'updateFields' }, [
			...[...crawl.properties, ...upload.properties, ...advanced.properties],
			{ displayName: 'Description', name: 'description', type: 'string' as const, default: '' },
			{ displayName: 'Name', name: 'name', type: 'string' as const, default: '' },
		]),
	],
	execute: async (api, parameters) => {
		const path = sourcePath(parameters);
		const fields = parameters.collection('updateFields');
		const texts = given({
			name: fields.has('name') ? fields.text('name') : undefined,
			description: fields.givenText('description'),
		});
		const changed = changedOrigin(fields);
		if (Object.keys(texts).length === 0 && changed === undefined) {
			throw parameters.problem('updateFields', 'are empty');
		}
		const origin = changed === undefined ? {} : await wholeOrigin(api, path, fields, changed);
		const body = { ...texts, ...origin };
		return [{ json: await api.send({ method: 'PATCH', path, body }) }];
	},
};

interface Change {
	kind: (typeof KINDS)[number]['kind'];
	values: IDataObject;
	/** A field that was given, to name in a problem. */
	given: string;
}

/** What the user changes about where the documents come from. */
function changedOrigin(fields: Parameters): Change | undefined {
	const changes = KINDS.flatMap(({ kind, setting }) => {
		const values = setting.read(fields);
		const added = setting.properties.find(({ name }) => fields.has(name))?.name;
		if (Object.keys(values).length === 0 || added === undefined) return [];
		return [{ kind, values, given: added }];
	});
	const [one, another] = changes;
	if (one === undefined || another === undefined) return one;
	throw fields.problem(
		another.given,
		`and ${fields.label(one.given)} exclude each other`,
		'The documents of a source all come from one place',
	);
}

/** @throws InputProblem when the documents of this source come from somewhere else */
async function wholeOrigin(
	api: UltravoxApi,
	path: string,
	fields: Parameters,
	{ kind, values, given: added }: Change,
): Promise<IDataObject> {
	const source = await api.send({ method: 'GET', path });
	const before: IDataObject = { ...source, crawl: crawlOf(source) };
	const other = KINDS.find((one) => one.kind !== kind && before[one.kind] !== undefined);
	if (other !== undefined && before[kind] === undefined) {
		throw fields.problem(
			added,
			`does not go with this source: it ${other.words}`,
			'Create another source for other documents',
		);
	}
	return { [kind]: { ...(kind === 'crawl' ? crawlOf(source) : {}), ...values } };
}
