import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';

/** A document that a source brought in. */
export interface LabDocument {
	readonly sequence: number;
	readonly documentId: string;
	readonly created: string;
	readonly mimeType: string;
	readonly bytes: Buffer;
	readonly publicUrl?: string;
	readonly title?: string;
	/** Of an advanced source: the document is one chunk, found by queries like these. */
	readonly exampleQueries?: readonly string[];
}

export function createDocument(
	facts: Omit<LabDocument, 'sequence' | 'documentId'> & { documentId?: string },
): LabDocument {
	return { documentId: randomUUID(), ...facts, sequence: nextSequence() };
}

/** The CorpusDocument object of the API; a size is text there (ultravox.md §7.4). */
export function documentJson(
	document: LabDocument,
	ids: { corpusId: string; sourceId: string },
): JsonObject {
	const { documentId, created, mimeType, bytes, publicUrl, title, exampleQueries } = document;
	return {
		...ids,
		documentId,
		created,
		mimeType,
		metadata: {
			...(publicUrl === undefined ? {} : { publicUrl }),
			...(title === undefined ? {} : { title }),
			...(exampleQueries === undefined ? {} : { exampleQueries }),
		},
		sizeBytes: String(bytes.length),
	};
}

const LONGEST_CHUNK = 1000;
const TEXTUAL = /^text\/|[/+](?:json|xml|yaml)$/;

/** What a query can bring back of a document: its paragraphs, long ones in pieces. */
export function chunksOf(document: LabDocument): string[] {
	const text = textOf(document);
	if (document.exampleQueries) return text === '' ? [] : [text];
	return text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.trim())
		.filter((paragraph) => paragraph !== '')
		.flatMap((paragraph) => paragraph.match(new RegExp(`[^]{1,${LONGEST_CHUNK}}`, 'g')) ?? []);
}

/** Text without tags; of a binary file the runs of letters in it. */
function textOf({ bytes, mimeType }: LabDocument): string {
	if (mimeType.startsWith('text/html')) {
		return bytes
			.toString('utf8')
			.replaceAll(/<(script|style)\b[^]*?<\/\1>/gi, '')
			.replaceAll(/<\/(?:p|h\d|li|div)>/gi, '\n\n')
			.replaceAll(/<[^>]*>/g, ' ')
			.trim();
	}
	if (TEXTUAL.test(mimeType)) return bytes.toString('utf8').trim();
	return (bytes.toString('latin1').match(/[\x20-\x7e]{4,}/g) ?? []).join('\n');
}
