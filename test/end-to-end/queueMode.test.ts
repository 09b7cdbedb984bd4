import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';
import { QueueN8n } from './support/queueMode/queueN8n';

/** n8n in queue mode: what answers the phone, what publishes and what runs the workflow are different processes. */
describe('n8n in queue mode with two webhook processes', () => {
	let n8n: QueueN8n;
	let world: PhoneWorld;

	beforeAll(async () => {
		n8n = await QueueN8n.start();
		world = await PhoneWorld.start({}, n8n.main.url);
	});

	afterAll(async () => {
		await world?.close();
		await n8n?.stop();
	});

	afterEach(() => {
		n8n.front.pin = () => undefined;
	});

	// The front's origin is the public URL: Plivo signs that one, n8n itself listens on others.
	it.each(['direct', 'bridge'])(
		'D4.11 answers a call that came in at another origin, audio path %s, and the worker runs both outputs',
		async (audioPath) => {
			const workflow = await world.answering({ audioPath });
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: 'Are you open?' },
				{ waitForUtterance: /nine to five/ },
				{ say: 'Thank you, bye.' },
			]);
			await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toEqual([
				'Reception, good day.',
				'We are open from nine to five.',
				'Goodbye, thanks for calling.',
			]);
			expect((await workflow.answered(call)).call).toMatchObject({ callUuid: call.uuid });
			expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'completed' });
			expect(new Set(n8n.front.served)).toEqual(new Set(n8n.webhooks.map(({ port }) => port)));
		},
	);

	it('answers a repeated request in the other process with the same XML, one agent and one execution', async () => {
		const workflow = await world.answering();
		const first = n8n.front.served.length;
		// The caller stays until the repetition is answered, too.
		const call = workflow.call([], {
			deliverAnswerTwice: 'after',
			// Older than the budget of a first answer, as a repetition is.
			sessionStart: new Date(Date.now() - 6_000),
		});
		const bodies = await eventually('both answers', () => {
			const answers = call.answerDeliveries.flatMap(({ answer }) =>
				answer ? [answer.body.toString('utf8')] : [],
			);
			return answers.length === 2 ? answers : undefined;
		});
		expect(bodies[0]).toContain('<Stream');
		expect(bodies[1]).toBe(bodies[0]);
		expect(new Set(n8n.front.served.slice(first, first + 2)).size).toBe(2);
		await call.waitForHeard(/good day/);
		call.hangUp();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
		const agentCalls = [...world.lab.ultravox.calls.values()].filter(
			({ settings }) => settings.metadata?.plivoCallUuid === call.uuid,
		);
		expect(agentCalls).toHaveLength(1);
		await workflow.answered(call);
		await workflow.ended(call);
		expect(await workflow.items(call.uuid)).toMatchObject({
			answered: { length: 1 },
			ended: { length: 1 },
		});
	});

	it("tells the bridge's report with the end of a call, though its events meet different processes", async () => {
		// What Plivo asks goes to one process, its hang-up to the other; the bridge's events take turns.
		n8n.front.pin = (url) => {
			if (url.includes('event=bridge')) return undefined;
			return url.includes('event=hangup') ? 1 : 0;
		};
		const workflow = await world.answering({ audioPath: 'bridge' });
		const call = workflow.call([
			{ waitForUtterance: /good day/ },
			{ say: 'Thank you, bye.' },
			{ waitForUtterance: /Goodbye/ },
		]);
		await call.waitForEnd();
		const ended = await workflow.ended(call);
		expect(ended.call).toMatchObject({ callUuid: call.uuid, outcome: 'completed' });
		expect(ended.bridge?.report).toMatchObject({ reason: 'agent-ended', endedBy: 'agent' });
		expect(ended.bridge?.transcript).toHaveLength(3);
		expect((await workflow.items(call.uuid)).ended).toHaveLength(1);
	});
});
