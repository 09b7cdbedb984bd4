import { WebSocketCaller } from '../../../lab/test/ultravox/support/webSocketCaller';
import type { Shop } from './support/shop';
import { chosen, openShop, SHOP, SOCKET } from './support/shop';
import { bothProfiles } from './support/ultravoxProfiles';
import type { UltravoxStory } from './support/ultravoxStory';
import { rows } from './support/ultravoxStory';

describe.each(bothProfiles)('calls of other media, %s', (_name, variants) => {
	let shop: Shop;
	let story: UltravoxStory;

	beforeAll(async () => {
		shop = await openShop(variants);
		story = shop.story;
	});

	afterAll(async () => await story.close('medium.sip'));

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
});
