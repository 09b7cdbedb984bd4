import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Bridge } from '../../../bridge/src/bridge';
import { startBridge } from '../../../bridge/src/bridge';
import type { BridgeSettings } from '../../../bridge/src/config/config';
import { eventually } from '../../../bridge/test/eventually';
import { FakePlivo } from '../../../bridge/test/fakes/fakePlivo';
import { LabLog } from '../../../lab/src/labLog';
import { LabUltravox } from '../../../lab/src/ultravox/labUltravox';
import type { LabUltravoxCall } from '../../../lab/src/ultravox/labUltravoxCall';
import { LAB_ULTRAVOX_API_KEY } from '../../../lab/src/ultravox/ultravoxState';
import { chain, phoneAgentNode, TRIGGER, triggerNode } from './answerCallBench';
import { PLIVO_TOKEN } from './arriveAtTrigger';
import type { CredentialValues } from './engineCredentials';
import type { EngineRun, WorkflowJson } from './runWorkflow';
import { runFromTrigger, runNode } from './runWorkflow';
import type { TriggerServer } from './triggerServer';
import { startTriggerServer } from './triggerServer';

export const SECRET = 'a-secret-of-the-relayed-calls';
const CALLER = '14155550100';
const NUMBER = '14155550123';

/** A call that a real bridge relays between a fake Plivo and an agent of the lab. */
export interface RelayedCall {
	callUuid: string;
	plivo: FakePlivo;
	/** The call of Ultravox's that it began with. */
	agent: LabUltravoxCall;
}

/** Trigger and Phone Agent in the n8n engine, a real bridge, the lab's Ultravox; only Plivo is a fake. */
export class RelayedCalls {
	private readonly plivos: FakePlivo[] = [];

	private constructor(
		readonly ultravox: LabUltravox,
		readonly bridge: Bridge,
		readonly trigger: TriggerServer,
		readonly credentials: CredentialValues,
		private readonly workflow: WorkflowJson,
	) {}

	/**
	 * @param answerWith who answers: the trigger, or the workflow with Answer Call
	 * @param bridgeOptions of the node that answers
	 */
	static async start(
		answerWith: 'agent' | 'workflow' = 'agent',
		{
			bridgeOptions = {},
			settings = {},
		}: { bridgeOptions?: IDataObject; settings?: Partial<BridgeSettings> } = {},
	): Promise<RelayedCalls> {
		const ultravox = await LabUltravox.start({ log: new LabLog() });
		const script = { greeting: 'Good day.', replies: [], otherwise: 'I see.' };
		const { agentId } = ultravox.addAgent({ name: 'Receptionist', greeting: 'Good day.', script });
		const bridge = await startBridge(
			{ sharedSecret: SECRET, port: 0, ...settings, limits: LIMITS },
			{ write: () => undefined },
		);
		const credentials: CredentialValues = {
			plivoVoiceApi: { authId: 'MAENGINETEST00000000', authToken: PLIVO_TOKEN },
			ultravoxApi: { apiKey: LAB_ULTRAVOX_API_KEY, advanced: true, baseUrl: ultravox.apiUrl },
			voiceBridgeApi: {
				publicUrl: `ws://127.0.0.1:${bridge.port}`,
				controlUrl: `http://127.0.0.1:${bridge.port}`,
				sharedSecret: SECRET,
			},
		};
		const answering = {
			agent: { __rl: true, mode: 'id', value: agentId },
			audioPath: 'bridge',
			bridgeOptions,
		};
		const isTriggers = answerWith === 'agent';
		const trigger: INode = {
			...triggerNode(),
			parameters: {
				phoneNumbers: [],
				answerWith,
				...(isTriggers ? answering : {}),
			} as INode['parameters'],
			credentials: {
				plivoVoiceApi: { id: '3', name: 'Plivo' },
				ultravoxApi: { id: '1', name: 'Ultravox' },
				voiceBridgeApi: { id: '2', name: 'Bridge' },
			},
		};
		const workflow = chain(
			trigger,
			...(isTriggers ? [] : [phoneAgentNode({ bridge: true, parameters: answering })]),
		);
		const server = await startTriggerServer(workflow, TRIGGER, credentials);
		return new RelayedCalls(ultravox, bridge, server, credentials, workflow);
	}

