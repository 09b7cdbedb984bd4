import type { LabCall } from '../../lab/src/plivo/labCall';
import type { LabPerson } from '../../lab/src/plivo/people';
import type { LabUltravoxCall } from '../../lab/src/ultravox/labUltravoxCall';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
	from = world.number();
});

afterAll(async () => {
	await world.close();
});

const SORRY = 'We are sorry, nobody can talk with you at the moment. Goodbye.';
/** Milliseconds of silence on the line, by its own clock, that a person takes for the end of the call. */
const LONG_SILENCE_MS = 8_000;

/** Somebody who picks up, says hello and listens; then this happens. */
function person(...then: NonNullable<LabPerson['script']>): string {
	people += 1;
	const number = `+1415559${String(1000 + people)}`;
	const script = [{ pauseMs: 1_000 }, { say: 'Hello?' }, { waitForUtterance: true }, ...then];
	world.lab.plivo.people.add({ number, script } as LabPerson);
	return number;
}

async function workflow(
	number: string,
	parameters: Record<string, unknown> = {},
): Promise<CallingWorkflow> {
	return await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath: 'bridge',
		...parameters,
	});
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

const agentCallsTo = (number: string): LabUltravoxCall[] =>
	[...world.lab.ultravox.calls.values()].filter(
		({ settings }) => settings.metadata?.n8nTo === number,
	);

/** The call of a person who has heard the agent; the execution sleeps. */
async function talking(
	calling: CallingWorkflow,
	number: string,
): Promise<{ executionId: string; call: LabCall }> {
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	const call = await eventually('the person is called', () =>
		world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1)),
	);
	await call.waitForHeard(/./);
	return { executionId, call };
}

test.concurrent(
	'P2.6 the agent loses its socket in mid-call: another one goes on with the conversation, and the result is of both',
	async () => {
		const number = person(
			{ waitForUtterance: true },
			{ say: 'Thanks, bye.' },
			{ waitForUtterance: /Goodbye/ },
		);
		const calling = await workflow(number);
		const { executionId, call } = await talking(calling, number);
		const [lost] = agentCallsTo(number);
		lost?.loseSocket();
		const execution = await calling.ends(executionId);
		expect(call.heard.map(({ text }) => text)).not.toContain(SORRY);
		expect(call.heard[call.heard.length - 1]?.text).toBe('Goodbye, thanks for calling.');
		const [, next, ...others] = agentCallsTo(number);
		expect(others).toEqual([]);
		expect(next?.settings.metadata).toMatchObject({
			n8nItem: '0',
			bridgeLostCallId: lost?.callId,
			plivoCallUuid: call.uuid,
		});
		const [result] = calling.resultsOf(execution);
		expect(result?.json).toMatchObject({
			call: {
				callId: lost?.callId,
				callUuid: call.uuid,
				outcome: 'completed',
				endReason: 'agent_hangup',
			},
			bridge: { report: { reason: 'agent-ended', resumes: 1 } },
		});
		const { transcript } = result?.json.call as { transcript: Array<{ text: string }> };
		const said = transcript.map(({ text }) => text);
		expect(said[0]).toBe('Hello?');
		expect(said.slice(-2)).toEqual(['Thanks, bye.', 'Goodbye, thanks for calling.']);
		expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
		expect(dialsTo(number)).toHaveLength(1);
		expect(JSON.stringify(execution)).not.toContain(next?.joinToken);
	},
);

test.concurrent(
	'P2.6 the agent is lost and not replaced: the person hears a sentence, and is not left in silence',
	async () => {
		const number = person({ waitForUtterance: /sorry/ });
		const calling = await workflow(number, { bridgeOptions: { resume: false } });
		const { executionId, call } = await talking(calling, number);
		agentCallsTo(number)[0]?.loseSocket();
		const execution = await calling.ends(executionId);
		expect(call.heard[call.heard.length - 1]).toMatchObject({ text: SORRY, complete: true });
		const [agents, sentence] = call.heard.slice(-2);
		const silence = (sentence?.startedAtMs ?? Infinity) - (agents?.endedAtMs ?? 0);
		expect(silence).toBeLessThan(LONG_SILENCE_MS);
		expect(agentCallsTo(number)).toHaveLength(1);
		const [result] = calling.resultsOf(execution);
		expect(result?.json).toMatchObject({
			call: { outcome: 'failed' },
			bridge: { report: { reason: 'agent-lost', resumes: 0 } },
		});
		expect(dialsTo(number)).toHaveLength(1);
	},
);

test.concurrent('P2.6 after a goodbye nothing more is said', async () => {
	const number = person({ say: 'Bye.' }, { waitForUtterance: /Goodbye/ });
	const calling = await workflow(number);
	const { executionId, call } = await talking(calling, number);
	const execution = await calling.ends(executionId);
	expect(call.heard.map(({ text }) => text)).not.toContain(SORRY);
	expect(call.documents[call.documents.length - 1]).toMatch(/<Response><Hangup\/>/);
	expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);
});

test('P2.6 the bridge is killed in mid-call: the call ends, and its result comes', async () => {
	const number = person({ waitForUtterance: /sorry/ });
	const calling = await workflow(number);
	const { executionId, call } = await talking(calling, number);
	await world.bridge.crash();
	try {
		await call.waitForEnd();
		const execution = await calling.ends(executionId);
		expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'failed' }]);
		expect(dialsTo(number)).toHaveLength(1);
	} finally {
		await world.restartBridge();
	}
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
