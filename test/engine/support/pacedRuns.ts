import type { IDataObject } from 'n8n-workflow';
import type { PlacedCall } from '../../../nodes/shared/placedCall';
import type { OutboundOutcome, OutboundRun } from './outboundBench';
import { runOutbound } from './outboundBench';
import type { Providers } from './outboundProviders';
import { AUTH_ID, AUTH_TOKEN, BRIDGE_SECRET, CALLER_ID } from './outboundProviders';
import type { WebhookAnswer } from './waitingExecution';
import { API_KEY, WaitingExecution } from './waitingExecution';

/** Whom the runs call. */
export const numbers = Array.from({ length: 4 }, (_none, index) => `+1415555014${index}`);
export const items = numbers.map((to) => ({ to }));

/** Plivo's id of the call of an item. */
export const callUuidOf = (item: number): string => `9834029e-58b6-11e1-b8b7-00000000000${item}`;

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

let executions = 0;

/** An execution that sleeps while some of its calls are up, and others are due. */
export interface Sleeping {
	outcome: OutboundOutcome;
	execution: WaitingExecution;
	/** Ultravox tells that the call of an item has ended, so many milliseconds ago. */
	ended(item: number, ago?: number): Promise<WebhookAnswer>;
	/** Plivo tells it. */
	hungUp(item: number): Promise<WebhookAnswer>;
	/** Plivo has heard a machine. */
	machine(item: number): Promise<WebhookAnswer>;
}

/** Executions of Call and Wait with more items than may be called at once. */
export class PacedRuns {
	constructor(
		private readonly providers: Providers,
		/** The address of n8n itself; one of this machine where it is to reach a receiver there. */
		private readonly home?: string,
	) {}

	/** The numbers that were called, in order. */
	dialed(): unknown[] {
		return this.providers.creating().map(({ body }) => {
			const { metadata } = body as { metadata: IDataObject };
			return metadata.n8nTo;
		});
	}

	/** Ultravox's first call for an item. */
	callOf(item: number): IDataObject {
		const call = this.providers.calls.find(
			({ metadata }) => (metadata as IDataObject).n8nItem === String(item),
		);
		if (!call) throw new Error(`Nobody has called for item ${item}.`);
		return call;
	}

	/** A conversation has ended, so many milliseconds ago. */
	isOver(item: number, ago = 1_000): IDataObject {
		const talked = { joined: at(-ago - 60_000), ended: at(-ago), endReason: 'hangup' };
		return Object.assign(this.callOf(item), talked);
	}

	/**
	 * Calls the first two, unless told otherwise, and sleeps.
	 * @param ago so many milliseconds ago the first ones were called
	 */
	async sleeping(run: Partial<OutboundRun> = {}, ago = 0): Promise<Sleeping> {
		executions += 1;
		const outcome = await runOutbound(this.providers, {
			items,
			executionId: `paced-${executions}`,
			...run,
			options: { callsAtOnce: 2, ...run.options },
		});
		const execution = this.resumed(outcome, ago);
		return {
			outcome,
			execution,
			ended: async (item, since) =>
				await execution.ended(this.isOver(item, since), { item: String(item) }),
			machine: async (item) =>
				await execution.plivo(
					{ event: 'machine', item: String(item) },
					{ CallUUID: callUuidOf(item), Machine: 'true' },
				),
			hungUp: async (item) =>
				await execution.plivo(
					{ event: 'hangup', item: String(item) },
					{
						CallUUID: callUuidOf(item),
						CallStatus: 'busy',
						Event: 'Hangup',
						From: CALLER_ID.slice(1),
						To: numbers[item]?.slice(1) ?? '',
						HangupCauseCode: '3010',
					},
				),
		};
	}

	private resumed(outcome: OutboundOutcome, ago: number): WaitingExecution {
		const { url } = this.providers;
		const credentials = {
			ultravoxApi: { apiKey: API_KEY, advanced: true, baseUrl: url },
			plivoVoiceApi: { authId: AUTH_ID, authToken: AUTH_TOKEN, advanced: true, baseUrl: url },
		};
		const bridge = {
			voiceBridgeApi: {
				publicUrl: 'wss://bridge.example.com',
				controlUrl: 'https://bridge.example.com',
				sharedSecret: BRIDGE_SECRET,
			},
		};
		const placed = outcome.written().flatMap(({ json }) => {
			const one = json.placed as unknown as PlacedCall | undefined;
			if (one === undefined) return [];
			return [{ ...one, placedAt: at(Date.parse(one.placedAt) - Date.now() - ago) }];
		});
		const isBridged = placed[0]?.audioPath === 'bridge';
		return new WaitingExecution(
			isBridged ? { ...credentials, ...bridge } : credentials,
			placed,
			{},
			this.home,
			outcome.contextData,
		);
	}
}
