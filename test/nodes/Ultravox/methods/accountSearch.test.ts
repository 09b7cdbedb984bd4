import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	searchBatches,
	searchSipRegistrations,
	searchWebhooks,
} from '../../../../nodes/Ultravox/methods/accountSearch';
import { getAgents } from '../../../../nodes/Ultravox/methods/loadOptions';
import { recordingContext } from '../../../contract/support/recordingContext';

const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const ID = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';

/** A panel in which an agent is chosen, and Ultravox answers with these objects. */
function having(objects: unknown[], agentId: string = AGENT) {
	const { context, requests } = recordingContext(() => ({ results: objects, next: null }));
	const getCurrentNodeParameter = () => ({ mode: 'id', value: agentId });
	return {
		context: { ...context, getCurrentNodeParameter } as unknown as ILoadOptionsFunctions,
		paths: () => requests.map(({ url }) => new URL(url).pathname),
	};
}

describe('the lists of what an Ultravox account has', () => {
	test('a batch is when it was made, and how far it is; those of the chosen agent are read', async () => {
		const { context, paths } = having([
			{
				batchId: ID,
				created: '2026-11-20T10:00:00Z',
				totalCount: 3,
				completedCount: 1,
				paused: true,
			},
			{ batchId: AGENT, created: '2026-11-19T10:00:00Z', totalCount: 2, completedCount: 2 },
		]);
		expect((await searchBatches.call(context)).results).toEqual([
			{ name: '2026-11-20 10:00, 1 of 3 calls made, paused', value: ID },
			{ name: '2026-11-19 10:00, 2 of 2 calls made', value: AGENT },
		]);
		expect(paths()).toEqual([`/api/agents/${AGENT}/scheduled_batches`]);
	});

	test('without an agent there is nothing to read', async () => {
		const { context, paths } = having([], '');
		await expect(searchBatches.call(context)).rejects.toThrow("Choose the 'Agent' first");
		expect(paths()).toEqual([]);
	});

	test('webhooks are their addresses, registrations user and server', async () => {
		const webhooks = having([{ webhookId: ID, url: 'https://example.com/a' }]);
		expect((await searchWebhooks.call(webhooks.context)).results).toEqual([
			{ name: 'https://example.com/a', value: ID },
		]);
		const registrations = having([
			{ registrationId: 'r1', username: 'alice', proxy: 'sip.example.com' },
			{ registrationId: 'r2', proxy: 'sip.example.org' },
		]);
		expect((await searchSipRegistrations.call(registrations.context, 'ALICE')).results).toEqual([
			{ name: 'alice@sip.example.com', value: 'r1' },
		]);
	});

	test('agents to tick are listed by name', async () => {
		const { context, paths } = having([
			{ agentId: ID, name: 'Zoe' },
			{ agentId: AGENT, name: 'Anna' },
		]);
		expect(await getAgents.call(context)).toEqual([
			{ name: 'Anna', value: AGENT },
			{ name: 'Zoe', value: ID },
		]);
		expect(paths()).toEqual(['/api/agents']);
	});
});
