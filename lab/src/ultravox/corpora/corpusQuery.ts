import type { JsonObject } from '../jsonValue';
import type { LabDocument } from './labDocument';
import { chunksOf } from './labDocument';

interface Hit {
	content: string;
	score: number;
	citation: JsonObject;
}

/**
 * The chunks that share words with the query, best first: the lab's stand-in for a semantic search. The score
 * is the share of the query's words, 1 at most.
 */
export function queryDocuments(
	documents: Iterable<{ sourceId: string; document: LabDocument }>,
	query: string,
	maxResults: number,
): Hit[] {
	const wanted = wordsOf(query);
	const hits: Hit[] = [];
	for (const { sourceId, document } of documents) {
		const { documentId, publicUrl, title, exampleQueries } = document;
		for (const content of chunksOf(document)) {
			const scores = (exampleQueries ?? [content]).map((text) => share(wanted, wordsOf(text)));
			const score = Math.max(0, ...scores);
			if (score === 0) continue;
			hits.push({
				content,
				score,
				citation: {
					sourceId,
					documentId,
					...(publicUrl === undefined ? {} : { publicUrl }),
					...(title === undefined ? {} : { title }),
				},
			});
		}
	}
	return hits.sort((a, b) => b.score - a.score).slice(0, maxResults);
}

function wordsOf(text: string): Set<string> {
	return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function share(wanted: Set<string>, present: Set<string>): number {
	const found = [...wanted].filter((word) => present.has(word)).length;
	return wanted.size === 0 ? 0 : found / wanted.size;
}
