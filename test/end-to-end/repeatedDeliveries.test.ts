import type { AnsweringWorkflow } from './support/answeringWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let workflow: AnsweringWorkflow;

beforeAll(async () => {
	world = await PhoneWorld.start();
	workflow = await world.answering();
});

afterAll(async () => {
	await world.close();
});

const agentCallsOf = (callUuid: string) =>
	[...world.lab.ultravox.calls.values()].filter(
		({ settings }) => settings.metadata?.plivoCallUuid === callUuid,
	);

test.each(['concurrently', 'after'] as const)(
	'an answer request that comes twice (%s) makes one agent and one execution, with the same XML',
	async (deliverAnswerTwice) => {
		const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }], {
			deliverAnswerTwice,
		});
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
		const answers = await eventually('both answers', () => {
			const bodies = call.answerDeliveries.flatMap(({ answer }) =>
				answer ? [answer.body.toString('utf8')] : [],
			);
			return bodies.length >= 2 ? bodies : undefined;
		});
		expect(new Set(answers).size).toBe(1);
		expect(agentCallsOf(call.uuid)).toHaveLength(1);
		await workflow.ended(call);
		expect((await workflow.items(call.uuid)).answered).toHaveLength(1);
	},
);

test('a hang-up that comes twice starts one execution', async () => {
	const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }], {
		deliverHangupTwice: true,
	});
	await call.waitForEnd();
	await call.settled;
	await workflow.ended(call);
	await eventually(
		'both hang-ups delivered',
		() => call.hangupDeliveries.filter(({ answer }) => answer).length >= 2,
	);
	const other = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await other.waitForEnd();
	await workflow.ended(other);
	expect((await workflow.items(call.uuid)).ended).toHaveLength(1);
});

test('an answer request that comes after the call was over is not answered by a second agent', async () => {
	const call = workflow.call([{ waitForUtterance: /good day/ }, { hangUp: true }]);
	await call.waitForEnd();
	await workflow.ended(call);
	const repeat = await world.lab.plivo.signedRequest({
		url: workflow.webhookUrl,
		fields: call.answerFields ?? {},
	});
	expect(repeat.status).toBe(200);
	expect(agentCallsOf(call.uuid)).toHaveLength(1);
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
