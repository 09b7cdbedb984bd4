import type { PlivoFault } from '../../../lab/src/plivo/faults';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../../../lab/src/plivo/credentials';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import { itemsOf, plivoVoice } from './support/nodesInARow';
import { byId, callOf, PlivoStory } from './support/plivoStory';
import { allProfiles } from './support/profiles';

const NOWHERE = '7d5a3a1e-0000-4000-8000-000000000000';

describe.each(allProfiles)('Make Call, %s', (_name, variants) => {
	let story: PlivoStory;
	/** A number of the account that calls. */
	let from: string;
	let answerUrl: string;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
		from = story.world.number();
		answerUrl = story.document('<Speak>Welcome</Speak>', '<Wait length="60"/>');
	});

	afterAll(async () => await story.close());

	test('five items call five people, one after another and in order', async () => {
		const people = Array.from({ length: 5 }, () => story.person());
		// Long enough for a second request to overtake, if there were one.
		const slow = story.plivo.faults.add({ match: 'POST', times: 5, delayMs: 50 });
		const before = story.plivo.requests.length;
		const entries = story.world.lab.log.entries.length;
		const execution = await story.inARow(
			...itemsOf('to', people),
			plivoVoice('Call', 'call', 'make', { to: '={{ $json.to }}', answerUrl, from: byId(from) }),
		);
		expect(executionError(execution)).toBeUndefined();
		expect(slow.hits).toBe(5);
		const made = outputItems(execution, 'Call');
		expect(made.map(({ json }) => callOf(json).to)).toEqual(people);
		expect(made.map(({ pairedItem }) => pairedItem)).toEqual(people.map((_to, item) => ({ item })));
		const requests = story.ringing(before);
		expect(requests.map(({ body }) => (body as { to: string }).to)).toEqual(people);
		const answers = story.world.lab.log.entries
			.slice(entries)
			.filter(({ summary }) => /^POST .*\/Call\/ -> 20/.test(summary));
		expect(answers).toHaveLength(5);
		for (const [index, { at }] of requests.slice(1).entries()) {
			expect(at).toBeGreaterThanOrEqual(answers[index]?.at ?? Infinity);
		}
		for (const to of people) await story.callTo(to).waitForHeard(/Welcome/);
	});

	test('the first bad item ends it: nobody after it is called', async () => {
		const [first, last] = [story.person(), story.person()];
		const execution = await story.inARow(
			...itemsOf('to', [first, '415-CALL-NOW', last]),
			plivoVoice('Call', 'call', 'make', { to: '={{ $json.to }}', answerUrl, from: byId(from) }),
		);
		expect(executionError(execution)).toMatch(/'To'.*letters/);
		await story.callTo(first).waitForHeard(/Welcome/);
		expect(story.callsTo(last)).toEqual([]);
	});

	test.each<[string, Omit<PlivoFault, 'match'>, number, RegExp, RegExp]>([
		['500 after the phone rang', { status: 500, afterEffect: true }, 1, /Plivo failed/, /500/],
		['503 instead of a call', { status: 503 }, 0, /Plivo failed/, /503/],
		[
			'a connection lost after the phone rang',
			{ drop: true, afterEffect: true },
			1,
			/The request to Plivo failed/,
			/can be reached/,
		],
		['a connection lost before', { drop: true }, 0, /The request to Plivo failed/, /reached/],
		['429', { status: 429 }, 0, /at its limit/, /429/],
		[
			'200 without an id of the call',
			{ status: 200, body: { api_id: 'a-1' }, afterEffect: true },
			1,
			/did not confirm the call/,
			/may ring nevertheless.*a-1/,
		],
	])(
		'Make and %s: asked once, at most one phone rings',
		async (_case, fault, rung, words, hint) => {
			const to = story.person();
			const before = story.plivo.requests.length;
			const ordered = story.plivo.faults.add({ match: /^POST .*\/Call\/$/, times: 9, ...fault });
			const refusal = await story.refused('call', 'make', { to, answerUrl, from: byId(from) });
			ordered.remove();
			expect(refusal.message).toMatch(words);
			expect(refusal.description).toMatch(hint);
			expect(ordered.hits).toBe(1);
			expect(story.ringing(before)).toHaveLength(1);
			expect(story.callsTo(to)).toHaveLength(rung);
		},
	);

	test("Plivo's refusal is shown with its words, its status and its api_id", async () => {
		story.plivo.account.barredCountries.add('DE');
		const to = '+4930901820';
		const refusal = await story.refused('call', 'make', { to, answerUrl, from: byId(from) });
		expect(refusal.message).toMatch(/Geo permission for DE is not enabled/);
		expect(refusal.description).toMatch(/HTTP status 403.*api_id for its support: [0-9a-f-]{36}/);
		const unknown = await story.refused('call', 'hangUp', { callUuid: byId(NOWHERE) });
		expect(unknown.message).toMatch(story.notFound(/call not found/));
		expect(unknown.description).toMatch(/404/);
	});

	test.each<[string, Record<string, unknown>, RegExp]>([
		['several numbers', { to: '+14155550101<+14155550102' }, /'To'.*several/],
		['several SIP addresses', { to: 'sip:a@example.com<sip:b@example.com' }, /'To'.*one SIP/],
		['D4.7 letters', { to: '415-CALL-NOW' }, /'To'.*letters/],
		['an answer URL that is none', { answerUrl: 'answer.xml' }, /'Answer URL'/],
		[
			'the number that calls, too',
			{ to: '+14155550190', from: byId('+14155550190') },
			/calls, too/,
		],
		['D4.9 no caller ID at all', { from: byId('') }, /'From' is empty/],
		['a time out of range', { additionalFields: { ringTimeout: 0 } }, /'Ring Timeout' is 0/],
	])('Make with %s is refused before anything is sent', async (_case, parameters, words) => {
		const before = story.plivo.requests.length;
		const { message } = await story.refused('call', 'make', {
			to: '+14155550101',
			answerUrl,
			from: byId(from),
			...parameters,
		});
		expect(message).toMatch(words);
		expect(story.plivo.requests.slice(before)).toEqual([]);
	});

	test("D4.9 the credential's default caller ID calls, and the number chosen for this call before it", async () => {
		const [standard, special] = [story.world.number(), story.world.number()];
		const { api, credentials } = story.world;
		const [digits, ten] = [standard.slice(1), standard.slice(2)];
		await api.updateCredential(credentials.plivoVoiceApi, {
			authId: LAB_PLIVO_AUTH_ID,
			authToken: LAB_PLIVO_AUTH_TOKEN,
			defaultCallerId: `+1 (${ten.slice(0, 3)}) ${ten.slice(3, 6)}-${ten.slice(6)}`,
			advanced: true,
			baseUrl: story.plivo.apiUrl,
		});
		const [first, second] = [story.person(), story.person()];
		const usual = await story.run('call', 'make', { to: first, answerUrl });
		expect(callOf(usual).from).toBe(standard);
		expect(story.callTo(first).facts.from).toBe(digits);
		await story.run('call', 'make', { to: second, answerUrl, from: byId(special) });
		expect(story.callTo(second).facts.from).toBe(special.slice(1));
	});
});
