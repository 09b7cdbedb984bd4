import type { LabPerson } from '../../lab/src/plivo/people';
import { ActionNode } from './support/actionNode';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
});

afterAll(async () => {
	await world.close();
});

function person(more: Partial<LabPerson>): string {
	people += 1;
	const number = `+1415556${String(3000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

describe.each(['direct', 'bridge'])('Hang Up, audio path %s', (audioPath) => {
	/** Calls somebody, in an execution that sleeps. */
	async function call(number: string) {
		const calling = await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
			from: world.number(),
			agent: { __rl: true, mode: 'id', value: world.agent() },
			audioPath,
			options: { ringTime: 60, whenMachine: 'talkAnyway' },
		});
		const executionId = await calling.run();
		await calling.sleeps(executionId);
		const phone = await eventually('the phone to ring', () =>
			world.lab.plivo.calls.live().find(({ facts }) => facts.to === number.slice(1)),
		);
		const ultravox = await eventually('the call', () =>
			[...world.lab.ultravox.calls.values()].find(
				({ settings }) => settings.metadata.n8nTo === number,
			),
		);
		return { calling, executionId, phone, ultravox };
	}

	const hangUp = async (callId: string, message = '') =>
		await new ActionNode(world, 'phoneAgent', ['ultravoxApi', 'plivoVoiceApi']).try(
			'call',
			'hangUp',
			{ findBy: 'callId', callId, message },
		);

	test.concurrent(
		'a conversation: the agent says its last sentence, both sides are over, and who waits goes on',
		async () => {
			const number = person({ script: [{ pauseMs: 1_000 }, { say: 'Hello?' }], stayMs: 60_000 });
			const { calling, executionId, phone, ultravox } = await call(number);
			await phone.waitForHeard(/\w/);
			const { json, error } = await hangUp(ultravox.callId, 'We have to stop here.');
			expect(error).toBeUndefined();
			expect(json).toMatchObject({
				hungUp: true,
				call: { callId: ultravox.callId, to: number, status: 'completed' },
			});
			expect(ultravox.endReason).not.toBeNull();
			await phone.settled;
			expect(phone.heard.map(({ text }) => text).join(' ')).toContain('We have to stop here.');
			const execution = await calling.ends(executionId);
			expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'completed' }]);

			const again = await hangUp(ultravox.callId);
			expect(again.error).toContain('The call is over already');
			await calling.remove();
		},
	);

	test.concurrent('a phone that rings: it stops, and nobody was reached', async () => {
		const number = person({ behavior: 'no-answer', ringMs: 60_000 });
		const { calling, executionId, phone, ultravox } = await call(number);
		const { json, error } = await hangUp(ultravox.callId);
		expect(error).toBeUndefined();
		expect(json).toMatchObject({ hungUp: true, call: { to: number, status: 'cancel' } });
		await phone.settled;
		const execution = await calling.ends(executionId);
		expect(calling.after(execution)).toEqual([{ name: 'Ann', outcome: 'no-answer' }]);
		await calling.remove();
	});
});
