import type { IDataObject, INode } from 'n8n-workflow';
import { startBridge } from '../../bridge/src/bridge';
import type { Bridge } from '../../bridge/src/bridge';
import { eventually } from '../../bridge/test/eventually';
import type { Lab } from '../../lab/src/lab';
import { startLab } from '../../lab/src/lab';
import type { LabCall } from '../../lab/src/plivo/labCall';
import type { PersonScript } from '../../lab/src/plivo/personScript';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { LAB_ULTRAVOX_API_KEY } from '../../lab/src/ultravox/ultravoxState';
import type { BlockSettings } from '../../nodes/shared/simpleAgent/block';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { BRIDGE_SECRET, chain, TRIGGER, triggerNode } from './support/answerCallBench';
import type { TriggerServer } from './support/triggerServer';
import { startTriggerServer } from './support/triggerServer';

const CALLER = '14155550100';
const NUMBER = '14155550123';
const HUMAN = '14155550142';
const CONNECTING = 'I am connecting you now.';

const SCRIPT: AgentScript = {
	greeting: 'Reception, good day.',
	toolCalls: [
		{ when: /human/i, toolName: 'transferToHuman', parameters: { sentence: CONNECTING } },
		{
			when: /Ada/,
			toolName: 'submitCollectedData',
			parameters: { full_name: 'Ada' },
			say: 'Noted.',
		},
	],
	replies: [
		{ when: /bye/i, say: 'Goodbye.', then: 'hangUp' },
		{
			when: /story/i,
			say: Array.from({ length: 24 }, (_, i) => `Sentence number ${i + 1}.`).join(' '),
		},
	],
};

const block: BlockSettings = {
	languages: [],
	accent: null,
	handoffNumber: `+${HUMAN}`,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: null,
	dataFields: [
		{ name: 'full name', description: '', type: 'text' },
		{ name: 'guests', description: '', type: 'number' },
	],
};

let lab: Lab;
let bridge: Bridge;
let trigger: TriggerServer;

/** A trigger whose agent has a handoff number and fields, between the lab's Plivo and its Ultravox. */
async function answering(
	audioPath: 'direct' | 'bridge',
	settings: Partial<BlockSettings> = {},
): Promise<void> {
	const systemPrompt = joinPrompt('You answer the phone.', { ...block, ...settings });
	lab = await startLab();
	bridge = await startBridge({ sharedSecret: BRIDGE_SECRET, port: 0 }, { write: () => undefined });
	const { agentId } = lab.ultravox.addAgent({ name: 'Reception', systemPrompt, script: SCRIPT });
	const { account } = lab.plivo;
	const base = triggerNode();
	const node: INode = {
		...base,
		parameters: {
			phoneNumbers: [],
			answerWith: 'agent',
			agent: { __rl: true, mode: 'id', value: agentId },
			audioPath,
		} as INode['parameters'],
		credentials: {
			plivoVoiceApi: { id: '3', name: 'Plivo' },
			ultravoxApi: { id: '1', name: 'Ultravox' },
			voiceBridgeApi: { id: '2', name: 'Bridge' },
		},
	};
	trigger = await startTriggerServer(chain(node), TRIGGER, {
		plivoVoiceApi: {
			authId: account.authId,
			authToken: account.authToken,
			advanced: true,
			baseUrl: lab.plivo.apiUrl,
		},
		ultravoxApi: {
			apiKey: LAB_ULTRAVOX_API_KEY,
			advanced: true,
			baseUrl: lab.ultravox.apiUrl,
		},
		voiceBridgeApi: {
			publicUrl: `ws://127.0.0.1:${bridge.port}`,
			controlUrl: `http://127.0.0.1:${bridge.port}`,
			sharedSecret: BRIDGE_SECRET,
		},
	});
	const url = `${trigger.n8nUrl}/webhook/5d0f6a52/plivo`;
	const application = account.addApplication({
		app_name: 'Engine',
		answer_url: url,
		hangup_url: `${url}?event=hangup`,
	});
	account.addNumber(NUMBER, { app_id: application.app_id });
}

afterEach(async () => {
	await lab.close();
	await bridge.close({ now: true });
	await trigger.close();
});

const call = (person: PersonScript): LabCall =>
	lab.plivo.placeInboundCall({ from: CALLER, to: NUMBER, person });

const ended = async (): Promise<IDataObject> =>
	await eventually('Ended', () => trigger.items[1][0]);

const heard = ({ heard: all }: LabCall) => all.map(({ text }) => text);
const dialsTo = (number: string) => lab.plivo.dials.all.filter(({ to }) => to === number);

describe.each(['direct', 'bridge'] as const)('audio path %s', (audioPath) => {
	beforeEach(async () => await answering(audioPath));

	test('O3.6 P2.11 the caller is connected with the human', async () => {
		lab.plivo.people.add({
			number: HUMAN,
			script: [{ say: 'Human here.' }, { waitForUtterance: true }],
		});
		const caller = call([
			{ waitForUtterance: /good day/ },
			{ say: 'A human please.' },
			{ waitForUtterance: /Human here/ },
			{ say: 'Thank you.' },
			{ hangUp: true },
		]);
		await caller.waitForEnd();
		expect(heard(caller)).toEqual(['Reception, good day.', CONNECTING, 'Human here.']);
		expect(dialsTo(HUMAN)).toMatchObject([{ by: 'Dial', from: NUMBER }]);
		expect((await ended()).call).toMatchObject({ outcome: 'transferred' });
	});

	test.each([
		['busy', /busy/],
		['no-answer', /did not pick up/],
	] as const)(
		'O3.6 P2.11 %s: the caller comes back to an agent who knows why',
		async (behavior, why) => {
			lab.plivo.people.add({ number: HUMAN, behavior, ringMs: 200 });
			const caller = call([
				{ waitForUtterance: /good day/ },
				{ say: 'A human please.' },
				{ waitForUtterance: /connecting/ },
				{ waitForUtterance: /good day/ },
				{ say: 'I am Ada.' },
				{ waitForUtterance: /Noted/ },
				{ say: 'Bye.' },
			]);
			await caller.waitForEnd();
			expect(heard(caller).slice(-2)).toEqual(['Noted.', 'Goodbye.']);
			expect(dialsTo(HUMAN)).toHaveLength(1);
			const calls = [...lab.ultravox.calls.values()];
			expect(calls).toHaveLength(2);
			expect(calls[1]?.settings.firstSpeakerSettings.agent?.prompt).toMatch(why);
			const item = await ended();
			expect(item.callIds).toEqual(calls.map(({ callId }) => callId));
			// What was collected after the return counts: the tools go along.
			expect(item.call).toMatchObject({
				outcome: 'completed',
				collected: { 'full name': 'Ada', guests: null },
			});
		},
	);
});

test.each([
	[false, true],
	[true, false],
])(
	'O3.7 through the bridge, with "May be interrupted" %p, a caller who talks meanwhile hears all of it: %p',
	async (interruptible, complete) => {
		await answering('bridge', { interruptible });
		const caller = call([
			{ waitForUtterance: /good day/ },
			// What is said while the agent speaks is not heard.
			{ waitForQuiet: true },
			{ say: 'Tell me a story.' },
			{ interruptWhen: /Sentence number 2/, say: 'Stop it.' },
			{ waitForQuiet: 1_500 },
			{ hangUp: true },
		]);
		await caller.waitForEnd();
		const story = caller.heard.find(({ text }) => text.startsWith('Sentence number 1'));
		expect(story).toMatchObject({ complete });
	},
);
