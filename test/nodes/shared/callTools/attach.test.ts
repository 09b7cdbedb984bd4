import { randomUUID } from 'node:crypto';
import { attachTools } from '../../../../nodes/shared/callTools/attach';
import type { RequestContext } from '../../../../nodes/shared/providerFailure';
import { joinPrompt } from '../../../../nodes/shared/simpleAgent/block';
import { NO_SETTINGS } from '../../../../nodes/shared/simpleAgent/blockSettings';

const HANDS_OFF = joinPrompt('You are Ada.', { ...NO_SETTINGS, handoffNumber: '+14155550142' });

/** Attaches the tools of an agent with this prompt; null: Ultravox does not answer for it. */
async function attach(systemPrompt: string | null, n8n: string) {
	const context = {
		getNode: () => ({ name: 'Agent', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getCredentials: async () => ({ apiKey: 'key' }),
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async () =>
				systemPrompt === null
					? await new Promise(() => undefined)
					: { callTemplate: { systemPrompt } },
		},
	} as unknown as RequestContext;
	return await attachTools(context, {
		agentId: randomUUID(),
		budget: 50,
		webhookUrl: `${n8n}/webhook-waiting/1`,
		key: { name: 'n8nCallKey', value: 'k' },
		callerId: '+14155550100',
	});
}

test('O3.6 an agent that can do its part lacks nothing', async () => {
	expect((await attach(HANDS_OFF, 'https://n8n.example.com')).lack).toBeUndefined();
	expect((await attach('You are Ada.', 'http://n8n.example.com')).lack).toBeUndefined();
});

test('O3.6 without https the agent cannot hand off, and one sentence says so', async () => {
	const { lack, toolOverrides } = await attach(HANDS_OFF, 'http://n8n.example.com');
	expect(toolOverrides).toBeUndefined();
	expect(lack).toMatch(/^The agent hands off or collects data, .* over https: set WEBHOOK_URL/);
});

test('O3.6 an agent that Ultravox does not tell of lacks what nobody knows', async () => {
	const { lack, isKnown } = await attach(null, 'https://n8n.example.com');
	expect(isKnown).toBe(false);
	expect(lack).toMatch(/^Ultravox does not tell what the agent does in its calls\. ./);
});
