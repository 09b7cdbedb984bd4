import { asJsonObject } from '../jsonValue';
import type { LabDocument } from './labDocument';
import { createDocument } from './labDocument';

/** A page of the lab's web: what a crawl finds at an address. */
export interface WebPage {
	/** `text/html` when not given. */
	mimeType?: string;
	body: string;
}

export interface CrawlSpec {
	startUrls?: string[];
	maxDepth?: number;
	maxDocuments?: number;
	maxDocumentBytes?: number;
	relevantDocumentTypes?: {
		include?: { mimeTypes?: string[] };
		exclude?: { mimeTypes?: string[] };
	};
}

export const MOST_DOCUMENTS = 200;
export const MOST_DOCUMENT_BYTES = 10 * 1024 * 1024;

/**
 * Follows links through the lab's web from the start addresses (OAS, ultravox.md §7.4): depth 1 is only those.
 * Addresses without a page are passed over.
 */
export function crawl(
	spec: CrawlSpec,
	web: ReadonlyMap<string, WebPage>,
	created: string,
): LabDocument[] {
	const most = Math.min(spec.maxDocuments ?? MOST_DOCUMENTS, MOST_DOCUMENTS);
	const mostBytes = Math.min(spec.maxDocumentBytes ?? MOST_DOCUMENT_BYTES, MOST_DOCUMENT_BYTES);
	const documents: LabDocument[] = [];
	const seen = new Set<string>();
	let addresses = spec.startUrls ?? [];
	for (let depth = 1; depth <= (spec.maxDepth ?? 1) && addresses.length > 0; depth += 1) {
		const next: string[] = [];
		for (const address of addresses) {
			const page = seen.has(address) ? undefined : web.get(address);
			seen.add(address);
			if (!page) continue;
			next.push(...linksOf(page, address));
			const document = documentOf(page, address, created);
			const isKept = document.bytes.length <= mostBytes && isRelevant(document.mimeType, spec);
			if (isKept && documents.length < most) documents.push(document);
		}
		addresses = next;
	}
	return documents;
}

function documentOf(page: WebPage, publicUrl: string, created: string): LabDocument {
	const title = /<title>([^<]*)<\/title>/i.exec(page.body)?.[1]?.trim();
	return createDocument({
		created,
		mimeType: page.mimeType ?? 'text/html',
		bytes: Buffer.from(page.body),
		publicUrl,
		...(title === undefined ? {} : { title }),
	});
}

function linksOf(page: WebPage, base: string): string[] {
	return [...page.body.matchAll(/\bhref="([^"#]+)/gi)].flatMap(([, link = '']) => {
		const url = URL.parse(link, base);
		return url && /^https?:$/.test(url.protocol) ? [url.href] : [];
	});
}

/** An entry without a subtype stands for all of its subtypes. */
function isRelevant(mimeType: string, { relevantDocumentTypes }: CrawlSpec): boolean {
	const isIn = (set: unknown): boolean | undefined => {
		const { mimeTypes } = asJsonObject(set);
		if (!Array.isArray(mimeTypes) || mimeTypes.length === 0) return undefined;
		return mimeTypes.some(
			(entry) => mimeType === entry || mimeType.startsWith(`${String(entry)}/`),
		);
	};
	const { include, exclude } = relevantDocumentTypes ?? {};
	return (isIn(include) ?? true) && !(isIn(exclude) ?? false);
}
