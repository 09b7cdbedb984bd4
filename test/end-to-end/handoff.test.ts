import type { LabCall } from '../../lab/src/plivo/labCall';
import type { LabPerson } from '../../lab/src/plivo/people';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { CALL_ID_PARAMETER } from '../../nodes/shared/callTools/fieldParameters';
import { TOOL_TOKEN_HEADER } from '../../nodes/shared/callTools/toolToken';
import type { AnsweringWorkflow } from './support/answeringWorkflow';
import { PhoneWorld } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

const CONNECTING = 'One moment, I am connecting you.';
const ASK = 'I want a human.';

const SCRIPT: AgentScript = {
	greeting: 'Reception, good day.',
	toolCalls: [
		{ when: /human/i, toolName: 'transferToHuman', parameters: { sentence: CONNECTING } },
	],
	replies: [{ when: /bye/i, say: 'Goodbye, thanks for calling.', then: 'hangUp' }],
	otherwise: 'I heard {heard}.',
};

let world: PhoneWorld;
let humans = 0;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

/** A human with a number of their own. */
function human(behavior: LabPerson['behavior'], more: Partial<LabPerson> = {}): string {
	humans += 1;
	const number = `+1415555${String(2000 + humans)}`;
	world.lab.plivo.people.add({ number, behavior, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

const agentCallsOf = ({ uuid }: LabCall) =>
	[...world.lab.ultravox.calls.values()].filter(
		({ settings }) => settings.metadata.plivoCallUuid === uuid,
	);

const heard = ({ heard: all }: LabCall) => all.map(({ text }) => text);

async function workflowFor(
	audioPath: 'direct' | 'bridge',
	handoffNumber: string,
): Promise<AnsweringWorkflow> {
	return await world.answering({
		audioPath,
		...chosen(simpleAgent(world, { handoffNumber }, SCRIPT)),
	});
}

describe.each(['direct', 'bridge'] as const)('audio path %s', (audioPath) => {
	test.concurrent(
		'O3.6 P2.11 the caller is connected with the human, and Ended says so',
		async () => {
			const number = human('answer', {
				script: [{ say: 'Human here.' }, { waitForUtterance: true }],
			});
			const workflow = await workflowFor(audioPath, number);
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: ASK },
				{ waitForUtterance: /Human here/ },
				{ say: 'Thank you human.' },
				{ hangUp: true },
			]);
			await call.waitForEnd();
			expect(heard(call)).toEqual(['Reception, good day.', CONNECTING, 'Human here.']);
			expect(call.dialedLegs[0]?.heard.map(({ text }) => text)).toEqual(['Thank you human.']);
			expect(dialsTo(number)).toMatchObject([{ by: 'Dial', from: workflow.number.slice(1) }]);
			const ended = await workflow.ended(call);
			expect(ended.call).toMatchObject({ outcome: 'transferred', endReason: 'agent_hangup' });
			expect(JSON.stringify(ended)).not.toContain(tokenOf(call));
			expect((await workflow.items(call.uuid)).ended).toHaveLength(1);
		},
	);

	test.concurrent.each([
		['busy', /busy/],
		['reject', /busy/],
		['no-answer', /did not pick up/],
	] as const)(
		'O3.6 P2.11 %s: the caller comes back to an agent who knows why, and talks on',
		async (behavior, why) => {
			const number = human(behavior, { ringMs: 200 });
			const workflow = await workflowFor(audioPath, number);
			const call = workflow.call([
				{ waitForUtterance: /good day/ },
				{ say: ASK },
				{ waitForUtterance: /connecting/ },
				{ waitForUtterance: /good day/ },
				{ say: 'Then bye.' },
			]);
			await call.waitForEnd();
			expect(heard(call).slice(-1)).toEqual(['Goodbye, thanks for calling.']);
			expect(dialsTo(number)).toHaveLength(1);
			const [first, second, ...more] = agentCallsOf(call);
			expect(more).toEqual([]);
			expect(second?.settings.firstSpeakerSettings.agent?.prompt).toMatch(why);
			const ended = await workflow.ended(call);
			expect(ended.call).toMatchObject({ callId: first?.callId, outcome: 'completed' });
			expect(ended.callIds).toEqual([first?.callId, second?.callId]);
			const said = (ended.call.transcript as Array<{ text: string }>).map(({ text }) => text);
			expect(said).toEqual(expect.arrayContaining([ASK, CONNECTING, 'Then bye.']));
		},
	);
});

/** The token that a call's tool carries, as Ultravox keeps it. */
function tokenOf(call: LabCall): string {
	const [tool] = agentCallsOf(call)[0]?.settings.selectedTools ?? [];
	return Object.values(tool?.authTokens ?? {})[0] ?? 'none';
}

test('O3.6 a tool request that is repeated, forged or for another call rings nobody', async () => {
	const number = human('answer', { script: [{ say: 'Human here.' }], stayMs: 60_000 });
	const workflow = await workflowFor('direct', number);
	const call = workflow.call([{ waitForUtterance: /good day/ }, { say: ASK }]);
	const request = async (token: string, callId: string) => {
		const response = await fetch(`${workflow.webhookUrl}?event=tool&tool=transferToHuman`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [TOOL_TOKEN_HEADER]: token },
			body: JSON.stringify({ sentence: CONNECTING, [CALL_ID_PARAMETER]: callId }),
		});
		return response.status;
	};
	await call.waitForHeard(/Human here/);
	const callId = agentCallsOf(call)[0]?.callId ?? '';
	const token = tokenOf(call);
	expect(await request(token, callId)).toBe(200);
	expect(await request(`${token}0`, callId)).toBe(403);
	expect(await request(token, '33333333-3333-4333-8333-333333333333')).toBe(403);
	// Somebody else's call: Ultravox knows it, but it was not made with this token.
	const other = workflow.call([{ waitForUtterance: /good day/ }, { pauseMs: 60_000 }]);
	await other.waitForHeard(/good day/);
	expect(await request(token, agentCallsOf(other)[0]?.callId ?? '')).toBe(403);
	expect(call.pendingTransfer).toBeUndefined();
	expect(dialsTo(number)).toHaveLength(1);
	expect(other.dialedLegs).toHaveLength(0);
	other.hangUp();
	call.hangUp();
	await Promise.all([call.waitForEnd(), other.waitForEnd()]);
	expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'transferred' });
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
