import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { waitUntilIndexed } from '../../../../../nodes/Ultravox/resources/corpusSource/waitUntilIndexed';
import type { UltravoxApi } from '../../../../../nodes/shared/ultravoxApi';

const source = (status: string, more: object = {}): IDataObject => ({
	sourceId: 's',
	stats: { status: `SOURCE_STATUS_${status}`, ...more },
});

/** An API whose reads give these by turns; an execution that can be stopped. */
function having(answers: Array<IDataObject | Error>) {
	const stop = new AbortController();
	let reads = 0;
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getExecutionCancelSignal: () => stop.signal,
	} as unknown as IExecuteFunctions;
	const api = {
		context,
		itemIndex: 0,
		send: async () => {
			const answer = answers[reads++];
			if (answer instanceof Error) throw answer;
			return answer;
		},
	} as unknown as UltravoxApi;
	return { api, stop: () => stop.abort(), reads: () => reads };
}

const indexing = { path: '/api/x', seconds: 60, exists: 'The file is there' };

test('a new source that is ready at once needs no read', async () => {
	const { api, reads } = having([]);
	const ready = source('READY', { numDocs: 1 });
	expect(await waitUntilIndexed(api, { ...indexing, source: ready })).toBe(ready);
	expect(reads()).toBe(0);
});

test('a source that was ready before has to have changed', async () => {
	const before = source('READY', { numDocs: 1, lastUpdated: 'a' });
	const after = source('READY', { numDocs: 1, lastUpdated: 'b' });
	const { api, reads } = having([after]);
	expect(await waitUntilIndexed(api, { ...indexing, before, source: before })).toBe(after);
	expect(reads()).toBe(1);
});

test('a source that is being updated has begun, though its numbers stay', async () => {
	const before = source('READY', { numDocs: 1, lastUpdated: 'a' });
	const { api } = having([before]);
	const updating = source('UPDATING', { numDocs: 1, lastUpdated: 'a' });
	expect(await waitUntilIndexed(api, { ...indexing, before, source: updating })).toBe(before);
});

test('a stopped execution reads no more, and says what exists', async () => {
	const { api, stop, reads } = having([]);
	const waiting = waitUntilIndexed(api, { ...indexing, source: source('INITIALIZING') });
	stop();
	await expect(waiting).rejects.toThrow(/^The file is there; the execution was stopped/);
	expect(reads()).toBe(0);
});

test('a read that fails says what exists', async () => {
	const { api } = having([new Error('Ultravox failed')]);
	const waiting = waitUntilIndexed(api, { ...indexing, source: source('INITIALIZING') });
	await expect(waiting).rejects.toThrow(
		'The file is there, but whether it is indexed is not known: Ultravox failed',
	);
});
