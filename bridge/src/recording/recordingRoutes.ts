import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { answerJson } from '../doors/answer';
import { Refusal } from '../doors/refusal';
import type { Route, RoutedRequest } from '../doors/route';
import { CONTENT_TYPES, EXTENSIONS, type RecordingFacts } from './file/recordingFacts';
import { isRecordingId } from './recordingId';
import type { Shelf } from './shelf';
import { parseByteRange } from './store/byteRange';
import { isPlaceInList } from './store/recordingList';
import { StoreError } from './store/recordingStore';

const PAGE = 50;
const LONGEST_PAGE = 200;
const ONE = /^\/control\/recordings\/([^/]+)$/;

/** The addresses of recordings: a list, one of them as a file, and to delete it. */
export function recordingRoutes(shelf: Shelf | undefined, log: Logger): Route[] {
	const route = (
		method: Route['method'],
		path: RegExp,
		handle: (shelf: Shelf, routed: RoutedRequest, response: ServerResponse) => Promise<void>,
	): Route => ({
		method,
		path,
		access: 'control',
		handle: async (routed, response) => {
			if (!shelf) throw new Refusal(404, 'This bridge keeps no recordings.');
			try {
				await handle(shelf, routed, response);
			} catch (error) {
				if (!(error instanceof StoreError)) throw error;
				log.warn({ detail: error.detail }, 'a request for recordings failed');
				const sentence = 'The store of the recordings cannot be reached, or refuses.';
				throw new Refusal(502, sentence, { reason: error.message });
			}
		},
	});
	return [
		route('GET', /^\/control\/recordings$/, list),
		route('GET', ONE, send),
		route('DELETE', ONE, remove),
	];
}

async function list(
	shelf: Shelf,
	{ query }: RoutedRequest,
	response: ServerResponse,
): Promise<void> {
	const after = query.get('after') ?? undefined;
	if (after !== undefined && !isPlaceInList(after)) {
		throw new Refusal(400, 'after must be the next of an earlier page, or an id.');
	}
	const limit = query.get('limit') ?? String(PAGE);
	if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > LONGEST_PAGE) {
		throw new Refusal(400, `limit must be a whole number from 1 to ${LONGEST_PAGE}.`);
	}
	const callId = query.get('callId') ?? undefined;
	answerJson(response, 200, await shelf.list({ callId, after, limit: Number(limit) }));
}

async function send(
	shelf: Shelf,
	{ request, parameters }: RoutedRequest,
	response: ServerResponse,
): Promise<void> {
	const facts = await shelf.find(idIn(parameters));
	if (!facts) throw missing();
	const range = parseByteRange(request.headers.range, facts.bytes);
	if (range === 'unsatisfiable') {
		throw new Refusal(416, 'The recording is shorter than that.', {
			headers: { 'content-range': `bytes */${facts.bytes}` },
		});
	}
	const sound = request.method === 'HEAD' ? undefined : await shelf.read(facts, range);
	if (!sound && request.method !== 'HEAD') throw missing();
	response.writeHead(range ? 206 : 200, {
		...headersOf(facts),
		'content-length': range ? range.last - range.first + 1 : facts.bytes,
		...(range && { 'content-range': `bytes ${range.first}-${range.last}/${facts.bytes}` }),
	});
	if (!sound) {
		response.end();
		return;
	}
	try {
		await pipeline(sound, response);
	} catch (error) {
		// A body that is too short shows that the store broke off. A client that goes away is no fault.
		response.destroy();
		if (error instanceof StoreError) throw error;
	}
}

async function remove(
	shelf: Shelf,
	{ parameters }: RoutedRequest,
	response: ServerResponse,
): Promise<void> {
	if (!(await shelf.remove(idIn(parameters)))) throw missing();
	response.writeHead(204).end();
}

function headersOf({ id, format }: RecordingFacts): Record<string, string> {
	return {
		'content-type': CONTENT_TYPES[format],
		'content-disposition': `attachment; filename="${id}${EXTENSIONS[format]}"`,
		'accept-ranges': 'bytes',
	};
}

/** What is no id cannot be a path either. */
function idIn([id = '']: readonly string[]): string {
	if (!isRecordingId(id)) throw missing();
	return id;
}

function missing(): Refusal {
	return new Refusal(404, 'There is no such recording.');
}
