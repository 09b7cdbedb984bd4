import type { IDataObject } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { integerField } from '../../settings/fields';
import type { Setting } from '../../settings/setting';
import { together } from '../../settings/setting';
import { MOST_DOCUMENTS } from './sourcePath';

/** 10 MB (ultravox.md §7.4). */
const MOST_BYTES = 10 * 1024 * 1024;

/** The addresses a crawl begins with: a list, or one text with blanks or line breaks between them, since commas may be inside. */
function readUrls(parameters: Parameters, name: string): string[] | undefined {
	const value = parameters.raw(name);
	const list: unknown[] = Array.isArray(value)
		? value
		: (parameters.optionalText(name) ?? '').split(/\s+|,(?=\s*https?:\/\/)/i);
	const urls = list.map((url) => String(url).trim()).filter((url) => url !== '');
	for (const url of urls) {
		if (/^https?:\/\/[^\s/?#]+\S*$/i.test(url)) continue;
		throw parameters.problem(
			name,
			`has an entry that is not a web address: '${url}'`,
			'Each has to begin with https:// or http://',
		);
	}
	return urls.length === 0 ? undefined : urls;
}

/** Where a crawl begins. */
export const startUrls: Setting = {
	properties: [
		{
			displayName: 'Start URLs',
			name: 'startUrls',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add URL' },
			default: [],
			placeholder: 'e.g. https://example.com/help',
			description: 'The pages that the crawl begins with',
		},
	],
	read: (parameters) => given({ startUrls: readUrls(parameters, 'startUrls') }),
};

const typeList = (
	displayName: string,
	name: string,
	description: string,
): Setting['properties'][number] => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. text/html, application/pdf',
	description,
});

/** Which documents are kept: only those of some types, or all but those. */
const documentTypes: Setting = {
	properties: [
		typeList(
			'Except Document Types',
			'excludedDocumentTypes',
			'MIME types that are not kept, with commas between them',
		),
		typeList(
			'Only Document Types',
			'includedDocumentTypes',
			'MIME types that are kept, with commas between them; types that Ultravox reads well when left out',
		),
	],
	read: (parameters) => {
		const include = readTypes(parameters, 'includedDocumentTypes');
		const exclude = readTypes(parameters, 'excludedDocumentTypes');
		if (include.length > 0 && exclude.length > 0) {
			throw parameters.problem(
				'excludedDocumentTypes',
				`and ${parameters.label('includedDocumentTypes')} exclude each other`,
				'Ultravox takes one of them: remove the other',
			);
		}
		if (include.length > 0) return { relevantDocumentTypes: { include: { mimeTypes: include } } };
		if (exclude.length > 0) return { relevantDocumentTypes: { exclude: { mimeTypes: exclude } } };
		return {};
	},
};

function readTypes(parameters: Parameters, name: string): string[] {
	const types = parameters.texts(name);
	const strange = types.find((type) => !/^[\w.+-]+\/[\w.+*-]+$/.test(type));
	if (strange === undefined) return types;
	throw parameters.problem(name, `has an entry that is no MIME type: '${strange}'`);
}

/** How far a crawl goes (ultravox.md §7.4). */
export const crawlLimits: Setting = together(
	integerField(
		{
			displayName: 'Max Depth',
			name: 'maxDepth',
			description:
				'How far links are followed: 1 takes the start URLs alone, 2 also what they link to, and so on',
		},
		{ min: 1 },
	),
	integerField(
		{
			displayName: 'Max Document Bytes',
			name: 'maxDocumentBytes',
			default: MOST_BYTES,
			description: 'Larger documents are left out',
		},
		{ min: 1, max: MOST_BYTES },
	),
	integerField(
		{
			displayName: 'Max Documents',
			name: 'maxDocuments',
			default: MOST_DOCUMENTS,
			description: 'The most documents to take in',
		},
		{ min: 1, max: MOST_DOCUMENTS },
	),
	documentTypes,
);

/** The crawl of a source that has one, be it in its former name (ultravox.md §7.4). */
export function crawlOf({ crawl, loadSpec }: IDataObject): IDataObject | undefined {
	return (crawl ?? loadSpec ?? undefined) as IDataObject | undefined;
}
