import type { IDataObject } from 'n8n-workflow';
import { refusal } from '../../../shared/refusal';
import { pauseUnlessStopped } from '../../../shared/repeat';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

const BETWEEN_MS = 2_000;
const GOES_ON = 'Indexing goes on: look at the source later with the operation Get';

/** What a source says of its documents. */
const statsOf = ({ stats }: IDataObject): IDataObject => (stats ?? {}) as IDataObject;

export interface Indexing {
	/** `/api/corpora/{corpus_id}/sources/{source_id}` */
	path: string;
	/** The source before the file was added to it; undefined when it is new. */
	before?: IDataObject;
	/** The source as it was answered when the file was added. */
	source: IDataObject;
	seconds: number;
	/** What exists in any case, as a sentence without a full stop. */
	exists: string;
}

/**
 * Waits until a source is ready with the file in it (ultravox.md §7.4).
 * @returns the source then
 * @throws NodeApiError that says what exists, when the time is up, the execution is stopped or Ultravox does not answer
 */
export async function waitUntilIndexed(api: UltravoxApi, indexing: Indexing): Promise<IDataObject> {
	const { path, before, seconds, exists } = indexing;
	const stopped = api.context.getExecutionCancelSignal();
	const until = Date.now() + seconds * 1_000;
	let { source } = indexing;
	// A source that was ready before is still said to be until the indexing begins.
	let hasBegun = before === undefined;
	for (;;) {
		const { status, lastUpdated, numDocs } = statsOf(source);
		const isReady = status === 'SOURCE_STATUS_READY';
		const old = statsOf(before ?? {});
		hasBegun ||= !isReady || lastUpdated !== old.lastUpdated || numDocs !== old.numDocs;
		if (isReady && hasBegun) return indexed(api, source, exists);
		const left = until - Date.now();
		if (left <= 0) {
			throw refusal(
				api,
				`${exists}, but it was not indexed in time (${seconds} s)`,
				`${GOES_ON}, or give it more time in 'Max Wait (Seconds)'`,
			);
		}
		if (!(await pauseUnlessStopped(Math.min(left, BETWEEN_MS), stopped))) {
			throw refusal(api, `${exists}; the execution was stopped before it was indexed`, GOES_ON);
		}
		source = await read(api, path, exists);
	}
}

async function read(api: UltravoxApi, path: string, exists: string): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await api.send({ method: 'GET', path });
	} catch (error) {
		failure = error;
	}
	const words = failure instanceof Error ? `: ${failure.message}` : '';
	throw refusal(api, `${exists}, but whether it is indexed is not known${words}`, GOES_ON, failure);
}

/** A source that is ready without a single document has thrown the file away. */
function indexed(api: UltravoxApi, source: IDataObject, exists: string): IDataObject {
	if (statsOf(source).numDocs !== 0) return source;
	throw refusal(
		api,
		`${exists}, but nothing of it could be indexed`,
		'Ultravox may not read files of this type, or the file holds no text',
	);
}