	/** Somebody calls, and hears the agent's greeting. */
	async call(): Promise<RelayedCall> {
		const callUuid = randomUUID();
		const xml = await this.answer(callUuid);
		const address = /<Stream[^>]*>(ws:[^<]+)<\/Stream>/.exec(xml)?.[1];
		if (address === undefined) throw new Error(`There is no stream in ${xml}`);
		const plivo = await FakePlivo.connect(address);
		this.plivos.push(plivo);
		plivo.start({ callId: callUuid });
		await plivo.hasEvent('playAudio');
		const agent = this.agentCalls(callUuid)[0];
		if (!agent) throw new Error('Ultravox knows no call of this caller.');
		return { callUuid, plivo, agent };
	}

	/** The calls of Ultravox's for a call of Plivo's, in order. */
	agentCalls(callUuid: string): LabUltravoxCall[] {
		return [...this.ultravox.calls.values()].filter(
			({ settings }) => settings.metadata.plivoCallUuid === callUuid,
		);
	}

	/** The caller hangs up. @returns the item of *Ended* */
	async hangUp({ callUuid, plivo }: RelayedCall): Promise<IDataObject> {
		plivo.socket.close(1000);
		const { result } = await this.trigger.plivo(
			{ ...FIELDS, CallUUID: callUuid, Event: 'Hangup', CallStatus: 'completed', Duration: '9' },
			'?event=hangup',
		);
		const item = result.workflowData?.[1]?.[0]?.json;
		if (!item) throw new Error('The hang-up gave no item.');
		return item;
	}

	/** Plivo asks what comes after the stream. @returns the XML */
	async afterStream({ callUuid, agent }: RelayedCall): Promise<string> {
		const { answers } = await this.trigger.plivo(
			{ ...FIELDS, CallUUID: callUuid },
			`?event=continue&step=0&callId=${agent.callId}`,
		);
		return answers[0]?.body ?? '';
	}

	/** Runs an operation of Phone Agent. */
	async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		item: IDataObject = {},
	): Promise<EngineRun> {
		const node = phoneAgentNode({ bridge: true });
		const changed = { resource, operation, ...parameters } as INode['parameters'];
		return await runNode({ ...node, parameters: changed }, [{ json: item }], this.credentials);
	}

	async close(): Promise<void> {
		for (const { socket } of this.plivos) socket.terminate();
		await this.bridge.close({ now: true });
		await this.trigger.close();
		await this.ultravox.close();
	}

	private async answer(callUuid: string): Promise<string> {
		const fields = {
			...FIELDS,
			CallUUID: callUuid,
			SessionStart: new Date().toISOString().replace('T', ' ').replace('Z', '000'),
		};
		const { result, answers } = await this.trigger.plivo(fields);
		if (answers[0]) return answers[0].body;
		const run = await runFromTrigger(
			this.workflow,
			TRIGGER,
			result.workflowData ?? [],
			this.credentials,
		);
		if (run.error) throw run.error;
		return String((run.responses[0] as { body?: unknown } | undefined)?.body ?? '');
	}
}

const FIELDS = {
	From: CALLER,
	To: NUMBER,
	Direction: 'inbound',
	CallStatus: 'in-progress',
	Event: 'StartApp',
};

const LIMITS = { eventRetryFirstMs: 20, eventRetryLongestMs: 100, farewellGraceMs: 200 };

/** Waits until there are so many calls of Ultravox's that somebody has joined. */
export async function joinedCalls(
	calls: RelayedCalls,
	callUuid: string,
	count: number,
): Promise<LabUltravoxCall[]> {
	return await eventually(`${count} calls joined`, () => {
		const joined = calls.agentCalls(callUuid).filter((call) => call.joined);
		return joined.length >= count && joined;
	});
}
