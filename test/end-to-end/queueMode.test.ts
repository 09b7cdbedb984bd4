import { randomUUID } from 'node:crypto';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { CALLER, PhoneWorld } from './support/phoneWorld';
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

	const agentCallsOf = (callUuid: string) =>
		[...world.lab.ultravox.calls.values()].filter(
			({ settings }) => settings.metadata?.plivoCallUuid === callUuid,
		);

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
		const fields = {
			CallUUID: randomUUID(),
			From: CALLER.slice(1),
			To: workflow.number.slice(1),
			Direction: 'inbound',
			CallStatus: 'ringing',
			Event: 'StartApp',
			// Older than the budget of a first answer, as a repetition is.
			SessionStart: new Date(Date.now() - 6_000)
				.toISOString()
				.replace('T', ' ')
				.replace('Z', '000'),
		};
		const url = `${n8n.front.url}/webhook/${workflow.path}`;
		const first = n8n.front.served.length;
		const ask = () => world.lab.plivo.signedRequest({ url, fields });
		// The first answer got lost: nobody joins.
		const lost = await ask();
		const repeated = await ask();
		expect(new Set(n8n.front.served.slice(first)).size).toBe(2);
		expect(lost.body).toContain('<Stream');
		expect(repeated).toEqual(lost);
		expect(agentCallsOf(fields.CallUUID)).toHaveLength(1);
		const executions = await eventually('the execution', async () => {
			const all = await workflow.executions();
			return all.length > 0 && all.every(({ status }) => status === 'success') ? all : undefined;
		});
		expect(executions).toHaveLength(1);
	});

	it('a repeated request that comes when the caller talks already disturbs nobody', async () => {
		const workflow = await world.answering();
		const call = workflow.call([], {
			deliverAnswerTwice: 'after',
			sessionStart: new Date(Date.now() - 6_000),
		});
		await call.waitForHeard(/good day/);
		await eventually(
			'both answers',
			() => call.answerDeliveries.filter(({ answer }) => answer).length === 2,
		);
		call.hangUp();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['Reception, good day.']);
		expect(agentCallsOf(call.uuid)).toHaveLength(1);
		await workflow.answered(call);
		await workflow.ended(call);
		expect(await workflow.items(call.uuid)).toMatchObject({
			answered: { length: 1 },
			ended: { length: 1 },
		});
	});

	it.each(['direct', 'bridge'])(
		'Call and Wait sleeps, and goes on when any of the webhook processes hears of the ends: audio path %s',
		async (audioPath) => {
			const who = ['Ann', 'Bob'].map((name, index) => {
				const number = `+1415559${audioPath === 'direct' ? '1' : '2'}00${index}`;
				world.lab.plivo.people.add({
					number,
					script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { pauseMs: 2_000 }, { hangUp: true }],
				});
				return { name, number };
			});
			const calling = await CallingWorkflow.create(world, who, {
				from: world.number(),
				agent: { __rl: true, mode: 'id', value: world.agent() },
				audioPath,
				options: { callsPerSecond: 10 },
			});
			const start = await calling.publishedAt(n8n.front.url);
			const before = n8n.front.served.length;
			const execution = await calling.ends(await start());
			expect(calling.after(execution)).toEqual(
				who.map(({ name }) => ({ name, outcome: 'completed' })),
			);
			// Two calls tell their ends more than once, and the front lets the processes take turns.
			expect(new Set(n8n.front.served.slice(before)).size).toBe(2);
			const dials = world.lab.plivo.dials.all.map(({ to }) => `+${to}`);
			expect(who.map(({ number }) => dials.filter((to) => to === number).length)).toEqual([1, 1]);
			await calling.remove();
		},
	);

	it.each(['direct', 'bridge'])(
		'P2.5, P2.6: calls that are due are dialed once, whichever of the webhook processes hears of an end: audio path %s',
		async (audioPath) => {
			const who = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn'].map((name, index) => {
				const number = `+1415559${audioPath === 'direct' ? '3' : '4'}00${index}`;
				// Of one that is busy Plivo tells the end, long before Ultravox gives up.
				const isBusy = index === 1;
				world.lab.plivo.people.add({
					number,
					...(isBusy ? { behavior: 'busy' } : {}),
					script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { pauseMs: 500 }, { hangUp: true }],
				});
				return { name, number, outcome: isBusy ? 'busy' : 'completed' };
			});
			const calling = await CallingWorkflow.create(world, who, {
				from: world.number(),
				agent: { __rl: true, mode: 'id', value: world.agent() },
				audioPath,
				options: { callsPerSecond: 10, callsAtOnce: 2, ringTime: 10 },
			});
			const start = await calling.publishedAt(n8n.front.url);
			const before = n8n.front.served.length;
			const execution = await calling.ends(await start());
			expect(calling.after(execution)).toEqual(who.map(({ name, outcome }) => ({ name, outcome })));
			expect(new Set(n8n.front.served.slice(before)).size).toBe(2);
			const dials = world.lab.plivo.dials.all.map(({ to }) => `+${to}`);
			expect(who.map(({ number }) => dials.filter((to) => to === number).length)).toEqual(
				who.map(() => 1),
			);
			await calling.remove();
		},
	);

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
