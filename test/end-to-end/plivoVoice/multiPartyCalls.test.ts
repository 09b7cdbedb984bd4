import type { LabCall } from '../../../lab/src/plivo/labCall';
import { eventually } from '../support/eventually';
import { byId, byName, onCall, PlivoStory, texts } from './support/plivoStory';
import { profiles } from './support/profiles';

const ENDLESS = 'much too long a sentence '.repeat(30);
const QUIET = { enterSound: 'none', exitSound: 'none' };

interface Participant {
	call: LabCall;
	id: string;
	/** As the panel stores the choice of this participant. */
	chosen: Record<string, unknown>;
}

describe.each(profiles)('multi-party calls, %s', (_name, variants) => {
	let story: PlivoStory;
	/** A number of the account that calls. */
	let from: string;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
		from = story.world.number();
	});

	afterAll(async () => await story.close());

	const run = async (operation: string, parameters: Record<string, unknown> = {}) =>
		await story.run('multiPartyCall', operation, parameters);

	/** The participant of a call, as soon as it has come in. */
	async function participantOf(call: LabCall, desk: object): Promise<Participant> {
		const filters = { callUuid: call.uuid };
		const found = await eventually('the participant', async () => {
			const items = await story.items('multiPartyCall', 'getParticipants', { ...desk, filters });
			return items[0];
		});
		const id = String(found.member_id);
		return { call, id, chosen: { ...desk, participants: 'one', participant: byId(id) } };
	}

	/** A live call, such as one of an AI agent, is moved into the multi-party call. */
	async function movedIn(desk: object, additionalFields = {}): Promise<Participant> {
		const call = await story.caller(['<Wait length="60"/>', '<Speak>never</Speak>']);
		const added = await run('addParticipant', {
			...desk,
			role: 'customer',
			participantCall: 'liveCall',
			...onCall(call),
			additionalFields: { ...QUIET, stayAlone: true, ...additionalFields },
		});
		expect(added.calls).toMatchObject([{ call_uuid: call.uuid }]);
		return await participantOf(call, desk);
	}

	/** A phone is rung, and whoever picks up joins. */
	async function calledIn(desk: object, role: string, additionalFields = {}): Promise<Participant> {
		const to = story.person();
		const before = story.plivo.requests.length;
		await run('addParticipant', {
			...desk,
			role,
			to,
			from: byId(from),
			additionalFields: { ...QUIET, ...additionalFields },
		});
		expect(story.ringing(before)).toHaveLength(1);
		return await participantOf(story.callTo(to), desk);
	}

	async function tells(speaker: Participant, listener: Participant, text: string): Promise<void> {
		await speaker.call.say(text);
		await listener.call.waitForHeard(new RegExp(`^${text}$`));
	}

	test('a caller is handed over to a person: held, muted, coached, taken out, ended', async () => {
		const desk = { multiPartyCall: byName('Desk 4711/a') };
		const customer = await movedIn(desk);
		const agent = await calledIn(desk, 'agent');
		expect(agent.call.facts.from).toBe(from.slice(1));
		await tells(customer, agent, 'my oven is broken');
		await tells(agent, customer, 'let me see');

		const shown = await run('get', desk);
		expect(shown).toMatchObject({ friendly_name: 'Desk 4711/a', status: 'Active' });
		const mpcUuid = String(shown.mpc_uuid);
		expect(await story.offered('searchMultiPartyCalls', {}, 'desk')).toEqual([mpcUuid]);
		expect(await story.offered('searchMultiPartyCallParticipants', desk)).toEqual([
			customer.id,
			agent.id,
		]);
		const listed = await story.items('multiPartyCall', 'getMany', {
			filters: { status: 'active', friendlyName: 'Desk 4711/a' },
		});
		expect(listed).toMatchObject([{ mpc_uuid: mpcUuid }]);

		// On hold, the customer hears music instead of what the agent says.
		const hold = { ...customer.chosen, updateFields: { hold: true } };
		expect(await run('updateParticipant', hold)).toMatchObject({ participantIds: [customer.id] });
		await customer.call.waitForHeard(/\[hold music\]/);
		await agent.call.say('between us');
		const held = await run('getParticipant', { ...desk, participant: byId(customer.id) });
		expect(held).toMatchObject({ role: 'customer', hold: true, mute: false });
		await run('updateParticipant', { ...customer.chosen, updateFields: { hold: false } });
		await tells(agent, customer, 'I am back');
		expect(texts(customer.call)).not.toContain('between us');

		await run('updateParticipant', { ...customer.chosen, updateFields: { mute: true } });
		await customer.call.say('nobody hears this');
		await run('updateParticipant', { ...customer.chosen, updateFields: { mute: false } });
		await tells(customer, agent, 'and this');
		expect(texts(agent.call)).not.toContain('nobody hears this');

		// A supervisor coaches the agent, and speaks to both then.
		const supervisor = await calledIn(desk, 'supervisor');
		await tells(supervisor, agent, 'offer a refund');
		const coachMode = { coachMode: false, disableStateChangeSound: true };
		await run('updateParticipant', { ...supervisor.chosen, updateFields: coachMode });
		await tells(supervisor, customer, 'good day to you');
		expect(texts(customer.call)).not.toContain('offer a refund');

		expect(await run('removeParticipant', agent.chosen)).toMatchObject({ removed: true });
		const { kickedHangupCode } = story.variants;
		expect(await agent.call.waitForEnd()).toMatchObject({ hangupCauseCode: kickedHangupCode });
		const left = { ...desk, participant: byId(agent.id) };
		if (story.variants.leftParticipant === 'missing') {
			const gone = await story.refused('multiPartyCall', 'getParticipant', left);
			expect(gone.description).toMatch(/404/);
		} else {
			expect(await run('getParticipant', left)).toMatchObject({
				exit_cause: 'Kicked Out of Multiparty Call',
				mute: null,
			});
		}

		expect(await run('stop', desk)).toMatchObject({ ended: true });
		expect(await customer.call.waitForEnd()).toMatchObject({ hangupCauseCode: 4020 });
		await supervisor.call.waitForEnd();
		const ended = await run('get', { multiPartyCall: byId(mpcUuid) });
		expect(String(ended.status).toLowerCase()).toBe('ended');
		expect(ended.termination_cause).toBe('Hangup API Triggered');
		const byItsName = await story.refused('multiPartyCall', 'get', desk);
		expect(byItsName.description).toMatch(/404/);
	});

	test('texts and sounds reach who is meant, and are stopped', async () => {
		const desk = { multiPartyCall: byName('Sounds') };
		const customer = await movedIn(desk);
		const agent = await calledIn(desk, 'agent');
		await run('speakToParticipant', { ...agent.chosen, text: 'a hint for the agent' });
		await agent.call.waitForHeard(/^a hint for the agent$/);
		const all = { ...desk, participants: 'all', url: story.sound('for everybody') };
		await run('playToParticipant', all);
		await Promise.all([agent, customer].map(({ call }) => call.waitForHeard(/^for everybody$/)));
		expect(texts(customer.call)).toEqual(['for everybody']);
		for (const [start, stop, parameters] of [
			['playToParticipant', 'stopPlayingToParticipant', { url: story.sound(ENDLESS) }],
			['speakToParticipant', 'stopSpeakingToParticipant', { text: ENDLESS }],
		] as const) {
			const before = customer.call.heard.length;
			await run(start, { ...customer.chosen, ...parameters });
			await eventually('the middle of it', () =>
				customer.call.person.ear.partialText().includes('too long'),
			);
			expect(await run(stop, customer.chosen)).toMatchObject({ stopped: true });
			await eventually('the broken sentence', () => customer.call.heard.length > before);
			expect(customer.call.heard[before]?.complete).toBe(false);
			await tells(agent, customer, `after ${stop}`);
		}
		await run('stop', desk);
	});

	test('the whole and single participants are recorded, paused and resumed', async () => {
		const desk = { multiPartyCall: byName('Records') };
		const customer = await movedIn(desk);
		const agent = await calledIn(desk, 'agent');
		const recordingCallbackUrl = story.callback();
		const options = { fileFormat: 'wav', recordingCallbackUrl };
		const whole = await run('startRecording', { ...desk, options });
		const state = async () => (await run('get', desk)).recording;
		await tells(customer, agent, 'one');
		expect(await state()).toBe('recording');
		expect(await run('pauseRecording', desk)).toMatchObject({ paused: true });
		expect(await state()).toBe('paused');
		expect(await run('resumeRecording', desk)).toMatchObject({ resumed: true });
		expect(await run('stopRecording', desk)).toMatchObject({ stopped: true });
		expect(await state()).toBe('not-recording');
		await eventually('four callbacks', () => story.told(recordingCallbackUrl).length === 4);

		const one = { ...desk, participant: byId(agent.id) };
		const track = { options: { recordTrackType: 'participant' } };
		const single = await run('startParticipantRecording', { ...one, ...track });
		await tells(customer, agent, 'not in the track');
		await tells(agent, customer, 'in the track');
		await run('pauseParticipantRecording', { ...one, ...track });
		await run('resumeParticipantRecording', { ...one, ...track });
		expect(await run('stopParticipantRecording', { ...one, ...track })).toMatchObject({
			member_id: agent.id,
			stopped: true,
		});
		const found = await story.items('recording', 'getMany', { filters: { mpcName: 'Records' } });
		expect(found.map(({ recording_id: id }) => id).sort()).toEqual(
			[whole.recording_id, single.recording_id].sort(),
		);
		await run('stop', desk);
	});

	test('Start begins what waits for its start', async () => {
		const desk = { multiPartyCall: byName('Later') };
		const first = await movedIn(desk, { startMpcOnEnter: false });
		const second = await movedIn(desk, { startMpcOnEnter: false });
		await first.call.waitForHeard(/\[wait music\]/);
		expect(await run('get', desk)).toMatchObject({ status: 'Initialized' });
		expect(await run('start', desk)).toMatchObject({ started: true });
		await tells(first, second, 'at last');
		const again = await story.refused('multiPartyCall', 'start', desk);
		expect(again.description).toMatch(/Only a multi-party call that waits.*404/);
		await run('stop', desk);
	});

	test('more than may come in: what Plivo makes of it', async () => {
		const desk = { multiPartyCall: byName('Two only') };
		// Said each time: later settings may count, too.
		const maxParticipants = 2;
		await movedIn(desk, { maxParticipants });
		await calledIn(desk, 'agent', { maxParticipants });
		const to = story.person();
		const third = { ...desk, to, from: byId(from), additionalFields: { maxParticipants } };
		if (story.variants.fullMpc === 'refused') {
			const { message } = await story.refused('multiPartyCall', 'addParticipant', third);
			expect(message).toMatch(/maximum of participants/);
			expect(story.callsTo(to)).toEqual([]);
		} else {
			await run('addParticipant', third);
			await story.callTo(to).waitForEnd();
		}
		await run('stop', desk);
	});

	test('every operation was executed', () => story.expectExecuted('multiPartyCall'));
});
