import { randomUUID } from 'node:crypto';
import type { FirstSpeakerSettings } from '../../lab/src/ultravox/vendorTypes';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld, RECEPTION } from './support/phoneWorld';
import { chosen } from './support/simpleAgents';

const WORDS = 'Clinic, how may I help?';
const INBOUND: FirstSpeakerSettings = { agent: { text: WORDS } };
const OUTBOUND: FirstSpeakerSettings = { user: { fallback: { delay: '1s', text: WORDS } } };

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
});

afterAll(async () => {
	await world.close();
});

/** An agent whose own first message is another than what its model would make up. */
const agent = (firstSpeakerSettings: FirstSpeakerSettings) =>
	chosen(
		world.lab.ultravox.addAgent({
			name: `First message ${randomUUID()}`,
			systemPrompt: 'You answer the phone.',
			greeting: RECEPTION.greeting,
			script: RECEPTION,
			callTemplate: { firstSpeakerSettings },
		}).agentId,
	);

describe.each(['direct', 'bridge'])('the first message of an agent, audio path %s', (audioPath) => {
	test.concurrent.each([
		['inbound', INBOUND],
		['outbound', OUTBOUND],
	])('O3.3 P2.7 who calls an %s agent hears it', async (_type, settings) => {
		const workflow = await world.answering({ audioPath, ...agent(settings) });
		const call = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
		await call.waitForEnd();
		expect(call.heard[0]?.text).toBe(WORDS);
		await workflow.ended(call);
	});

	test.concurrent.each([
		['inbound', INBOUND, '+14155593001'],
		['outbound', OUTBOUND, '+14155593002'],
	])(
		'O3.3 P2.7 who is called by an %s agent hears it, when nobody speaks',
		async (_type, settings, digits) => {
			// Each person has a number of their own.
			const number = audioPath === 'direct' ? digits : digits.replace('593', '594');
			world.lab.plivo.people.add({
				number,
				script: [
					{ waitForUtterance: /Clinic/ },
					{ say: 'Okay, bye.' },
					{ waitForUtterance: /Goodbye/ },
				],
			});
			const calling = await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
				from: world.number(),
				audioPath,
				...agent(settings),
			});
			const execution = await calling.ends(await calling.run());
			const { call } = calling.resultsOf(execution)[0]?.json as {
				call: { transcript: unknown[]; outcome: string };
			};
			expect(call.outcome).toBe('completed');
			expect(call.transcript[0]).toEqual({ role: 'agent', text: WORDS });
			await calling.remove();
		},
	);
});
