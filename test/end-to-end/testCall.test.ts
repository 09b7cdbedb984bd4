import type { LabPerson } from '../../lab/src/plivo/people';
import { ActionNode } from './support/actionNode';
import { eventually } from './support/eventually';
import { PhoneWorld, RECEPTION } from './support/phoneWorld';

let world: PhoneWorld;
let phoneAgent: ActionNode;
let from: string;

beforeAll(async () => {
	world = await PhoneWorld.start();
	phoneAgent = new ActionNode(world, 'phoneAgent', [
		'ultravoxApi',
		'plivoVoiceApi',
		'voiceBridgeApi',
	]);
	from = world.number();
});

afterAll(async () => {
	await phoneAgent?.remove();
	await world.close();
});

let people = 0;

/** Somebody with a number of their own. */
function person(more: Partial<LabPerson>): string {
	people += 1;
	const number = `+1415559${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const parameters = (to: string, more: Record<string, unknown> = {}) => ({
	to,
	from,
	agent: { __rl: true, mode: 'id', value: world.agent(RECEPTION) },
	audioPath: 'direct',
	options: { ensureConfiguration: true },
	...more,
});

const stepsOf = (json: Record<string, unknown>) =>
	(json.steps as Array<{ step: string; ok: boolean | null }>).map(({ step, ok }) => [step, ok]);

const TALKS: LabPerson['script'] = [
	// Until the agent is on the line.
	{ pauseMs: 1_000 },
	{ say: 'Are you open?' },
	{ waitForUtterance: /nine to five/ },
	{ pauseMs: 20_000 },
];

describe.each(['direct', 'bridge'])('audio path %s', (audioPath) => {
	test('D4.12 Test Call reports each step of a call that works', async () => {
		const to = person({ script: TALKS });
		const { json } = await phoneAgent.run('call', 'testCall', parameters(to, { audioPath }));
		expect(stepsOf(json)).toEqual([
			['Credentials', true],
			['Configuration', true],
			['Caller ID', true],
			['Dialed', true],
			['Answered', true],
			['Agent Spoke', true],
			['Caller Heard', true],
		]);
		expect(json).toMatchObject({ ok: true, call: { to, from, direction: 'outbound' } });
		expect(world.droppedFields).toEqual([]);
	});

	test('D4.12 Test Call says that nobody picked up', async () => {
		const to = person({ behavior: 'busy' });
		const { json } = await phoneAgent.run(
			'call',
			'testCall',
			parameters(to, { audioPath, options: { ensureConfiguration: true, ringTime: 5 } }),
		);
		expect(json.ok).toBe(false);
		expect(stepsOf(json).slice(3)).toEqual([
			['Dialed', true],
			['Answered', false],
			['Agent Spoke', null],
			['Caller Heard', null],
		]);
	});
});

test.each(['direct', 'bridge'])(
	'P2.5, P2.6 Call goes on at once, while the phone is still ringing, and Get Result finds it by its key and by its UUID: audio path %s',
	async (audioPath) => {
		const script = [{ pauseMs: 1_000 }, { say: 'Hello?' }];
		const to = person({ ringMs: 3_000, script, stayMs: 60_000 });
		const callKey = `reminder-${to}`;
		const options = { ensureConfiguration: true, callKey };
		const called = parameters(to, { audioPath, options });
		const { json } = await phoneAgent.run('call', 'call', called);
		expect(json).toMatchObject({
			call: { to, from, status: 'queued', outcome: null },
			key: callKey,
			state: 'placed',
			reason: null,
		});
		const { callId } = json.call as { callId: string };
		expect(world.lab.ultravox.calls.get(callId)?.settings.metadata).toMatchObject({ n8nTo: to });
		const phones = () =>
			world.lab.plivo.calls.all().filter(({ facts }) => facts.to === to.slice(1));
		const phone = await eventually('the phone to ring', () => phones()[0]);
		expect(phones()).toHaveLength(1);

		const result = async (by: Record<string, unknown>) =>
			(await phoneAgent.run('call', 'getResult', by)).json;
		const byKey = async () => await result({ findBy: 'callKey', callKey });
		expect(await byKey()).toMatchObject({ isOver: false, call: { callId, to, outcome: null } });
		await phone.waitForHeard(/\w/);
		phone.hangUp();
		const over = await eventually('the end of the call', async () => {
			const found = await byKey();
			return found.isOver === true && found;
		});
		expect(over).toMatchObject({ call: { callId, to, outcome: 'completed' } });
		const byUuid = await result({ findBy: 'callUuid', callUuid: phone.uuid });
		expect(byUuid).toMatchObject({ isOver: true, call: { callId, callUuid: phone.uuid } });
		expect(world.lab.plivo.dials.all.filter((dial) => dial.to === to.slice(1))).toHaveLength(1);
	},
);
