import type { LabCall } from '../../../lab/src/plivo/labCall';
import { eventually } from '../support/eventually';
import { byId, PlivoStory, texts } from './support/plivoStory';
import { profiles } from './support/profiles';

const ROOM = 'Support room 1/2';
const ENDLESS = 'much too long a sentence '.repeat(30);

interface Member {
	call: LabCall;
	/** As the panel stores the choice of this member. */
	chosen: Record<string, unknown>;
	id: string;
}

describe.each(profiles)('conferences, %s', (_name, variants) => {
	let story: PlivoStory;
	const room = { conference: byId(ROOM) };

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
	});

	// Who is left by a test that failed would be in the room of the next one.
	afterEach(() => {
		for (const call of story.plivo.calls.live()) call.hangUp();
	});

	afterAll(async () => await story.close());

	const run = async (operation: string, parameters: Record<string, unknown> = {}) =>
		await story.run('conference', operation, { ...room, ...parameters });

	const membersNow = async () => (await run('get')).members as Array<Record<string, unknown>>;

	/** Somebody calls and comes into the room. */
	async function enters(): Promise<Member> {
		const call = await story.caller([
			`<Conference>${ROOM}</Conference>`,
			'<Speak>you are out</Speak>',
			'<Wait length="60"/>',
		]);
		const found = await eventually('the member', async () => {
			const names = await story.items('conference', 'getMany', { returnAll: true });
			if (!names.some(({ conference_name: name }) => name === ROOM)) return undefined;
			return (await membersNow()).find(({ call_uuid: uuid }) => uuid === call.uuid);
		});
		const id = String(found.member_id);
		return { call, id, chosen: { ...room, members: 'one', member: byId(id) } };
	}

	/** Speaks, and waits until the other one has heard it. */
	async function tells(from: Member, to: Member, text: string): Promise<void> {
		await from.call.say(text);
		await to.call.waitForHeard(new RegExp(`^${text}$`));
	}

	const heardSince = ({ call }: Member, index: number) =>
		texts(call)
			.slice(index)
			.filter((text) => !/\[.*music\]/.test(text));

	async function everybodyLeaves(...members: Member[]): Promise<void> {
		for (const { call } of members) call.hangUp();
		await eventually(
			'the empty room',
			async () => (await story.items('conference', 'getMany')).length === 0,
		);
	}

	test('members are listed, muted, deafened, and heard again', async () => {
		const [anna, ben] = [await enters(), await enters()];
		await tells(anna, ben, 'this is Anna');
		await tells(ben, anna, 'this is Ben');
		expect(await story.offered('searchConferences', {}, 'support')).toEqual([ROOM]);
		expect(await story.offered('searchConferenceMembers', room)).toEqual([anna.id, ben.id]);

		expect(await run('muteMember', anna.chosen)).toMatchObject({
			conference_name: ROOM,
			memberIds: [anna.id],
			muted: true,
		});
		expect(await membersNow()).toMatchObject([{ muted: true }, { muted: false }]);
		await anna.call.say('nobody hears this');
		await run('unmuteMember', anna.chosen);
		await tells(anna, ben, 'now again');
		expect(texts(ben.call)).not.toContain('nobody hears this');

		expect(await run('deafenMember', ben.chosen)).toMatchObject({ deaf: true });
		expect(await membersNow()).toMatchObject([{ deaf: false }, { deaf: true }]);
		await anna.call.say('about Ben');
		await run('undeafenMember', ben.chosen);
		await tells(anna, ben, 'and to Ben');
		expect(texts(ben.call)).not.toContain('about Ben');

		const both = { members: 'several', memberIds: `${anna.id}, ${ben.id}` };
		expect(await run('muteMember', both)).toMatchObject({ memberIds: [anna.id, ben.id] });
		expect(await membersNow()).toMatchObject([{ muted: true }, { muted: true }]);
		await run('unmuteMember', { members: 'all' });
		expect(await membersNow()).toMatchObject([{ muted: false }, { muted: false }]);
		await everybodyLeaves(anna, ben);
	});

	test('sounds and texts reach who is meant, and are stopped', async () => {
		const [anna, ben] = [await enters(), await enters()];
		await tells(anna, ben, 'hello');
		await tells(ben, anna, 'hello to you');
		const [annaHeard, benHeard] = [texts(anna.call).length, texts(ben.call).length];
		await run('speakToMember', {
			...anna.chosen,
			text: 'only for Anna',
			options: { voice: 'MAN' },
		});
		await anna.call.waitForHeard(/^only for Anna$/);
		const url = story.sound('for all of you');
		await run('playToMember', { members: 'all', url });
		await Promise.all([anna, ben].map(({ call }) => call.waitForHeard(/^for all of you$/)));
		expect(heardSince(anna, annaHeard)).toEqual(['only for Anna', 'for all of you']);
		expect(heardSince(ben, benHeard)).toEqual(['for all of you']);

		for (const [start, stop, parameters] of [
			['playToMember', 'stopPlayingToMember', { url: story.sound(ENDLESS) }],
			['speakToMember', 'stopSpeakingToMember', { text: ENDLESS }],
		] as const) {
			const before = ben.call.heard.length;
			await run(start, { ...ben.chosen, ...parameters });
			await eventually('the middle of it', () =>
				ben.call.person.ear.partialText().includes('too long'),
			);
			expect(await run(stop, ben.chosen)).toMatchObject({ stopped: true });
			await eventually('the broken sentence', () => ben.call.heard.length > before);
			expect(ben.call.heard[before]?.complete).toBe(false);
			await tells(anna, ben, `after ${stop}`);
		}
		await everybodyLeaves(anna, ben);
	});

	test('the room is recorded, and the recording is found', async () => {
		const [anna, ben] = [await enters(), await enters()];
		const callbackUrl = story.callback();
		const started = await run('startRecording', { options: { fileFormat: 'wav', callbackUrl } });
		await tells(anna, ben, 'for the record');
		expect(await run('stopRecording')).toEqual({ conference_name: ROOM, stopped: true });
		await eventually('the callback', () => story.told(callbackUrl).length === 1);
		const recordingId = String(started.recording_id);
		expect(story.told(callbackUrl)[0]).toMatchObject({ recording_id: recordingId });
		expect(
			await story.items('recording', 'getMany', { filters: { conferenceName: ROOM } }),
		).toMatchObject([{ recording_id: recordingId, conference_name: ROOM }]);
		if (story.variants.idleRecordingStopStatus === 404) {
			const idle = await story.refused('conference', 'stopRecording', room);
			expect(idle.description).toMatch(/404/);
		} else {
			expect(await run('stopRecording')).toMatchObject({ stopped: true });
		}
		await everybodyLeaves(anna, ben);
	});

	test('kicked out, hung up, and the end of the room', async () => {
		const [anna, ben, cleo] = [await enters(), await enters(), await enters()];
		expect(await run('kickMember', anna.chosen)).toMatchObject({ kicked: true });
		await anna.call.waitForHeard(/you are out/);
		expect(anna.call.state).toBe('in-progress');
		expect(await run('hangUpMember', ben.chosen)).toMatchObject({ hungUp: true });
		expect(await ben.call.waitForEnd()).toMatchObject({ hangupSource: 'API Request' });
		expect((await membersNow()).map(({ member_id: id }) => id)).toEqual([cleo.id]);

		const gone = await story.refused('conference', 'muteMember', anna.chosen);
		expect(gone.description).toMatch(/HTTP status 404/);
		if (story.variants.notFoundBody === 'error') expect(gone.message).toMatch(/member not found/);

		expect(await run('hangUp')).toEqual({ conference_name: ROOM, hungUp: true });
		await cleo.call.waitForEnd();
		const over = await story.refused('conference', 'get', room);
		expect(over.description).toMatch(/HTTP status 404/);
		expect(await story.items('conference', 'getMany')).toEqual([]);
		anna.call.hangUp();
	});

	test('every operation was executed', () => story.expectExecuted('conference'));
});
