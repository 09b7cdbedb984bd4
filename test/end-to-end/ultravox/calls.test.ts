import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import { WebSocketCaller } from '../../../lab/test/ultravox/support/webSocketCaller';
import { byId } from '../plivoVoice/support/accountWorld';
import { eventually } from '../support/eventually';
import { bothProfiles } from './support/ultravoxProfiles';
import type { Fields } from './support/ultravoxStory';
import { callOf, rows, UltravoxStory } from './support/ultravoxStory';

const NOWHERE = '7d5a3a1e-0000-4000-8000-000000000000';
const SOCKET = { medium: 'serverWebSocket', socketOptions: { clientBufferSizeMs: 20000 } };

const SHOP: AgentScript = {
	greeting: 'The shop of {{owner}}, good day.',
	replies: [
		{ when: /open/i, say: 'We are open from nine to five.' },
		{ when: /offer/i, say: 'There is an offer today.' },
	],
	otherwise: 'I heard {heard}.',
};

const chosen = (item: Fields) => ({ callId: byId(String(callOf(item).callId)) });

describe.each(bothProfiles)('calls, %s', (_name, variants) => {
	let story: UltravoxStory;
	/** The number that Ultravox calls from. */
	let from: string;
	let agentId: string;

	beforeAll(async () => {
		story = await UltravoxStory.start(variants);
		story.plivo.account.limits.callStartsPerSecond = 50;
		from = story.world.number();
		agentId = story.world.agent(SHOP, 'The Shop');
		await story.run('plivoConfiguration', 'ensure', {
			additionalFields: { callCreationAllowAllAgents: true },
		});
	});

	afterAll(async () => await story.close('medium.sip'));

	/** Ultravox calls somebody, with what else the panel says. */
	const ring = (to: string, more: Fields = {}): Fields => ({
		agent: byId(agentId),
		medium: 'plivo',
		direction: 'outgoing',
		to,
		from,
		templateContextFrom: 'json',
		templateContextJson: '{"owner": "Ann"}',
		...more,
	});

	test('P2.5 P2.7 P2.8 P2.14 somebody is called, hears the agent and what it is told, and all of it is read afterwards', async () => {
		const to = story.person();
		const agent = await story.fromList('searchAgents', 'The Shop');
		const { templateContextFrom, templateContextJson, ...fields } = ring(to);
		expect([templateContextFrom, templateContextJson]).toHaveLength(2);
		const made = await story.run('call', 'createWithAgent', {
			...fields,
			agent,
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
		await phone.waitForHeard(/Thank you, goodbye/);
		await phone.waitForEnd();
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
			outcome: 'completed',
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

	test('the join URL comes only where it is asked for; whoever has it talks with the agent, and goes on later', async () => {
		story.ultravox.defaultScript = SHOP;
		const settings = {
			systemPrompt: 'You sell umbrellas.',
			...SOCKET,
			conversation: {
				firstSpeakerSettings: { agent: { text: 'Umbrellas, good day.' } },
				initialMessages: rows({ role: 'MESSAGE_ROLE_USER', text: 'It rains.' }),
			},
			options: { enableGreetingPrompt: false },
		};
		const kept = await story.run('call', 'create', { ...settings, simplify: false });
		expect(kept).not.toHaveProperty('joinUrl');
		expect(kept.ultravox).not.toHaveProperty('joinUrl');
		const shown = await story.run('call', 'create', { ...settings, returnJoinUrl: true });
		const call = story.labCall(shown);
		expect(shown.joinUrl).toBe(call.joinUrl);
		const caller = await WebSocketCaller.join(String(shown.joinUrl), 16000);
		await caller.phone.waitForHeard(/Umbrellas, good day/);
		caller.phone.say('any offer');
		await caller.phone.waitForHeard(/There is an offer today/);
		await story.run('call', 'hangUp', chosen(shown));
		await caller.waitForClose();
		expect(await call.waitForEnd(10_000)).toBe('agent_hangup');
		caller.hangUp();

		const next = await story.run('call', 'continue', {
			priorCallId: chosen(shown).callId,
			...SOCKET,
			conversation: { firstSpeakerSettings: { agent: { text: 'Back again.' } } },
			options: { enableGreetingPrompt: false },
			returnJoinUrl: true,
		});
		const nextCall = story.labCall(next);
		expect(nextCall.settings.systemPrompt).toBe('You sell umbrellas.');
		expect(nextCall.messages.map(({ text }) => text)).toEqual([
			'It rains.',
			'Umbrellas, good day.',
			'any offer',
			'There is an offer today.',
		]);
		const again = await WebSocketCaller.join(String(next.joinUrl), 16000);
		await again.phone.waitForHeard(/Back again/);
		again.hangUp();
		await nextCall.waitForEnd(10_000);
		const missing = await story.refused('call', 'getRecording', chosen(next));
		expect(missing.message).toMatch(/There is no recording/);
	});

	test('the SIP logs of a call, when it is over', async () => {
		const made = await story.run('call', 'create', {
			systemPrompt: 'Be brief.',
			medium: 'sip',
			direction: 'outgoing',
			to: 'sip:ann@example.com',
			from: 'sip:shop@example.com',
			sipLogin: { username: 'shop', password: story.secret('password-of-the-shop') },
		});
		const call = story.labCall(made);
		expect(call.settings.medium.sip).toMatchObject({
			outgoing: { username: 'shop', password: 'password-of-the-shop' },
		});
		const early = await story.refused('call', 'getSipLogs', chosen(made));
		expect(early.description).toMatch(/not ready yet/);
		call.end('unjoined');
		await call.waitForEnd(10_000);
		const { sipLogs } = await story.run('call', 'getSipLogs', chosen(made));
		expect(sipLogs).toContain('INVITE sip:ann@example.com');
		const file = await story.result('call', 'getSipLogs', { ...chosen(made), output: 'file' });
		expect(file.items[0]?.binary?.data).toMatchObject({ mimeType: 'text/plain' });
	});

	test.each<[string, object, number]>([
		['500 after the phone rang', { status: 500, afterEffect: true }, 1],
		['a connection lost after the phone rang', { drop: true, afterEffect: true }, 1],
		['429 with a time to come again', { status: 429, headers: { 'Retry-After': '1' } }, 0],
		['503 with a time to come again', { status: 503, headers: { 'Retry-After': '1' } }, 0],
	])('Ultravox is to call and %s: asked once', async (_case, fault, rung) => {
		const to = story.person();
		const ordered = story.ultravox.faults.add({ match: /^POST .*\/calls$/, times: 9, ...fault });
		const refusal = await story.refused('call', 'createWithAgent', ring(to));
		ordered.remove();
		expect(ordered.hits).toBe(1);
		expect(refusal.message).toMatch(/^(?:Ultravox|The request to Ultravox failed)/);
		if (rung > 0) {
			expect(refusal.description).toMatch(/look at Get Many before you try again/);
			await story.phoneCallTo(to);
		}
		expect(story.phoneCallsTo(to)).toHaveLength(rung);
	});

	test('a call that rings nobody is asked for again only where it was held back', async () => {
		const { calls, faults } = story.ultravox;
		const create = { systemPrompt: 'Be brief.', ...SOCKET };
		const before = calls.size;
		for (const status of [429, 503]) {
			faults.add({ match: 'POST /api/calls', status, headers: { 'Retry-After': '1' } });
			const held = await story.requestsOf(async () => await story.run('call', 'create', create));
			expect(held).toHaveLength(2);
		}
		expect(calls.size).toBe(before + 2);
		faults.add({ match: 'POST /api/calls', status: 500, afterEffect: true });
		const failed = await story.requestsOf(async () => {
			const { description } = await story.refused('call', 'create', create);
			expect(description).toMatch(/^Nobody knows whether the call was created/);
		});
		expect(failed).toHaveLength(1);
		expect(calls.size).toBe(before + 3);
		faults.add({ match: 'POST /api/calls', status: 503 });
		const down = await story.requestsOf(async () => await story.refused('call', 'create', create));
		expect(down).toHaveLength(1);
	});

	test('what a user does wrong is told before anything is sent', async () => {
		const requests = await story.requestsOf(async () => {
			const several = await story.refused(
				'call',
				'createWithAgent',
				ring('+14155550101<+14155550102'),
			);
			expect(several.message).toMatch(/'To' contains '<', which would ring several phones/);
			const letters = await story.refused('call', 'createWithAgent', ring('415-CALL-NOW'));
			expect(letters.message).toMatch(/'To'.*letters/);
			const long = await story.refused('call', 'create', {
				systemPrompt: 'Be brief.',
				...SOCKET,
				callSettings: { maxDuration: '10 minutes' },
			});
			expect(long.message).toMatch(/'Longest Duration'/);
			const silent = await story.refused('call', 'makeAgentSpeak', { callId: byId(NOWHERE) });
			expect(silent.message).toMatch(/'Content' is empty/);
		});
		expect(requests).toEqual([]);
	});

	test("what Ultravox refuses is shown in its words: the account's limits, an unknown call", async () => {
		const { account } = story.ultravox;
		const to = story.person();
		account.paymentRequired = true;
		const unpaid = await story.refused('call', 'createWithAgent', ring(to));
		account.paymentRequired = false;
		expect(unpaid.message).toMatch(/Your account has no minutes left/);
		expect(unpaid.description).toContain(`HTTP status ${story.variants.paymentRequiredStatus}.`);
		account.allowedConcurrentCalls = 0;
		const full = await story.refused('call', 'createWithAgent', ring(to));
		account.allowedConcurrentCalls = null;
		expect(full.message).toMatch(/Too many concurrent calls/);
		expect(full.description).toMatch(/for the plan of your account, or for the call throttle/);
		expect(story.phoneCallsTo(to)).toEqual([]);
		const unknown = await story.refused('call', 'getMessages', { callId: byId(NOWHERE) });
		expect(unknown.message).toMatch(/^Ultravox did not find it/);
	});

	test('Plivo refuses to dial: the call ends, and its events say why', async () => {
		story.plivo.account.barredCountries.add('DE');
		const made = await story.run('call', 'createWithAgent', ring('+4930901820'));
		const call = story.labCall(made);
		expect(await call.waitForEnd(10_000)).toBe('connection_error');
		const events = await eventually('the event', async () => {
			const items = await story.items('call', 'getEvents', {
				...chosen(made),
				returnAll: true,
				filters: { minimumSeverity: 'error' },
			});
			return items.length > 0 && items;
		});
		expect(events[0]).toMatchObject({ severity: 'error', text: expect.stringMatching(/403/) });
	});

	test('every operation of calls was executed', () => story.expectExecuted('call'));
});
