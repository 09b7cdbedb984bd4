import type { LabCall } from '../../../lab/src/plivo/labCall';
import { eventually } from '../support/eventually';
import { CALL_CONTROL, onCall, PlivoStory, texts } from './support/plivoStory';
import { profiles } from './support/profiles';

const ENDLESS = 'much too long a sentence '.repeat(30);

describe.each(profiles)('directing a live call, %s', (_name, variants) => {
	let story: PlivoStory;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
	});

	afterAll(async () => await story.close());

	const waiting = async () => await story.caller(['<Wait length="120"/>']);

	/** The caller hears nothing any more: what comes next is heard alone. */
	async function nothingElseIsHeard(call: LabCall): Promise<void> {
		const before = texts(call).length;
		await story.run('call', 'speak', { ...onCall(call), text: 'and then' });
		await call.waitForHeard(/^and then$/);
		expect(texts(call).slice(before)).toEqual(['and then']);
	}

	/** Waits until the caller is in the middle of hearing something. */
	const hearing = async ({ person }: LabCall, words: string) =>
		await eventually(words, () => person.ear.partialText().includes(words));

	test('Speak is heard, and Stop Speaking breaks it off', async () => {
		const call = await waiting();
		const spoken = await story.run('call', 'speak', {
			...onCall(call),
			text: 'An agent will be with you & yours <soon>',
			options: { voice: 'Polly.Joanna', language: 'en-GB', legs: 'aleg', mix: false, loop: false },
		});
		expect(spoken).toMatchObject({ started: true, call: { callUuid: call.uuid } });
		await call.waitForHeard(/^An agent will be with you & yours <soon>$/);

		await story.run('call', 'speak', { ...onCall(call), text: ENDLESS, options: { loop: true } });
		await hearing(call, 'too long');
		const stopped = await story.run('call', 'stopSpeaking', onCall(call));
		expect(stopped).toMatchObject({ stopped: true, call: { callUuid: call.uuid } });
		await eventually('the broken sentence', () => call.heard.length === 2);
		expect(call.heard[1]?.complete).toBe(false);
		await nothingElseIsHeard(call);
		call.hangUp();
	});

	test('Play is heard file after file, and Stop Playing breaks it off', async () => {
		const call = await waiting();
		const urls = `${story.sound('the first')}, ${story.sound('the second')}`;
		const played = await story.run('call', 'play', { ...onCall(call), urls });
		expect(played).toMatchObject({ started: true });
		await call.waitForHeard(/the second/);
		expect(texts(call)).toEqual(['the first', 'the second']);

		const long = { ...onCall(call), urls: story.sound(ENDLESS), options: { loop: true } };
		await story.run('call', 'play', long);
		await hearing(call, 'too long');
		expect(await story.run('call', 'stopPlaying', onCall(call))).toMatchObject({ stopped: true });
		await eventually('the broken sentence', () => call.heard.length === 3);
		expect(call.heard[2]?.complete).toBe(false);
		await nothingElseIsHeard(call);
		call.hangUp();
	});

	test('keys arrive, and each leg hears what is meant for it', async () => {
		const agent = story.person();
		const call = await story.caller([`<Dial><Number>${agent}</Number></Dial>`]);
		const leg = await eventually('the agent', () => {
			const [dialed] = call.dialedLegs;
			return dialed?.connected === true && dialed;
		});
		const sent = await story.run('call', 'sendDtmf', { ...onCall(call), digits: '12#' });
		expect(sent).toMatchObject({ sent: true });
		await eventually('the keys', () => call.digitsHeard === '12#');
		const bleg = { leg: 'bleg' };
		await story.run('call', 'sendDtmf', { ...onCall(call), digits: '9', options: bleg });
		await eventually('the key', () => leg.person.digitsHeard === '9');
		expect(call.digitsHeard).toBe('12#');

		const whisper = { ...onCall(call), text: 'for the agent alone', options: { legs: 'bleg' } };
		await story.run('call', 'speak', whisper);
		await eventually('the whisper', () => texts(leg).includes('for the agent alone'));
		const sound = { ...onCall(call), urls: story.sound('for both'), options: { legs: 'both' } };
		await story.run('call', 'play', sound);
		await call.waitForHeard(/for both/);
		await eventually('the sound', () => texts(leg).includes('for both'));
		expect(texts(call)).toEqual(['for both']);
		call.hangUp();
	});

	test('a leg that is not there: what Plivo says of it', async () => {
		const call = await waiting();
		const whisper = { ...onCall(call), text: 'for nobody', options: { legs: 'bleg' } };
		if (story.variants.missingBridgedLeg === 'refused') {
			const { message, description } = await story.refused('call', 'speak', whisper);
			expect(message).toMatch(/the call has no bridged leg/);
			expect(description).toMatch(/HTTP status 400.*api_id for its support: [0-9a-f-]{36}/);
		} else {
			await story.run('call', 'speak', whisper);
		}
		await nothingElseIsHeard(call);
		call.hangUp();
	});

	test('with a callback URL, the result is told there, and not claimed before', async () => {
		const call = await waiting();
		const callbackUrl = story.callback();
		const spoken = await story.run('call', 'speak', {
			...onCall(call),
			text: 'hello',
			options: { callbackUrl, callbackMethod: 'GET' },
		});
		expect(spoken.started).toBe(story.variants.actionCallback === 'besides');
		await eventually('the callback', () => story.told(callbackUrl).length === 1);
		expect(story.told(callbackUrl)[0]).toMatchObject({ message: 'speak started' });
		await call.waitForHeard(/hello/);
		call.hangUp();
	});

	test('Record and Stop Recording: both sides are in the file, and the callback tells where it is', async () => {
		const call = await waiting();
		const callbackUrl = story.callback();
		const started = await story.run('call', 'record', {
			...onCall(call),
			options: { fileFormat: 'wav', recordChannelType: 'mono', callbackUrl },
		});
		// The callback is for the finished file: that the recording has started is answered at once.
		expect(started).toMatchObject({ started: true });
		await call.say('for the record');
		await story.run('call', 'speak', { ...onCall(call), text: 'noted' });
		await call.waitForHeard(/noted/);
		expect(await story.run('call', 'stopRecording', onCall(call))).toMatchObject({ stopped: true });
		await eventually('the recording', () => call.recordings.length === 1);
		const [recording] = call.recordings;
		await eventually('the callback', () => story.told(callbackUrl).length > 0);
		expect(story.told(callbackUrl).at(-1)).toMatchObject({ RecordingID: recording?.id });
		expect(call.state).toBe('in-progress');
		call.hangUp();
	});

	test('a call that is over: what to look at', async () => {
		const call = await waiting();
		call.hangUp();
		await call.waitForEnd();
		for (const [operation, parameters] of [
			['speak', { text: 'too late' }],
			['stopPlaying', {}],
			['sendDtmf', { digits: '1' }],
			['record', {}],
		] as const) {
			const refusal = await story.refused('call', operation, { ...onCall(call), ...parameters });
			expect(refusal.description).toMatch(/The call may be over, which Get shows/);
			expect(refusal.description).toMatch(/HTTP status 404/);
		}
	});

	test('every operation that changes what is heard was executed', () => {
		story.expectExecuted('call', CALL_CONTROL);
	});
});
