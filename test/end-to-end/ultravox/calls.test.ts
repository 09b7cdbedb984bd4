import type { Shop } from './support/shop';
import { openShop } from './support/shop';
import { bothProfiles } from './support/ultravoxProfiles';
import type { Fields, UltravoxStory } from './support/ultravoxStory';
import { callOf, rows } from './support/ultravoxStory';

describe.each(bothProfiles)('calls, %s', (_name, variants) => {
	let shop: Shop;
	let story: UltravoxStory;

	beforeAll(async () => {
		shop = await openShop(variants);
		story = shop.story;
	});

	afterAll(async () => await story.close());

	test('P2.5 P2.7 P2.8 P2.14 somebody is called, hears the agent and what it is told, and all of it is read afterwards', async () => {
		const { agentId, from } = shop;
		const to = story.person();
		const agent = await story.fromList('searchAgents', 'The Shop');
		const made = await story.run('call', 'createWithAgent', {
			agent,
			medium: 'plivo',
			direction: 'outgoing',
			to,
			from,
			templateContext: { mappingMode: 'defineBelow', value: { owner: 'Ann' }, schema: [] },
			additionalParams: '{"machine_detection": "true"}',
			callSettings: {
				recordingEnabled: true,
				maxDuration: '300',
				metadata: rows({ name: 'customerId', value: '17' }),
			},
		});
		const call = story.labCall(made);
		expect(made).toEqual({
			call: expect.objectContaining({
				callId: call.callId,
				direction: 'outbound',
				from,
				to,
				agentId,
				agentName: 'The Shop',
				metadata: { customerId: '17' },
			}) as object,
		});
		expect(call.settings.firstSpeakerSettings).toEqual({ user: {} });
		const phone = await story.phoneCallTo(to);
		expect(phone.facts.from).toBe(from.slice(1));
		await call.waitFor(
			() => call.joined,
			10_000,
			() => 'the phone to be connected',
		);
		await phone.say('when do you open');
		await phone.waitForHeard(/nine to five/);
		expect(call.heardByAgent.map(({ text }) => text)).toEqual(['when do you open']);

		// It is there while it goes on.
		const { results } = await story.node.search('searchCalls', {}, to);
		expect(results.map(({ value }) => value)).toEqual([call.callId]);
		const callId = { __rl: true, mode: 'list', value: call.callId };
		expect((await story.run('call', 'get', { callId })).call).toMatchObject({
			callId: call.callId,
			startedAt: call.joined?.toISOString(),
			endedAt: null,
		});
		const { message, description } = await story.refused('call', 'delete', { callId });
		expect(message).toMatch(/^Ultravox .*Cannot delete an ongoing call/);
		expect(description).toMatch(/use Hang Up first/);

		// What is sent into it is heard on the phone.
		await story.run('call', 'sendMessage', { callId, text: 'Mention the offer', urgency: 'soon' });
		await phone.waitForHeard(/There is an offer today/);
		expect(call.history.textsToAgent).toEqual(['<instruction>Mention the offer</instruction>']);
		await story.run('call', 'sendMessage', {
			callId,
			text: 'good evening',
			sendAs: 'user',
			urgency: 'immediate',
			options: { threadId: 'UI' },
		});
		await phone.waitForHeard(/I heard good evening/);
		await story.run('call', 'makeAgentSpeak', {
			callId,
			content: 'One moment please.',
			urgency: 'immediate',
			options: { uninterruptible: true },
		});
		await phone.waitForHeard(/One moment please/);
		expect(await story.run('call', 'hangUp', { callId, message: 'Thank you, goodbye.' })).toEqual({
			call: expect.objectContaining({ callId: call.callId }) as object,
			sent: true,
		});
		await phone.waitForEnd();
		expect(phone.heard.at(-1)?.text).toBe('Thank you, goodbye.');
		expect(await call.waitForEnd(10_000)).toBe('agent_hangup');
		const over = await story.refused('call', 'sendMessage', { callId, text: 'Are you there?' });
		expect(over.message).toMatch(/not in progress/);
		expect(over.description).toMatch(/nobody has joined it yet, or it is over/);

		// What was said.
		const said = [
			{ role: 'user', text: 'when do you open' },
			{ role: 'agent', text: 'We are open from nine to five.' },
			{ role: 'user', text: '<instruction>Mention the offer</instruction>' },
			{ role: 'agent', text: 'There is an offer today.' },
			{ role: 'user', text: 'good evening' },
			{ role: 'agent', text: 'I heard good evening.' },
			{ role: 'agent', text: 'One moment please.' },
			{ role: 'agent', text: 'Thank you, goodbye.' },
		];
		const { call: read, text } = await story.run('call', 'getTranscript', {
			callId,
			options: { includeText: true, agentLabel: 'Shop', userLabel: 'Ann' },
		});
		expect((read as Fields).transcript).toEqual(said);
		expect(text).toBe(
			said
				.map(({ role, text: line }) => `${role === 'agent' ? 'Shop' : 'Ann'}: ${line}`)
				.join('\n'),
		);
		const whole = await story.run('call', 'get', { callId, options: { includeTranscript: true } });
		expect(whole.call).toMatchObject({
			endReason: 'agent_hangup',
			status: 'completed',
			metadata: { customerId: '17' },
			summary: 'The caller said "when do you open".',
			transcript: said.filter(({ text: line }) => !/instruction|^good/.test(line)),
		});
		const messages = await story.items('call', 'getMessages', { callId, returnAll: true });
		expect(messages.map((one) => one.text)).toEqual(said.map((one) => one.text));
		const events = await story.items('call', 'getEvents', {
			callId,
			returnAll: true,
			filters: { minimumSeverity: 'debug' },
		});
		expect(events.map((one) => one.type)).toEqual(call.history.events.map(({ type }) => type));
		expect(await story.items('call', 'getTools', { callId, returnAll: true })).toEqual([]);

		// Its only stage.
		const callStageId = await story.fromList('searchCallStages', /UTC/, { callId });
		const stage = { callId, callStageId };
		expect(callStageId.value).toBe(call.history.callStageId);
		const stages = await story.items('call', 'getStages', { callId, returnAll: true });
		expect(stages).toEqual([
			expect.objectContaining({
				callStageId: callStageId.value,
				systemPrompt: 'You answer the phone.',
			}),
		]);
		expect(await story.run('call', 'getStage', stage)).toEqual(stages[0]);
		const inStage = await story.items('call', 'getStageMessages', { ...stage, returnAll: true });
		expect(inStage.map((one) => one.text)).toEqual(said.map((one) => one.text));
		expect(await story.items('call', 'getStageTools', { ...stage, returnAll: true })).toEqual([]);

		// What it sounded like.
		const { json, items } = await story.result('call', 'getRecording', { callId });
		expect(callOf(json).callId).toBe(call.callId);
		expect(items[0]?.binary?.data).toMatchObject({
			fileName: `${call.callId}.wav`,
			mimeType: 'audio/wav',
			bytes: call.recording?.length,
		});
		const spoken = inStage.find((one) => one.text === 'One moment please.');
		const audio = await story.result('call', 'getMessageAudio', {
			...stage,
			callStageMessageIndex: spoken?.callStageMessageIndex,
			binaryPropertyName: 'sound',
		});
		expect(audio.items[0]?.binary?.sound).toMatchObject({ mimeType: 'audio/wav' });

		// Found by what is known of it, and deleted for good.
		const many = await story.items('call', 'getMany', {
			returnAll: true,
			filters: { agentIds: agentId, metadata: rows({ key: 'customerId', value: '17' }) },
		});
		expect(many.map((item) => callOf(item).callId)).toEqual([call.callId]);
		expect(await story.run('call', 'delete', { callId })).toEqual({
			callId: call.callId,
			deleted: true,
		});
		expect(story.ultravox.calls.has(call.callId)).toBe(false);
		const gone = await story.refused('call', 'get', { callId });
		expect(gone.message).toMatch(/^Ultravox did not find it/);
		expect(gone.description).toMatch(/Get Deleted/);
		const deleted = await story.fromList('searchDeletedCalls', /deleted/);
		const tombstone = await story.run('call', 'getDeleted', { callId: deleted });
		expect(tombstone).toMatchObject({
			callId: call.callId,
			endReason: 'agent_hangup',
			recordingEnabled: true,
			hadSummary: true,
		});
		expect(
			await story.items('call', 'getManyDeleted', {
				returnAll: true,
				filters: { agentIds: agentId },
			}),
		).toEqual([tombstone]);
	});

	test('every operation of calls was executed, but for those of callsOfOtherMedia.test.ts', () => {
		story.expectExecuted('call', ['create', 'continue', 'getSipLogs']);
	});
});
