import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import type { WebPage } from './crawl';
import { crawl } from './crawl';
import type { LabDocument } from './labDocument';
import { createDocument } from './labDocument';
import type { KnownUploads } from './sourceRules';

/** What a source brings in: the documents it names, or those it finds in the lab's web. */
export function sourceDocuments(
	spec: JsonObject,
	from: { uploads: KnownUploads; web: ReadonlyMap<string, WebPage> },
	created: string,
): LabDocument[] {
	const uploaded = (documentId: unknown, exampleQueries?: string[]): LabDocument[] => {
		const upload = from.uploads(String(documentId));
		if (!upload?.bytes) return [];
		const { mimeType, fileName, bytes } = upload;
		return [
			createDocument({
				documentId: upload.documentId,
				created,
				mimeType,
				bytes,
				...(fileName === '' ? {} : { title: fileName }),
				...(exampleQueries ? { exampleQueries } : {}),
			}),
		];
	};
	if (spec.upload !== undefined) {
		const { documentIds } = asJsonObject(spec.upload);
		return (Array.isArray(documentIds) ? documentIds : []).flatMap((id) => uploaded(id));
	}
	if (spec.advanced !== undefined) {
		const { documents } = asJsonObject(spec.advanced);
		return (Array.isArray(documents) ? documents : [])
			.filter(isJsonObject)
			.flatMap(({ documentId, exampleQueries }) =>
				uploaded(documentId, (exampleQueries as string[]).map(String)),
			);
	}
	return crawl(asJsonObject(spec.crawl ?? spec.loadSpec), from.web, created);
}
