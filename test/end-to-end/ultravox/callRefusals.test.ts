import { byId } from '../plivoVoice/support/accountWorld';
import { eventually } from '../support/eventually';
import type { Shop } from './support/shop';
import { chosen, openShop, SOCKET } from './support/shop';
import { bothProfiles } from './support/ultravoxProfiles';
import type { UltravoxStory } from './support/ultravoxStory';

const NOWHERE = '7d5a3a1e-0000-4000-8000-000000000000';

describe.each(bothProfiles)('calls that are refused, %s', (_name, variants) => {
	let shop: Shop;
	let story: UltravoxStory;

	beforeAll(async () => {
		shop = await openShop(variants);
		story = shop.story;
	});

	afterAll(async () => await story.close());

	test.each<[string, object, number]>([
		['500 after the phone rang', { status: 500, afterEffect: true }, 1],
		['a connection lost after the phone rang', { drop: true, afterEffect: true }, 1],
		['429 with a time to come again', { status: 429, headers: { 'Retry-After': '1' } }, 0],
		['503 with a time to come again', { status: 503, headers: { 'Retry-After': '1' } }, 0],
	])('Ultravox is to call and %s: asked once', async (_case, fault, rung) => {
		const to = story.person();
		const ordered = story.ultravox.faults.add({ match: /^POST .*\/calls$/, times: 9, ...fault });
		const refusal = await story.refused('call', 'createWithAgent', shop.ring(to));
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
				shop.ring('+14155550101<+14155550102'),
			);
			expect(several.message).toMatch(/'To' contains '<', which would ring several phones/);
			const letters = await story.refused('call', 'createWithAgent', shop.ring('415-CALL-NOW'));
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
		const unpaid = await story.refused('call', 'createWithAgent', shop.ring(to));
		account.paymentRequired = false;
		expect(unpaid.message).toMatch(/Your account has no minutes left/);
		expect(unpaid.description).toContain(`HTTP status ${story.variants.paymentRequiredStatus}.`);
		account.allowedConcurrentCalls = 0;
		const full = await story.refused('call', 'createWithAgent', shop.ring(to));
		account.allowedConcurrentCalls = null;
		expect(full.message).toMatch(/Too many concurrent calls/);
		expect(full.description).toMatch(/for the plan of your account, or for the call throttle/);
		expect(story.phoneCallsTo(to)).toEqual([]);
		const unknown = await story.refused('call', 'getMessages', { callId: byId(NOWHERE) });
		expect(unknown.message).toMatch(/^Ultravox did not find it/);
	});

	test('Plivo refuses to dial: the call ends, and its events say why', async () => {
		story.plivo.account.barredCountries.add('DE');
		const made = await story.run('call', 'createWithAgent', shop.ring('+4930901820'));
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
});
