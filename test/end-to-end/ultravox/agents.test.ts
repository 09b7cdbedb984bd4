import { byId } from '../plivoVoice/support/accountWorld';
import { allProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';
import { callOf, one, rows, UltravoxStory } from './support/ultravoxStory';

const SHARED = 'shared-secret-of-the-tests';
const TOKEN = 'token-of-the-booking-tool';
const SOCKET = { medium: 'serverWebSocket' };

const template = (agent: Fields) => agent.callTemplate as Fields;

describe.each(allProfiles)('agents, %s', (_name, variants) => {
	let story: UltravoxStory;

	beforeAll(async () => {
		story = await UltravoxStory.start(variants);
	});

	afterAll(async () => await story.close());

	/** What the lab holds, which is more than its API shows. */
	const stored = (agentId: unknown): Fields => {
		const agent = story.ultravox.agents.get(String(agentId));
		if (!agent) throw new Error(`No agent ${String(agentId)}`);
		return { name: agent.name, ...agent.callTemplate };
	};

	const bookingTool = () => ({
		source: 'temporary',
		temporaryTool: JSON.stringify({
			modelToolName: 'book',
			description: 'Books a table for {{customer.name}}',
			http: { baseUrlPattern: 'https://example.com/book', httpMethod: 'POST' },
		}),
		authTokens: rows({ name: 'key', value: story.secret(TOKEN) }),
	});

	test('an agent is made, found, changed without losing a setting, copied and deleted', async () => {
		const voice = await story.fromList('searchVoices', /^Lab-German/);
		const hangUp = await story.fromList('searchTools', 'hangUp');
		const made = await story.run('agent', 'create', {
			name: 'Front Desk',
			systemPrompt: 'You work for {{company}}. Be kind to {{customer.name}}.',
			voiceAndModel: { voice, temperature: 0.5, languageHint: 'de' },
			conversation: {
				firstSpeakerSettings: { agent: { text: 'Hello!', delay: 0.5 } },
				inactivityMessages: rows({
					duration: '15',
					message: 'Are you there?',
					endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT',
				}),
				timeExceededMessage: 'Time is up, {{customer.name}}.',
				vadSettings: { turnEndpointDelay: '0.512' },
			},
			toolsAndData: {
				selectedTools: rows({ source: 'list', tool: hangUp }, bookingTool()),
				sharedSecrets: rows({ secret: story.secret(SHARED) }),
			},
			callSettings: {
				joinTimeout: '45',
				maxDuration: '600s',
				recordingEnabled: true,
				mediumSettings: one({ medium: 'plivo', dtmfHandling: 'ignore' }),
			},
			additionalBodyFields: '{"callTemplate": {"initialOutputMedium": "MESSAGE_MEDIUM_VOICE"}}',
		});
		const whole = {
			name: 'Front Desk',
			systemPrompt: 'You work for {{company}}. Be kind to {{customer.name}}.',
			voice: voice.value,
			temperature: 0.5,
			languageHint: 'de',
			firstSpeakerSettings: { agent: { text: 'Hello!', delay: '0.5s', uninterruptible: false } },
			inactivityMessages: [
				{ duration: '15s', message: 'Are you there?', endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT' },
			],
			timeExceededMessage: 'Time is up, {{customer.name}}.',
			vadSettings: { turnEndpointDelay: '0.512s' },
			selectedTools: [
				{ toolId: hangUp.value },
				{
					temporaryTool: expect.objectContaining({ modelToolName: 'book' }) as object,
					authTokens: { key: TOKEN },
				},
			],
			sharedSecrets: [SHARED],
			joinTimeout: '45s',
			maxDuration: '600s',
			recordingEnabled: true,
			medium: { plivo: { dtmfHandling: { ignore: true } } },
			initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
		};
		expect(stored(made.agentId)).toEqual(whole);
		expect(template(made)).toMatchObject({ voice: voice.value, maxDuration: '600s' });
		expect(template(made)).not.toHaveProperty('sharedSecrets');

		const agent = await story.fromList('searchAgents', 'Front Desk');
		expect(agent.value).toBe(made.agentId);
		expect(await story.run('agent', 'get', { agent })).toEqual(made);
		await story.run('agent', 'create', { name: 'Somebody Else' });
		const found = await story.items('agent', 'getMany', {
			returnAll: true,
			filters: { search: 'front', sort: '-created' },
		});
		expect(found).toEqual([made]);

		// One setting is changed; what Ultravox does not show is given again.
		const secretsAgain = {
			toolsAndData: { sharedSecrets: rows({ secret: story.secret(SHARED) }) },
			toolAuthTokens: rows({ tool: 'book', requirement: 'key', token: story.secret(TOKEN) }),
		};
		const changed = await story.run('agent', 'update', {
			agent,
			updateFields: { systemPrompt: 'Be brief with {{customer.name}}.' },
			conversation: { vadSettings: { minimumTurnDuration: '0.1' } },
			...secretsAgain,
		});
		expect(template(changed)).toMatchObject({ systemPrompt: 'Be brief with {{customer.name}}.' });
		expect(stored(made.agentId)).toEqual({
			...whole,
			systemPrompt: 'Be brief with {{customer.name}}.',
			vadSettings: { turnEndpointDelay: '0.512s', minimumTurnDuration: '0.1s' },
		});

		// The name alone touches nothing else.
		const before = stored(made.agentId);
		await story.run('agent', 'update', { agent, updateFields: { name: 'Evening Desk' } });
		expect(stored(made.agentId)).toEqual({ ...before, name: 'Evening Desk' });

		// A setting is taken away, where Ultravox does that; the user is told where it does not.
		const removed = await story.result('agent', 'update', {
			agent,
			removeSettings: ['timeExceededMessage'],
			...secretsAgain,
		});
		const merges = story.variants.patchCallTemplate === 'merge';
		expect('timeExceededMessage' in stored(made.agentId)).toBe(merges);
		const hints = JSON.stringify(removed.execution.data.resultData.runData);
		expect(hints.includes('Ultravox kept what was to be removed: timeExceededMessage')).toBe(
			merges,
		);

		const copy = await story.run('agent', 'duplicate', { agent, name: 'Night Desk' });
		expect(copy).toMatchObject({
			copiedFrom: made.agentId,
			notCopied: ['sharedSecrets', 'selectedTools.authTokens'],
		});
		expect(stored(copy.agentId)).toMatchObject({
			name: 'Night Desk',
			systemPrompt: 'Be brief with {{customer.name}}.',
			voice: voice.value,
			medium: { plivo: { dtmfHandling: { ignore: true } } },
		});

		expect(await story.run('agent', 'delete', { agent })).toEqual({
			agentId: made.agentId,
			deleted: true,
		});
		expect(story.ultravox.agents.has(String(made.agentId))).toBe(false);
		expect((await story.refused('agent', 'get', { agent })).message).toMatch(
			/^Ultravox did not find it/,
		);
	});

	test('the calls of an agent and what it was used for', async () => {
		const { agentId } = await story.run('agent', 'create', { name: 'Busy Bee' });
		const agent = byId(String(agentId));
		const first = await story.run('call', 'createWithAgent', { agent, ...SOCKET });
		const second = await story.run('call', 'createWithAgent', { agent, ...SOCKET });
		story.labCall(first).end('unjoined');
		const calls = await story.items('agent', 'getCalls', { agent, returnAll: true });
		expect(new Set(calls.map((item) => callOf(item).callId))).toEqual(
			new Set([callOf(first).callId, callOf(second).callId]),
		);
		expect(calls.map((item) => callOf(item).agentName)).toEqual(['Busy Bee', 'Busy Bee']);

		const usage = await story.items('agent', 'getUsage', {
			returnAll: true,
			filters: { agentIds: String(agentId), fromDate: '2020-01-01' },
		});
		expect(usage).toEqual([
			{
				agent: { agentId, name: 'Busy Bee' },
				usage: [{ date: expect.any(String) as string, billedMinutes: 0, calls: 2 }],
			},
		]);
	});

	test('every operation of agents was executed', () => story.expectExecuted('agent'));
});
