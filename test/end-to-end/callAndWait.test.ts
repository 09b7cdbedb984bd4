import type { LabPerson } from '../../lab/src/plivo/people';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
	from = world.number();
	// Fifty calls are to be up at once.
	world.lab.plivo.account.limits.callStartsPerSecond = 50;
});

afterAll(async () => {
	await world.close();
});

afterEach(() => {
	world.lab.plivo.deliveryFaults.clear();
	world.lab.ultravox.deliveryFaults.clear();
	world.lab.ultravox.faults.clear();
});

/** Somebody with a number of their own. */
function person(more: Partial<LabPerson> = {}): string {
	people += 1;
	const number = `+1415557${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const TALKS: LabPerson['script'] = [
	// Until the agent is on the line.
	{ pauseMs: 1_000 },
	{ say: 'Hello, who is there?' },
	{ waitForUtterance: true },
	{ say: 'Okay, bye.' },
	{ waitForUtterance: /Goodbye/ },
];

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

async function workflow(
	who: Array<Record<string, unknown>>,
	parameters: Record<string, unknown> = {},
	options: Record<string, unknown> = {},
): Promise<CallingWorkflow> {
	return await CallingWorkflow.create(world, who, {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath: 'direct',
		options: { ensureConfiguration: true, ...options },
		...parameters,
	});
}

describe.each(['direct', 'bridge'])('Call and Wait, audio path %s', (audioPath) => {
	test.concurrent(
		'P2.5, P2.6, P2.7: a conversation comes back with everything that is known of it',
		async () => {
			const number = person({ script: TALKS });
			const calling = await workflow(
				[{ name: 'Ann', number }],
				{ audioPath },
				{ ultravoxRate: 0.05 },
			);
			const execution = await calling.ends(await calling.run());
			expect(calling.resultsOf(execution)[0]?.json).toMatchObject({
				call: {
					direction: 'outbound',
					to: number,
					from,
					outcome: 'completed',
					endReason: 'agent_hangup',
					hangupSource: expect.any(String) as unknown,
					durationSeconds: expect.any(Number) as unknown,
					summary: expect.stringContaining('Hello, who is there?') as unknown,
					transcript: expect.arrayContaining([
						{ role: 'user', text: 'Hello, who is there?' },
						{ role: 'agent', text: 'Goodbye, thanks for calling.' },
					]) as unknown,
					cost: expect.any(Number) as unknown,
				},
				plivo: expect.any(Object) as unknown,
			});
			expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
			expect(dialsTo(number)).toHaveLength(1);
			expect(world.droppedFields).toEqual([]);
			await calling.remove();
		},
	);

	test.concurrent(
		'nobody answers, busy, declined, a number that nobody has: each in input order, and paired',
		async () => {
			const who = [
				{ name: 'busy', number: person({ behavior: 'busy' }) },
				{ name: 'talks', number: person({ script: TALKS }) },
				{ name: 'declines', number: person({ behavior: 'reject' }) },
				{ name: 'never', number: person({ behavior: 'no-answer', ringMs: 60_000 }) },
				{ name: 'nobody', number: '+14155570999' },
			];
			const calling = await workflow(who, { audioPath }, { ringTime: 5, callsPerSecond: 5 });
			const execution = await calling.ends(await calling.run());
			expect(calling.resultsOf(execution)).toHaveLength(5);
			expect(calling.after(execution)).toEqual([
				{ name: 'busy', outcome: 'busy' },
				{ name: 'talks', outcome: 'completed' },
				{ name: 'declines', outcome: 'rejected' },
				{ name: 'never', outcome: 'no-answer' },
				{ name: 'nobody', outcome: 'failed' },
			]);
			await calling.remove();
		},
	);
});

/** How n8n has answered what was told of the end of a call of somebody's. */
const answersAboutTheEnd = (number: string) => {
	const called = world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));
	return world.lab.plivo.callbacks
		.filter(({ purpose, fields }) => purpose === 'hangup' && fields.CallUUID === called?.uuid)
		.flatMap(({ attempts }) => attempts.map(({ status }) => status));
};

/** Of an execution that is awake: 409, or 500 where its data is not in n8n's database yet. */
const REFUSALS = [409, 500];

test.each(['the editor', 'a webhook'])(
	'the end is told five times and before the execution sleeps, started by %s: one result, and it goes on once',
	async (startedBy) => {
		world.lab.ultravox.deliveryFaults.add({ what: 'call.ended', copies: 5 });
		world.lab.plivo.deliveryFaults.add({ what: 'hangup', copies: 5 });
		const quick = person({ behavior: 'busy', ringMs: 0 });
		const slow = person({ script: TALKS });
		const isRefused = () => answersAboutTheEnd(quick).some((one) => REFUSALS.includes(one ?? 0));
		// Nobody else is dialled, and nothing sleeps, before n8n was told of the first end and has not taken it.
		world.lab.ultravox.faults.add({
			match: ({ method, body }) =>
				method === 'POST' && JSON.stringify(body ?? {}).includes(slow) && !isRefused(),
			times: Infinity,
			status: 429,
		});
		const calling = await workflow([
			{ name: 'quick', number: quick },
			{ name: 'slow', number: slow },
		]);
		const run =
			startedBy === 'the editor'
				? async () => await calling.run()
				: await calling.publishedAt(world.api.baseUrl);
		const execution = await calling.ends(await run());
		expect(isRefused()).toBe(true);
		expect(calling.after(execution)).toEqual([
			{ name: 'quick', outcome: 'busy' },
			{ name: 'slow', outcome: 'completed' },
		]);
		expect([quick, slow].map((number) => dialsTo(number).length)).toEqual([1, 1]);
		await calling.remove();
	},
);

test.concurrent(
	'by outcome: one item comes out where it belongs, paired with its input',
	async () => {
		const number = person({ behavior: 'busy' });
		const calling = await workflow([{ name: 'Bob', number }], {}, { outputs: 'byOutcome' });
		const execution = await calling.ends(await calling.run());
		const sizes = [0, 1, 2, 3].map((output) => calling.resultsOf(execution, output).length);
		expect(sizes).toEqual([0, 0, 1, 0]);
		expect(calling.after(execution)).toEqual([{ name: 'Bob', outcome: 'busy' }]);
		await calling.remove();
	},
);

test.each([
	[50, 'direct'],
	[12, 'bridge'],
])(
	'P2.5, P2.6: %p people at once who pick up, or are busy, in no time: as many results in input order, each dialled once: %s',
	async (count, audioPath) => {
		const who = Array.from({ length: count }, (_, index) => {
			// Their ends are told while others are dialled.
			const isBusy = index % 5 === 0;
			const script: LabPerson['script'] = [{ pauseMs: 4_000 }, { hangUp: true }];
			return {
				name: `Person ${index}`,
				outcome: isBusy ? 'busy' : 'completed',
				number: person({ ringMs: 0, ...(isBusy ? { behavior: 'busy' } : { script }) }),
			};
		});
		const calling = await workflow(who, { audioPath }, { callsPerSecond: 30, callsAtOnce: count });
		const execution = await calling.ends(await calling.run());
		expect(calling.after(execution)).toEqual(who.map(({ name, outcome }) => ({ name, outcome })));
		expect(who.map(({ number }) => dialsTo(number).length)).toEqual(who.map(() => 1));
		await calling.remove();
	},
);

describe('an answering machine', () => {
	const machine = () =>
		person({
			kind: 'machine',
			// As long as people make them: the message is ordered while it is said.
			greeting:
				'Hello, you have reached the machine of Ann. I cannot come to the phone right now. Please leave your name, your number and a message after the tone.',
			stayMs: 30_000,
		});
	const options = { whenMachine: 'leaveMessage', message: 'Please call us back.' };

	test.concurrent.each(['direct', 'bridge'])(
		'hears the message after its beep: %s',
		async (audioPath) => {
			const number = machine();
			const calling = await workflow([{ name: 'Ann', number }], { audioPath }, options);
			const execution = await calling.ends(await calling.run());
			expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'voicemail' }]);
			const call = world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));
			expect(call?.heard.map(({ text }) => text).at(-1)).toBe('Please call us back.');
			await calling.remove();
		},
	);

	test.concurrent('is hung up on', async () => {
		const number = machine();
		const calling = await workflow([{ name: 'Ann', number }], {}, { whenMachine: 'hangUp' });
		const execution = await calling.ends(await calling.run());
		expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'voicemail' }]);
		await calling.remove();
	});
});

test.concurrent('a forged end does not wake it, and the true one does', async () => {
	const number = person({ script: [{ pauseMs: 3_000 }, { hangUp: true }] });
	const calling = await workflow([{ name: 'Ann', number }]);
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	const call = await eventually('the call', () =>
		[...world.lab.ultravox.calls.values()].find(
			({ settings }) => settings.metadata.n8nTo === number,
		),
	);
	const ended = (call.settings.callbacks as { ended: { url: string } }).ended.url;
	const forged = await fetch(ended, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-ultravox-webhook-timestamp': new Date().toISOString(),
			'x-ultravox-webhook-signature': 'a'.repeat(64),
		},
		body: JSON.stringify({
			event: 'call.ended',
			call: { callId: call.callId, metadata: call.settings.metadata },
		}),
	});
	expect([forged.status, await forged.text()]).toEqual([403, '']);
	expect((await world.api.execution(executionId)).status).toBe('waiting');
	const execution = await calling.ends(executionId);
	expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
	await calling.remove();
});
