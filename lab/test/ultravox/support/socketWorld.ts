import type { AgentInput, LabUltravoxOptions } from '../../../src/ultravox/labUltravox';
import type { LabUltravoxCall } from '../../../src/ultravox/labUltravoxCall';
import type { ServerWebSocketMedium } from '../../../src/ultravox/vendorTypes';
import type { LabUnderTest } from './labUnderTest';
import { startLabUltravox } from './labUnderTest';
import { PlivoCaller } from './plivoCaller';
import { WebSocketCaller } from './webSocketCaller';

/** Long enough to be broken in on. */
export const LONG =
	'This is a long story that goes on and on, so that there is plenty of time for anybody to ' +
	'break in on it, and it has not ended yet, because it still goes on for quite a while longer.';

export interface CreatedCall {
	call: LabUltravoxCall;
	joinUrl: string;
}

/** A fresh lab for each test, and callers that are gone after it. */
export interface SocketWorld {
	lab: LabUnderTest;
	/** A call with a new agent over `serverWebSocket`, 16 kHz and a large buffer unless told otherwise. */
	createSocketCall(
		agent: AgentInput,
		body?: Record<string, unknown>,
		medium?: Partial<ServerWebSocketMedium>,
	): Promise<CreatedCall>;
	createCall(agent: AgentInput, body: Record<string, unknown>): Promise<CreatedCall>;
	join(joinUrl: string, rate?: 8000 | 16000): Promise<WebSocketCaller>;
	joinAsPlivo(
		joinUrl: string,
		encoding?: 'audio/x-l16' | 'audio/x-mulaw',
		rate?: 8000 | 16000,
	): Promise<PlivoCaller>;
}

export function useLab(options: Partial<LabUltravoxOptions> = {}): SocketWorld {
	// Conversations take their time, and more of it on a busy machine.
	jest.setTimeout(30_000);
	const sockets: { terminate(): void }[] = [];
	const phones: { close(): void }[] = [];
	const keep = <T extends WebSocketCaller | PlivoCaller>(caller: T): T => {
		sockets.push(caller.socket);
		phones.push(caller.phone);
		return caller;
	};
	let lab: LabUnderTest | undefined;
	const running = () => {
		if (!lab) throw new Error('The lab is only there within a test');
		return lab;
	};

	beforeEach(async () => {
		lab = await startLabUltravox(options);
	});

	afterEach(async () => {
		for (const phone of phones.splice(0)) phone.close();
		for (const socket of sockets.splice(0)) socket.terminate();
		await lab?.close();
	});

	const createCall: SocketWorld['createCall'] = async (agent, body) => {
		const { agentId } = running().ultravox.addAgent(agent);
		const { body: created } = await running().api<{ callId: string; joinUrl: string }>(
			'POST',
			`/api/agents/${agentId}/calls`,
			body,
		);
		const call = running().ultravox.calls.get(created.callId);
		if (!call) throw new Error(`No call was made: ${JSON.stringify(created)}`);
		return { call, joinUrl: created.joinUrl };
	};

	return {
		get lab() {
			return running();
		},
		createCall,
		createSocketCall: (agent, body = {}, medium = {}) =>
			createCall(agent, {
				medium: {
					serverWebSocket: { inputSampleRate: 16000, clientBufferSizeMs: 20000, ...medium },
				},
				...body,
			}),
		join: async (joinUrl, rate = 16000) => keep(await WebSocketCaller.join(joinUrl, rate)),
		joinAsPlivo: async (joinUrl, encoding = 'audio/x-l16', rate = 16000) =>
			keep(await PlivoCaller.join(joinUrl, encoding, rate)),
	};
}
