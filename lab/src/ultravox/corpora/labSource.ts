import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../jsonValue';
import { nextSequence } from '../sorting';
import type { LabDocument } from './labDocument';

/** Where the documents come from: one of these, as the body says it. */
export const SPEC_FIELDS = ['crawl', 'upload', 'advanced', 'loadSpec'] as const;

/** A source of a corpus (ultravox.md §7.4). */
export interface LabSource {
	readonly sequence: number;
	readonly sourceId: string;
	readonly created: string;
	name: string;
	description: string;
	/** One of `SPEC_FIELDS` with its value. */
	spec: JsonObject;
	/** What the corpus can be asked about now. */
	documents: LabDocument[];
	/** When the documents were last brought in, in milliseconds since the epoch; undefined before. */
	lastUpdated: number | undefined;
	/** What is being indexed, and when that will be done. */
	coming: { documents: LabDocument[]; at: number } | undefined;
}

export function createSource(created: string): LabSource {
	return {
		sequence: nextSequence(),
		sourceId: randomUUID(),
		created,
		name: '',
		description: '',
		spec: {},
		documents: [],
		lastUpdated: undefined,
		coming: undefined,
	};
}

/** Takes over what has been indexed by now. */
export function settleSource(source: LabSource, now: number): LabSource {
	const { coming } = source;
	if (!coming || coming.at > now) return source;
	source.documents = coming.documents;
	source.lastUpdated = coming.at;
	source.coming = undefined;
	return source;
}

/** INITIALIZING until it has been indexed once, UPDATING whenever that happens again. */
function sourceStatus({ coming, lastUpdated }: LabSource): string {
	if (!coming) return 'SOURCE_STATUS_READY';
	return lastUpdated === undefined ? 'SOURCE_STATUS_INITIALIZING' : 'SOURCE_STATUS_UPDATING';
}

/** The CorpusSource object of the API. */
export function sourceJson(source: LabSource, corpusId: string): JsonObject {
	const { sourceId, created, name, description, spec, lastUpdated, documents } = source;
	return {
		corpusId,
		sourceId,
		created,
		name,
		description,
		stats: {
			status: sourceStatus(source),
			...(lastUpdated === undefined ? {} : { lastUpdated: new Date(lastUpdated).toISOString() }),
			numDocs: documents.length,
		},
		...spec,
	};
}
