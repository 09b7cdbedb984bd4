import type { LabCall } from '../../lab/src/plivo/labCall';
import type { AnsweringWorkflow } from './support/answeringWorkflow';
import { CALLER, PhoneWorld } from './support/phoneWorld';

/** Stream time (ms) within which the caller hears something: the answer budget is five seconds. */
const FIRST_WORDS_MS = 5_000;

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

describe.each(['direct', 'bridge'] as const)(
	'a call answered by an agent, audio path %s',
	(path) => {
		let workflow: AnsweringWorkflow;

		beforeAll(async () => {
			workflow = await world.answering({ audioPath: path });
		});

		const agentCallOf = (callUuid: string) =>
			[...world.lab.ultravox.calls.values()].find(
				({ settings }) => settings.metadata?.plivoCallUuid === callUuid,
			);

		/** One item for each output, and Plivo's end state, of a call that the caller hung up. */
		const expectHungUpByCaller = async (answering: AnsweringWorkflow, call: LabCall) => {
			expect(await call.waitForEnd()).toMatchObject({
				hangupSource: 'Caller',
				callStatus: 'completed',
			});
			await answering.answered(call);
			const { call: told } = await answering.ended(call);
			expect(told).toMatchObject({ callUuid: call.uuid, hangupSource: 'Caller' });
			expect(await answering.items(call.uuid)).toMatchObject({
				answered: { length: 1 },
				ended: { length: 1 },
			});
		};

		test.concurrent(
			'P2.3 P2.12 U0.3 both hear each other, the agent says goodbye, and both executions succeed',
			async () => {
				const call = workflow.call([
					{ waitForUtterance: /good day/ },
					{ say: 'Are you open?' },
					{ waitForUtterance: /nine to five/ },
					{ say: 'Thank you, bye.' },
				]);
				const end = await call.waitForEnd();
				expect(call.heard.map(({ text, complete }) => [text, complete])).toEqual([
					['Reception, good day.', true],
					['We are open from nine to five.', true],
					['Goodbye, thanks for calling.', true],
				]);
				expect(call.timeline.firstAudioMs).toBeLessThan(FIRST_WORDS_MS);
				expect(agentCallOf(call.uuid)?.heardByAgent.map(({ text }) => text)).toEqual([
					'Are you open?',
					'Thank you, bye.',
				]);
				// The goodbye is the agent's: what follows the Stream hangs up, and nothing more is said.
				expect(end).toMatchObject({ hangupSource: 'Answer XML', callStatus: 'completed' });

				const answered = await workflow.answered(call);
				expect(answered).toMatchObject({
					call: { from: CALLER, to: workflow.number, direction: 'inbound', outcome: null },
					answer: { by: 'agent', attempts: [] },
				});
				const ended = await workflow.ended(call);
				expect(ended.call).toMatchObject({
					callUuid: call.uuid,
					callId: answered.call.callId,
					outcome: 'completed',
					endReason: 'agent_hangup',
					hangupSource: 'Answer XML',
					durationSeconds: end.durationSeconds,
					cost: Number(end.totalCost),
					transcript: [
						{ role: 'agent', text: 'Reception, good day.' },
						{ role: 'user', text: 'Are you open?' },
						{ role: 'agent', text: 'We are open from nine to five.' },
						{ role: 'user', text: 'Thank you, bye.' },
						{ role: 'agent', text: 'Goodbye, thanks for calling.' },
					],
				});
				expect(JSON.stringify([answered, ended])).not.toMatch(
					/joinUrl|wss?:\/\/|"token"|lab-plivo-auth/,
				);
				if (path === 'bridge') {
					expect(ended.bridge?.report).toMatchObject({ reason: 'agent-ended', endedBy: 'agent' });
					expect(ended.bridge?.transcript).toHaveLength(5);
				} else {
					expect(ended.bridge).toBeNull();
				}
				expect(await workflow.items(call.uuid)).toMatchObject({
					answered: { length: 1 },
					ended: { length: 1 },
				});
			},
		);

		test.concurrent('P2.12 the audio is 16 kHz L16 on the whole way', async () => {
			const call = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
			await call.waitForEnd();
			expect(call.documents[0]).toContain('contentType="audio/x-l16;rate=16000"');
			if (path === 'bridge') {
				expect(agentCallOf(call.uuid)?.settings.medium).toMatchObject({
					serverWebSocket: { inputSampleRate: 16000, outputSampleRate: 16000 },
				});
			}
		});

		test.concurrent.each(['audio/x-l16;rate=8000', 'audio/x-mulaw;rate=8000'])(
			'both hear each other in %s too',
			async (audioFormat) => {
				const other = await world.answering({ audioPath: path, options: { audioFormat } });
				const call = other.call([
					{ waitForUtterance: /good day/ },
					{ say: 'Are you open?' },
					{ waitForUtterance: /nine to five/ },
					{ hangUp: true },
				]);
				await call.waitForEnd();
				expect(call.documents[0]).toContain(`contentType="${audioFormat}"`);
				expect(agentCallOf(call.uuid)?.heardByAgent.map(({ text }) => text)).toEqual([
					'Are you open?',
				]);
			},
		);

		test.concurrent('a caller who hangs up at once is told as just that', async () => {
			const call = workflow.call([{ hangUp: true }]);
			await expectHungUpByCaller(workflow, call);
			expect(agentCallOf(call.uuid)?.heardByAgent).toEqual([]);
		});

		test.concurrent(
			'a caller who says goodbye ends the call, and Ended knows who it was',
			async () => {
				const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
				await call.waitForEnd();
				const ended = await workflow.ended(call);
				expect(ended.call).toMatchObject({
					outcome: 'completed',
					endReason: 'hangup',
					hangupSource: 'Caller',
				});
			},
		);

		test.concurrent('barge-in: the agent stops when the caller interrupts', async () => {
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: 'Tell me a long story.' },
				{ interruptWhen: /Sentence number 2 /, say: 'Are you open?' },
				{ waitForUtterance: /nine to five/ },
				{ hangUp: true },
			]);
			await call.waitForEnd();
			const story = call.heard.find(({ text }) => text.startsWith('Sentence number 1'));
			expect(story).toMatchObject({ complete: false });
			expect(story?.text).not.toContain('number 24');
			expect(call.heard.map(({ text }) => text)).toContain('We are open from nine to five.');
			await expectHungUpByCaller(workflow, call);
			if (path === 'bridge') {
				const ended = await workflow.ended(call);
				expect(ended.bridge?.report).toMatchObject({ bargeIns: expect.any(Number) });
				expect(Number(ended.bridge?.report.bargeIns)).toBeGreaterThanOrEqual(1);
			}
		});

		test.concurrent('keys reach the agent as text', async () => {
			const keys = await world.answering(
				{ audioPath: path },
				{
					greeting: 'Type your number.',
					replies: [{ when: /1\D*2\D*3/, say: 'You typed one two three.' }],
					otherwise: 'Nothing of use.',
				},
			);
			const call = keys.call([
				{ waitForUtterance: /Type/ },
				{ press: '123#' },
				{ waitForUtterance: /You typed/ },
				{ hangUp: true },
			]);
			await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toContain('You typed one two three.');
			await expectHungUpByCaller(keys, call);
			if (path === 'bridge') {
				const ended = await keys.ended(call);
				expect(ended.bridge?.report).toMatchObject({ digits: '123#' });
			}
		});

		test.concurrent(
			"P2.7 the greeting of the trigger is heard instead of the agent's own",
			async () => {
				const shop = await world.answering({
					audioPath: path,
					options: { greeting: 'Shop, hello.' },
				});
				const call = shop.call([{ waitForUtterance: true }, { hangUp: true }]);
				await call.waitForEnd();
				expect(call.heard.map(({ text }) => text)).toEqual(['Shop, hello.']);
				expect(call.timeline.firstAudioMs).toBeLessThan(FIRST_WORDS_MS);
			},
		);

		test.concurrent('P2.13 the agent knows the number of the caller', async () => {
			const knowing = await world.answering(
				{
					audioPath: path,
					callFields: ['from'],
					templateContext: { values: [{ name: 'user.phone', value: '={{ $json.body.From }}' }] },
				},
				{ greeting: 'Hello {{from}} or {{user.phone}}.' },
			);
			const call = knowing.call([{ waitForUtterance: /Hello/ }, { hangUp: true }]);
			await call.waitForEnd();
			expect(call.heard[0]?.text).toBe(`Hello ${CALLER} or ${CALLER.slice(1)}.`);
		});
	},
);

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
