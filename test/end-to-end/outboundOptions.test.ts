import { LAB_ULTRAVOX_API_KEY } from '../../lab/src/ultravox/ultravoxState';
import type { LabPerson } from '../../lab/src/plivo/people';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld, RECEPTION } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

/** Ultravox bills a call so long after its end. */
const BILLED_AFTER_MS = 15_000;

let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({
		webhookRetryMs: 1_500,
		ultravox: { billingLagMs: BILLED_AFTER_MS },
	});
	from = world.number();
});

afterAll(async () => {
	await world.close();
});

const TALKS: LabPerson['script'] = [
	// Until the agent is on the line.
	{ pauseMs: 1_000 },
	{ say: 'Hello, who is there?' },
	{ waitForUtterance: true },
	{ say: 'Okay, bye.' },
	{ waitForUtterance: /Goodbye/ },
];

function person(script: LabPerson['script']): string {
	people += 1;
	const number = `+1415552${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, script });
	return number;
}

const callTo = (number: string) =>
	world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));

/** Calls somebody. @returns the only result */
async function result(
	number: string,
	parameters: Record<string, unknown>,
	options: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
	const calling = await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		...parameters,
		options: { ensureConfiguration: true, ...options },
	});
	const results = await calling.results();
	await calling.remove();
	expect(results).toHaveLength(1);
	return results[0]?.json ?? {};
}

describe.each(['direct', 'bridge'])('Call and Wait, audio path %s', (audioPath) => {
	test.concurrent(
		'P2.7 Wait for Billing: it sleeps until both providers have told the cost',
		async () => {
			const options = { waitForBilling: true, ultravoxRate: 0.05 };
			const { costs, call } = await result(person(TALKS), { audioPath }, options);
			expect(costs).toEqual({
				plivo: expect.any(Number) as unknown,
				ultravox: expect.any(Number) as unknown,
				total: expect.any(Number) as unknown,
				ultravoxSeconds: expect.any(Number) as unknown,
			});
			const { plivo, ultravox, total, ultravoxSeconds } = costs as Record<string, number>;
			expect(ultravoxSeconds).toBeGreaterThan(0);
			expect(ultravox).toBeCloseTo((Number(ultravoxSeconds) / 60) * 0.05, 6);
			expect(total).toBeCloseTo(Number(plivo) + Number(ultravox), 6);
			expect(call).toMatchObject({ outcome: 'completed', cost: plivo });
		},
	);

	test.concurrent('P2.7 without it, the item does not wait for what is billed later', async () => {
		const { costs, call } = await result(person(TALKS), { audioPath }, { ultravoxRate: 0.05 });
		expect(call).toMatchObject({ outcome: 'completed' });
		expect(costs).toMatchObject({ ultravox: null, total: null, ultravoxSeconds: null });
	});

	test.concurrent(
		'P2.7 Record Call: the item has the address of the recording, which the API key opens',
		async () => {
			const { call } = await result(person(TALKS), { audioPath }, { recordCall: true });
			const { callId, recordingUrl } = call as { callId: string; recordingUrl: string };
			expect(recordingUrl).toBe(`${world.lab.ultravox.apiUrl}/api/calls/${callId}/recording`);
			const refused = await fetch(recordingUrl);
			expect([401, 403]).toContain(refused.status);
			const opened = await fetch(recordingUrl, { headers: { 'X-API-Key': LAB_ULTRAVOX_API_KEY } });
			const sound = Buffer.from(await opened.arrayBuffer());
			expect([opened.status, sound.toString('latin1', 0, 4)]).toEqual([200, 'RIFF']);
		},
	);
});

test.concurrent.each([
	[false, true],
	[true, false],
])(
	'O3.7 through the bridge, an agent that calls somebody and whose "May be interrupted" is %p speaks to the end: %p',
	async (interruptible, complete) => {
		const number = person([
			{ pauseMs: 1_000 },
			{ say: 'Hello?' },
			{ waitForUtterance: true },
			// What is said while the agent speaks is not heard.
			{ waitForQuiet: true },
			{ say: 'Tell me a long story.' },
			{ interruptWhen: /Sentence number 2 /, say: 'Are you open?' },
			{ waitForQuiet: 1_500 },
			{ hangUp: true },
		]);
		const agent = chosen(simpleAgent(world, { interruptible }, RECEPTION));
		const { call } = await result(number, { audioPath: 'bridge', ...agent });
		expect(call).toMatchObject({ outcome: 'completed' });
		const story = callTo(number)?.heard.find(({ text }) => text.startsWith('Sentence number 1'));
		expect(story).toMatchObject({ complete });
	},
);

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
