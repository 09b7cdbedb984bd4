import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	searchCalls,
	searchCallStages,
	searchDeletedCalls,
} from '../../../../nodes/Ultravox/methods/callSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const CALL = '3f7f8a1e-0c2b-4c56-9a52-1d0a4a9b7c11';
const STAGE = '71a2b3c4-d5e6-4f70-8192-a3b4c5d6e7f8';

/** A panel in which a call is chosen, and Ultravox answers with these objects. */
function having(objects: unknown[], callId: unknown = CALL) {
	const { context, requests } = recordingContext(() => ({ results: objects, next: null }));
	const getCurrentNodeParameter = () => ({ mode: 'id', value: callId });
	const panel = { ...context, getCurrentNodeParameter } as unknown as ILoadOptionsFunctions;
	return {
		context: panel,
		asked: () => requests.map(({ url, query }) => ({ path: new URL(url).pathname, query })),
	};
}

describe('the lists a call of Ultravox is chosen from', () => {
	test('a call is when it was, with whom, and what became of it; the latest comes first', async () => {
		const { context, asked } = having([
			{
				callId: CALL,
				created: '2026-11-20T10:00:00Z',
				joined: '2026-11-20T10:00:05Z',
				ended: '2026-11-20T10:01:35Z',
				endReason: 'hangup',
				agent: { name: 'Anna' },
				medium: { plivo: { outgoing: { to: '14155550123', from: '+14155550100' } } },
			},
			{ callId: STAGE, created: '2026-11-20T09:00:00Z', medium: { plivo: {} } },
		]);
		expect((await searchCalls.call(context)).results).toEqual([
			{
				name: '2026-11-20 10:00 UTC, Anna, +14155550100 to +14155550123, hangup',
				value: CALL,
			},
			{ name: '2026-11-20 09:00 UTC, not joined yet', value: STAGE },
		]);
		expect(asked()).toEqual([{ path: '/api/calls', query: { sort: '-created', pageSize: 50 } }]);
	});

	test('what is typed is looked for in what is shown', async () => {
		const { context } = having([
			{ callId: CALL, agent: { name: 'Anna' } },
			{ callId: STAGE, agent: { name: 'Bert' } },
		]);
		expect((await searchCalls.call(context, 'bert')).results).toHaveLength(1);
		expect((await searchCalls.call(context, CALL)).results).toHaveLength(1);
	});

	test('a deleted call is when it was, and when it was deleted', async () => {
		const { context } = having([
			{ callId: CALL, created: '2026-11-20T10:00:00Z', deletionTime: '2026-11-21T11:00:00Z' },
		]);
		expect((await searchDeletedCalls.call(context)).results).toEqual([
			{ name: '2026-11-20 10:00 UTC, deleted 2026-11-21 11:00 UTC', value: CALL },
		]);
	});

	test('the stages are those of the chosen call', async () => {
		const { context, asked } = having([{ callStageId: STAGE, created: '2026-11-20T10:00:00Z' }]);
		expect((await searchCallStages.call(context)).results).toEqual([
			{ name: `2026-11-20 10:00 UTC, ${STAGE}`, value: STAGE },
		]);
		expect(asked()[0]?.path).toBe(`/api/calls/${CALL}/stages`);
	});

	test.each(['', '={{ $json.call.callId }}', '../agents'])(
		'no stages without a call that is known in the panel: %p',
		async (callId) => {
			const { context, asked } = having([], callId);
			await expect(searchCallStages.call(context)).rejects.toThrow("Choose a 'Call' first");
			expect(asked()).toEqual([]);
		},
	);
});
