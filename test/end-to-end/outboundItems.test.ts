import type { ExecutionItem } from '../../lab/src/n8n/executionData';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../../lab/src/plivo/credentials';
import type { LabPerson } from '../../lab/src/plivo/people';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld } from './support/phoneWorld';

/** Each path is called with another *On Error*. */
const PATHS = [
	{ audioPath: 'direct', digit: 1, onError: 'continueRegularOutput' },
	{ audioPath: 'bridge', digit: 2, onError: 'continueErrorOutput' },
] as const;
type Path = (typeof PATHS)[number];

const HOUR_MS = 3_600_000;

let world: PhoneWorld;
let callerId: string;
/** What came out for each path: with the error output, if there is one, as the second. */
let outputs: Map<string, ExecutionItem[][]>;

const numberOf = (name: string, { digit }: Path): string =>
	`+1415551${digit}00${['talks', 'machine', 'late'].indexOf(name)}`;

/** Index of the input item. */
const itemOf = ({ pairedItem }: ExecutionItem): number => {
	const paired = (Array.isArray(pairedItem) ? pairedItem[0] : pairedItem) as { item: number };
	return paired.item;
};

/** Until the agent is on the line. */
const SAYS_HELLO: LabPerson['script'] = [{ pauseMs: 1_000 }, { say: 'Hello?' }];

/** An agent that was not on the line yet when the machine greeted hears it speak again. */
const SPEAKS_AGAIN: LabPerson['script'] = [
	{ waitForUtterance: true },
	{ say: 'Please speak now.' },
	{ waitForUtterance: /speak now/ },
	{ hangUp: true },
];

/** One execution with four items: what the tests below look at. */
async function run(path: Path): Promise<ExecutionItem[][]> {
	const { audioPath, onError } = path;
	const { people } = world.lab.plivo;
	people.add({ number: numberOf('talks', path), script: SAYS_HELLO, stayMs: 120_000 });
	people.add({
		number: numberOf('machine', path),
		kind: 'machine',
		greeting: 'Nobody is at home.',
		script: SPEAKS_AGAIN,
	});
	people.add({ number: numberOf('late', path), script: SAYS_HELLO });
	const item = (name: string, more: Record<string, unknown> = {}) => ({
		name,
		number: numberOf(name, path),
		until: new Date(Date.now() + HOUR_MS).toISOString(),
		longest: 60,
		...more,
	});
	const who = [
		item('talks', { longest: 10 }),
		item('bad', { number: 'nobody' }),
		item('late', { until: new Date(Date.now() - HOUR_MS).toISOString() }),
		item('machine'),
	];
	const metadata = [
		{ name: 'campaign', value: 'spring' },
		{ name: 'person', value: '={{ $json.name }}' },
	];
	const parameters = {
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath,
		metadata: { values: metadata },
		options: {
			callsPerSecond: 5,
			dialUntil: '={{ $json.until }}',
			maximumDuration: '={{ $json.longest }}',
			whenMachine: 'talkAnyway',
		},
	};
	const calling = await CallingWorkflow.create(world, who, parameters, { onError });
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	const execution = await calling.ends(executionId);
	await calling.remove();
	return [0, 1].map((output) => calling.resultsOf(execution, output));
}

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
	callerId = world.number();
	await world.api.updateCredential(world.credentials.plivoVoiceApi, {
		authId: LAB_PLIVO_AUTH_ID,
		authToken: LAB_PLIVO_AUTH_TOKEN,
		defaultCallerId: callerId,
		advanced: true,
		baseUrl: world.lab.plivo.apiUrl,
	});
	outputs = new Map(
		await Promise.all(
			PATHS.map(async (path) => [path.audioPath, await run(path)] as [string, ExecutionItem[][]]),
		),
	);
});

afterAll(async () => {
	await world.close();
});

describe.each(PATHS)('Call and Wait, audio path $audioPath, On Error: $onError', (path) => {
	const isApart = path.onError === 'continueErrorOutput';
	const outputOf = (index: number) => outputs.get(path.audioPath)?.[index] ?? [];
	/** The result for an input item. */
	const resultOf = (item: number) =>
		[...outputOf(0), ...outputOf(1)].find((one) => itemOf(one) === item)?.json;
	const dialsTo = (name: string) =>
		world.lab.plivo.dials.all.filter(({ to }) => to === numberOf(name, path).slice(1));
	const callTo = (name: string) =>
		world.lab.plivo.calls.all().find(({ facts }) => facts.to === numberOf(name, path).slice(1));

	test("P2.5, P2.6, D4.9 where no caller ID is chosen, the credential's default is shown", () => {
		for (const [item, name] of [[0, 'talks'] as const, [3, 'machine'] as const]) {
			expect(dialsTo(name)).toMatchObject([{ from: callerId.slice(1) }]);
			expect(resultOf(item)).toMatchObject({ call: { from: callerId } });
		}
	});

	test("P2.5, P2.6 the user's own metadata is kept with the Ultravox call, and given in the item", () => {
		const { call } = resultOf(0) as { call: { callId: string } };
		const own = { campaign: 'spring', person: 'talks' };
		expect(world.lab.ultravox.calls.get(call.callId)?.settings.metadata).toMatchObject(own);
		expect(call).toMatchObject({ metadata: own });
	});

	test('P2.7 Talk Anyway: the agent talks with a machine', () => {
		expect(resultOf(3)).toMatchObject({
			call: {
				outcome: 'completed',
				transcript: expect.arrayContaining([
					{ role: 'user', text: 'Please speak now.' },
					{ role: 'agent', text: expect.stringContaining('I heard') as unknown },
				]) as unknown,
			},
		});
		expect(callTo('machine')?.heard.map(({ text }) => text)).toContainEqual(
			expect.stringContaining('I heard'),
		);
	});

	test('P2.5, P2.6 Dial Until: who would be dialed later is not, and the item says so', () => {
		expect(resultOf(2)).toMatchObject({
			call: { outcome: 'failed', to: numberOf('late', path), callId: null },
			state: 'refused',
			reason: expect.stringMatching(
				/^Nobody was dialed: it was later than 'Dial Until'/,
			) as unknown,
		});
		expect(dialsTo('late')).toEqual([]);
	});

	test('P2.7 Maximum Duration: who would talk on is cut off, and the outcome says so', () => {
		expect(resultOf(0)).toMatchObject({ call: { outcome: 'timeout', endReason: 'timeout' } });
		const phone = callTo('talks');
		expect(phone?.state).toBe('ended');
		expect(phone?.endState?.hangupSource).not.toBe('Callee');
	});

	test('P2.5, P2.6 a bad item is told where it belongs when the others are over, paired with its input', () => {
		const itemsOf = (index: number) => outputOf(index).map(itemOf);
		expect([itemsOf(0), itemsOf(1)]).toEqual(isApart ? [[0, 2, 3], [1]] : [[0, 1, 2, 3], []]);
		expect(resultOf(1)).toMatchObject({
			error: expect.stringMatching(/'To'.*contains letters/) as unknown,
		});
	});
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
