import type { LabPerson } from '../../lab/src/plivo/people';
import type { PersonScript } from '../../lab/src/plivo/personScript';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { runHttpTool } from '../../lab/src/ultravox/tools/httpCallTool';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

const CONNECTING = 'One moment, I am connecting you.';

const SCRIPT: AgentScript = {
	greeting: 'Good day again.',
	toolCalls: [
		{ when: /human/i, toolName: 'transferToHuman', parameters: { sentence: CONNECTING } },
		{ when: /four/i, toolName: 'submitCollectedData', parameters: { guests: 4 }, say: 'Noted.' },
	],
	replies: [
		{ when: /hello/i, say: 'How can I help?' },
		{ when: /bye/i, say: 'Goodbye.', then: 'hangUp' },
	],
};

/** Until the agent is on the line, and can help, and n8n sleeps. Of somebody who is silent for longer the agent begins. */
const HELLO: PersonScript = [{ pauseMs: 3_000 }, { say: 'Hello.' }, { waitForUtterance: /help/ }];

const ASKS: PersonScript = [
	...HELLO,
	{ say: 'A human please.' },
	{ waitForUtterance: /connecting/ },
];

/** Whoever comes back to an agent, and stays on the line. */
const COMES_BACK: PersonScript = [...ASKS, { waitForUtterance: /again/ }, { say: 'We are four.' }];

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

