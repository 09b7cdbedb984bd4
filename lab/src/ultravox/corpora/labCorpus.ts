import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';
import type { LabDocument } from './labDocument';
import { chunksOf } from './labDocument';
import type { LabSource } from './labSource';

/** A corpus of the lab's account (ultravox.md §7.4). */
export interface LabCorpus {
	readonly sequence: number;
	readonly corpusId: string;
	readonly created: string;
	name: string;
	description: string;
	readonly sources: Map<string, LabSource>;
}

export function createCorpus(created: string): LabCorpus {
	return {
		sequence: nextSequence(),
		corpusId: randomUUID(),
		created,
		name: '',
		description: '',
		sources: new Map(),
	};
}

/** Changes the texts the body names. */
export function updateTexts(target: { name: string; description: string }, body: JsonObject): void {
	if (typeof body.name === 'string') target.name = body.name;
	if (typeof body.description === 'string') target.description = body.description;
}

/** EMPTY without a source, INITIALIZING until the first one is ready, UPDATING while another is not. */
function corpusStatus(sources: LabSource[]): string {
	if (sources.length === 0) return 'CORPUS_STATUS_EMPTY';
	if (sources.every(({ lastUpdated }) => lastUpdated === undefined)) {
		return 'CORPUS_STATUS_INITIALIZING';
	}
	return sources.some(({ coming }) => coming) ? 'CORPUS_STATUS_UPDATING' : 'CORPUS_STATUS_READY';
}

/** The Corpus object of the API; its sources have been settled. */
export function corpusJson(corpus: LabCorpus): JsonObject {
	const { corpusId, created, name, description } = corpus;
	const sources = [...corpus.sources.values()];
	const documents = sources.flatMap((source) => source.documents);
	const updates = sources.flatMap(({ lastUpdated }) => lastUpdated ?? []);
	return {
		corpusId,
		created,
		name,
		description,
		stats: {
			status: corpusStatus(sources),
			...(updates.length > 0 ? { lastUpdated: new Date(Math.max(...updates)).toISOString() } : {}),
			numDocs: documents.length,
			numChunks: sum(documents, (document) => chunksOf(document).length),
			numVectors: sum(documents, vectors),
		},
	};
}

/** Of an advanced document its queries are embedded, not its text (OAS). */
function vectors(document: LabDocument): number {
	return document.exampleQueries?.length ?? chunksOf(document).length;
}

function sum<T>(items: T[], count: (item: T) => number): number {
	return items.reduce((total, item) => total + count(item), 0);
}
