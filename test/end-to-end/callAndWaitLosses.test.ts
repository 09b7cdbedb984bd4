import type { LabPerson } from '../../lab/src/plivo/people';
import { ActionNode } from './support/actionNode';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { OwnN8n } from './support/ownN8n';
import { PhoneWorld } from './support/phoneWorld';

let n8n: OwnN8n;
let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	n8n = await OwnN8n.start();
	world = await PhoneWorld.start({ webhookRetryMs: 2_000 }, n8n.url);
	from = world.number();
});

afterAll(async () => {
	await world.close();
	await n8n.stop();
});

afterEach(() => {
	world.lab.plivo.faults.clear();
	world.lab.plivo.deliveryFaults.clear();
	world.lab.ultravox.deliveryFaults.clear();
});

function person(more: Partial<LabPerson> = {}): string {
	people += 1;
	const number = `+1415558${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

const callTo = (number: string) =>
	world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));

async function workflow(
	number: string,
	parameters: Record<string, unknown> = {},
	options: Record<string, unknown> = {},
): Promise<CallingWorkflow> {
	return await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath: 'direct',
		options: { ensureConfiguration: true, ...options },
		...parameters,
	});
}

test('n8n is killed while the call is up, and started again: the call is not repeated, and its result comes', async () => {
	const number = person({ script: [{ pauseMs: 4_000 }, { hangUp: true }] });
	const calling = await workflow(number);
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	await n8n.crash();
	// The call ends while n8n is down: what is told of it is told again.
	await callTo(number)?.settled;
	await n8n.restart();
	await world.api.signIn();
	const execution = await calling.ends(executionId);
	expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
	expect(dialsTo(number)).toHaveLength(1);
});

test.each(['direct', 'bridge'])(
	'n8n is killed while several calls are up, audio path %s: each has its result in input order, and nobody is called twice',
	async (audioPath) => {
		const who = ['Ann', 'Bob', 'Cleo'].map((name, index) => ({
			name,
			number: person({
				script: [
					{ pauseMs: 1_000 },
					{ say: 'Hello?' },
					{ pauseMs: 4_000 + 500 * index },
					{ hangUp: true },
				],
			}),
		}));
		const calling = await CallingWorkflow.create(world, who, {
			from,
			agent: { __rl: true, mode: 'id', value: world.agent() },
			audioPath,
			options: { callsPerSecond: 10 },
		});
		const executionId = await calling.run();
		await calling.sleeps(executionId);
		const calls = who.map(({ number }) => callTo(number));
		expect(calls.map((call) => call?.state)).toEqual(
			calls.map(() => expect.stringMatching(/^(?:queued|ringing|in-progress)$/) as string),
		);
		await n8n.crash();
		await Promise.all(calls.map(async (call) => await call?.settled));
		await n8n.restart();
		await world.api.signIn();
		const execution = await calling.ends(executionId);
		expect(calling.after(execution)).toEqual(
			who.map(({ name }) => ({ name, outcome: 'completed' })),
		);
		expect(who.map(({ number }) => dialsTo(number).length)).toEqual([1, 1, 1]);
	},
);

test.each(['direct', 'bridge'])(
	'Plivo takes the call and then does not answer, audio path %s: nobody is called twice, and a result comes',
	async (audioPath) => {
		world.lab.plivo.faults.add({
			match: /^POST .*\/Call\/$/,
			status: 500,
			afterEffect: true,
		});
		const number = person({
			script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { waitForUtterance: true }, { hangUp: true }],
		});
		const calling = await workflow(number, { audioPath }, { ringTime: 5, maximumDuration: 20 });
		const execution = await calling.ends(await calling.run());
		const [result] = calling.resultsOf(execution);
		expect(dialsTo(number)).toHaveLength(1);
		// Through the bridge the phone is connected all the same; Ultravox gives its own call up.
		expect(result?.json).toMatchObject({
			call: { outcome: audioPath === 'bridge' ? 'completed' : 'failed', to: number },
		});
	},
);

test('Plivo refuses the call: the item says so in its words, and nobody was called', async () => {
	const number = person();
	const body = { error: 'Voice capability is currently disabled', api_id: 'x' };
	world.lab.plivo.faults.add({ match: /^POST .*\/Call\/$/, status: 400, body });
	const calling = await workflow(number, { audioPath: 'bridge' });
	const execution = await calling.ends(await calling.run());
	const [result] = calling.resultsOf(execution);
	expect(result?.json).toMatchObject({
		call: { outcome: 'failed' },
		reason: expect.stringContaining('Voice capability is currently disabled') as unknown,
	});
	expect(dialsTo(number)).toHaveLength(0);
});

test('both end events are lost: at the deadline the item says timeout, and Get Result completes it', async () => {
	world.lab.ultravox.deliveryFaults.add({ what: 'call.ended', lost: true });
	world.lab.plivo.deliveryFaults.add({ what: 'hangup', lost: true });
	const number = person({ script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { hangUp: true }] });
	const calling = await workflow(number, {}, { maximumDuration: 10, ringTime: 5 });
	const executionId = await calling.run();
	const { waitTill } = await calling.sleeps(executionId);
	await eventually('the person to have hung up', () => callTo(number)?.state === 'ended');
	// Until shortly before the deadline n8n is down. Its clock stays ahead: nothing that compares it with another one can come after this.
	await n8n.crash();
	await n8n.restart(Date.parse(String(waitTill)) - Date.now() - 25_000);
	await world.api.signIn();
	expect((await world.api.execution(executionId)).status).toBe('waiting');
	const execution = await calling.ends(executionId);
	const [late] = calling.resultsOf(execution);
	expect(late?.json).toMatchObject({
		call: { outcome: 'timeout', to: number, callId: expect.any(String) as unknown },
		placed: { state: 'placed' },
	});
	expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'timeout' }]);

	const node = new ActionNode(world, 'phoneAgent', ['ultravoxApi', 'plivoVoiceApi']);
	const { callId } = late?.json.call as { callId: string };
	const { json } = await node.run('call', 'getResult', { callId });
	expect(json).toMatchObject({
		isOver: true,
		call: { callId, outcome: 'completed', to: number, endReason: 'hangup' },
		plivo: { call_state: 'ANSWER' },
	});
	expect(dialsTo(number)).toHaveLength(1);
});
