import type { PlivoFault } from '../../../lab/src/plivo/faults';
import { byId, byName, PlivoStory } from './support/plivoStory';
import { allProfiles } from './support/profiles';

describe.each(allProfiles)('Add Participant, %s', (_name, variants) => {
	let story: PlivoStory;
	/** A number of the account that calls. */
	let from: string;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
		from = story.world.number();
	});

	afterAll(async () => await story.close());

	test.each<[string, Omit<PlivoFault, 'match'>, number, RegExp]>([
		['500 after the phone rang', { status: 500, afterEffect: true }, 1, /Plivo failed/],
		['a connection lost after it', { drop: true, afterEffect: true }, 1, /to Plivo failed/],
		['429', { status: 429 }, 0, /at its limit/],
	])('%s: asked once, at most one phone rings', async (_case, fault, rung, words) => {
		const to = story.person();
		const before = story.plivo.requests.length;
		const match = /^POST .*\/Participant\/$/;
		const ordered = story.plivo.faults.add({ match, times: 9, ...fault });
		const { message } = await story.refused('multiPartyCall', 'addParticipant', {
			multiPartyCall: byName('Faults'),
			to,
			from: byId(from),
		});
		ordered.remove();
		expect(message).toMatch(words);
		expect(ordered.hits).toBe(1);
		expect(story.ringing(before)).toHaveLength(1);
		expect(story.callsTo(to)).toHaveLength(rung);
	});

	test.each([
		['several numbers', { to: '+14155550101<+14155550102' }, /'To'.*several/],
		['letters', { to: '415-CALL-NOW' }, /'To'.*letters/],
		['D4.9 no caller ID at all', { to: '+14155550101', from: byId('') }, /'From' is empty/],
	])('with %s it is refused before anything is sent', async (_case, who, words) => {
		const before = story.plivo.requests.length;
		const { message } = await story.refused('multiPartyCall', 'addParticipant', {
			multiPartyCall: byName('Mistakes'),
			from: byId(from),
			...who,
		});
		expect(message).toMatch(words);
		expect(story.plivo.requests.slice(before)).toEqual([]);
	});
});
