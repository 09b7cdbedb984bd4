import type { IDataObject } from 'n8n-workflow';
import {
	searchBridgeRecordings,
	searchLiveCalls,
} from '../../../../nodes/PhoneAgent/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const FIRST = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const SECOND = '3f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';

const call = (callId: string, durationMs: number) => ({
	callId,
	startedAt: '2026-11-20T10:00:59.500Z',
	durationMs,
});

/** A node that has chosen a bridge, or none. */
function withBridge(answer: () => unknown, isChosen = true) {
	const { context, requests } = recordingContext(answer);
	const node = context.getNode();
	context.getNode = () => ({
		...node,
		...(isChosen ? { credentials: { voiceBridgeApi: { id: '1', name: 'Bridge' } } } : {}),
	});
	return { context, requests };
}

describe('the list of live calls', () => {
	const answer = () => ({ calls: [call(FIRST, 4_400), call(SECOND, 605_000)] });

	test('says since when they talk, and is asked at once', async () => {
		const { context, requests } = withBridge(answer);
		expect(await searchLiveCalls.call(context)).toEqual({
			results: [
				{ name: `2026-11-20 10:00 UTC, 0:04, ${FIRST}`, value: FIRST },
				{ name: `2026-11-20 10:00 UTC, 10:05, ${SECOND}`, value: SECOND },
			],
		});
		expect(requests).toMatchObject([
			{ method: 'GET', url: 'https://bridge.example.com/control/calls', query: {} },
		]);
	});

	test('is searched by what it shows', async () => {
		const { context } = withBridge(answer);
		const { results } = await searchLiveCalls.call(context, ' 3F1B ');
		expect(results.map(({ value }) => value)).toEqual([SECOND]);
	});

	test.each([{}, { calls: null }, { calls: ['text'] }])(
		'an answer that is no list is not taken for an empty one: %j',
		async (wrong: IDataObject) => {
			const { context } = withBridge(() => wrong);
			await expect(searchLiveCalls.call(context)).rejects.toThrow(/no list 'calls'/);
		},
	);

	test('without a credential for a bridge, it is named', async () => {
		const { context, requests } = withBridge(answer, false);
		await expect(searchLiveCalls.call(context)).rejects.toThrow(
			'No Voice Bridge credential is chosen',
		);
		expect(requests).toEqual([]);
	});
});

describe('the list of recordings', () => {
	const id = `20261120T100059500-${FIRST}`;

	test('goes on where the page before ended', async () => {
		const { context, requests } = withBridge(() => ({
			recordings: [{ ...call(FIRST, 61_000), id }],
			next: id,
		}));
		expect(await searchBridgeRecordings.call(context)).toEqual({
			results: [{ name: `2026-11-20 10:00 UTC, 1:01, ${FIRST}`, value: id }],
			paginationToken: id,
		});
		await searchBridgeRecordings.call(context, '', id);
		expect(requests.map(({ query }) => query)).toEqual([{ limit: 50 }, { limit: 50, after: id }]);
	});

	test('ends', async () => {
		const { context } = withBridge(() => ({ recordings: [], next: null }));
		expect(await searchBridgeRecordings.call(context)).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});
});