/** Somebody with a number of their own. */
function person(more: Partial<LabPerson>): string {
	people += 1;
	const number = `+1415558${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

const callTo = (number: string) =>
	world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));

interface Called {
	number: string;
	/** Whom the agent can hand them to. */
	human: string;
}

/** A workflow that calls people, each with an agent of their own. */
async function calling(
	audioPath: string,
	people: readonly Called[],
	options: Record<string, unknown> = {},
): Promise<CallingWorkflow> {
	const dataFields = [{ name: 'guests', description: '', type: 'number' as const }];
	const items = people.map(({ number, human: handoffNumber }) => {
		const agentId = simpleAgent(world, { handoffNumber, dataFields }, SCRIPT);
		return { name: number, number, agentId };
	});
	return await CallingWorkflow.create(world, items, {
		from,
		audioPath,
		...chosen('={{ $json.agentId }}'),
		options: { ensureConfiguration: true, ...options },
	});
}

interface Result {
	call: Record<string, unknown>;
	callIds: string[];
}

/** The results of a workflow when all of its calls are over. */
async function resultsOf(workflow: CallingWorkflow, executionId: string): Promise<Result[]> {
	const results = workflow.resultsOf(await workflow.ends(executionId));
	await workflow.remove();
	return results.map(({ json }) => json as unknown as Result);
}

describe.each(['direct', 'bridge'])('Call and Wait, audio path %s', (audioPath) => {
	test.concurrent(
		'O3.6 P2.11 the person is handed to a human: one result, when both have talked',
		async () => {
			const human = person({ script: [{ say: 'Human here.' }, { waitForUtterance: true }] });
			const number = person({
				script: [
					...ASKS,
					{ waitForUtterance: /Human here/ },
					{ say: 'Thank you human.' },
					{ hangUp: true },
				],
			});
			const workflow = await calling(audioPath, [{ number, human }]);
			const [result, ...others] = await resultsOf(workflow, await workflow.run());
			expect(others).toEqual([]);
			expect(result?.call).toMatchObject({ outcome: 'transferred', collected: { guests: null } });
			expect(dialsTo(number)).toHaveLength(1);
			expect(dialsTo(human)).toMatchObject([{ by: 'Dial', from: from.slice(1) }]);
		},
	);

	test.concurrent(
		'O3.6 O3.8 P2.11 busy, no answer, and refused in a call that was due: each person comes back to an agent who knows why, and what was collected is in the result',
		async () => {
			const people = (['busy', 'no-answer', 'reject'] as const).map((behavior) => ({
				number: person({ script: COMES_BACK, stayMs: 120_000 }),
				human: person({ behavior, ringMs: 200 }),
			}));
			const dials = () => people.map(({ number }) => dialsTo(number).length);
			const workflow = await calling(audioPath, people, { callsPerSecond: 10, callsAtOnce: 2 });
			const executionId = await workflow.run();
			await workflow.sleeps(executionId);
			await eventually('two of them to be called', () => String(dials()) === '1,1,0');
			for (const { number } of people) {
				const call = await eventually(`the call to ${number}`, () => callTo(number));
				await call.waitForHeard(/Noted/, 60_000);
				await call.say('Bye.');
			}
			const results = await resultsOf(workflow, executionId);
			expect(results).toHaveLength(3);
			expect(dials()).toEqual([1, 1, 1]);
			const whys = [/busy/, /did not pick up/, /busy/];
			for (const [index, { call, callIds }] of results.entries()) {
				expect(call).toMatchObject({ outcome: 'completed', collected: { guests: 4 } });
				const said = (call.transcript as Array<{ text: string }>).map(({ text }) => text);
				expect(said).toEqual(
					expect.arrayContaining(['A human please.', CONNECTING, 'We are four.']),
				);
				expect(callIds).toHaveLength(2);
				const second = world.lab.ultravox.calls.get(callIds[1] ?? '');
				expect(second?.settings.firstSpeakerSettings.agent?.prompt).toMatch(
					whys[index] ?? /nobody/,
				);
				expect(dialsTo(people[index]?.human ?? '')).toHaveLength(1);
			}
		},
	);
});

/** Two people who talk to their agents, and what those have to hand them to a human with. */
async function onTheLine(numbers: readonly [string, string]) {
	const talks = numbers.map(async (number) => {
		const call = await eventually(`the call to ${number}`, () => callTo(number));
		await call.waitForHeard(/How can I help/);
		const { callId = '', settings } =
			[...world.lab.ultravox.calls.values()].find((one) =>
				JSON.stringify(one.settings.medium).includes(number),
			) ?? {};
		const tool = settings?.selectedTools.find(
			({ temporaryTool }) => temporaryTool?.modelToolName === 'transferToHuman',
		);
		const [[name, token] = ['', '']] = Object.entries(tool?.authTokens ?? {});
		/** As Ultravox asks for the tool of this call. */
		const request = async (given: { token?: string; callId?: string } = {}) => {
			const authTokens = { [name]: given.token ?? token };
			const asked = await runHttpTool(
				{ ...tool, authTokens },
				{ sentence: CONNECTING },
				() => given.callId ?? callId,
			);
			return asked.error ?? asked.result;
		};
		return { call, callId, token, request };
	});
	const [ann, ben] = await Promise.all(talks);
	if (!ann || !ben) throw new Error('There are two of them.');
	return { ann, ben };
}

test('O3.6 a tool request that is forged, or for another call, rings nobody and does not wake the execution that waits; a repeated one rings nobody again', async () => {
	const human = person({ script: [{ say: 'Human here.' }], stayMs: 60_000 });
	const numbers = [person({ script: HELLO }), person({ script: HELLO })] as const;
	const workflow = await calling(
		'direct',
		numbers.map((number) => ({ number, human })),
		{ callsPerSecond: 10 },
	);
	const executionId = await workflow.run();
	await workflow.sleeps(executionId);
	const { ann, ben } = await onTheLine(numbers);
	for (const forged of [
		{ token: `${ann.token}0` },
		{ token: ben.token },
		{ callId: ben.callId },
		{ callId: '33333333-3333-4333-8333-333333333333' },
	]) {
		expect(await ann.request(forged)).toMatch(/^HTTP 403/);
	}
	expect([ann, ben].map(({ call }) => call.pendingTransfer)).toEqual([undefined, undefined]);
	expect(dialsTo(human)).toEqual([]);
	expect((await world.api.execution(executionId)).status).toBe('waiting');

	await ann.call.say('A human please.');
	await ann.call.waitForHeard(/Human here/);
	expect(await ann.request()).toContain(CONNECTING);
	expect(dialsTo(human)).toHaveLength(1);
	for (const { call } of [ann, ben]) call.hangUp();
	const outcomes = (await resultsOf(workflow, executionId)).map(({ call }) => call.outcome);
	expect(outcomes).toEqual(['transferred', 'completed']);
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
