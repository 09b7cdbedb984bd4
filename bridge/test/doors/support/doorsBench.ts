import { CallLedger } from '../../../src/call/callLedger';
import { readConfig, type BridgeSettings } from '../../../src/config/config';
import type { Listener } from '../../../src/doors/listener';
import { openDoors, type OpenDoorsOptions } from '../../../src/doors/openDoors';
import type { Route } from '../../../src/doors/route';
import { FramePath } from '../../../src/frames/framePath';
import { createLogger } from '../../../src/logger';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';

export const SECRET = 'a shared secret of the test bench';
export const CONTROL_KEY = 'a-key-of-the-control-API';

export interface DoorsBenchOptions extends Partial<
	Pick<
		OpenDoorsOptions,
		'routes' | 'sessionAccess' | 'watchSession' | 'state' | 'ledger' | 'spent' | 'onStream'
	>
> {
	settings?: Partial<BridgeSettings>;
}

/** The doors of a bridge with nothing behind them but the routes of a test. */
export class DoorsBench {
	/** Statuses and reasons of refused streams. */
	readonly refused: Array<[number, string]> = [];
	/** Whose streams were not taken. */
	readonly turnedAway: string[] = [];
	readonly metrics = new BridgeMetrics();
	readonly logLines: string[] = [];
	private listener!: Listener;

	static async start(options: DoorsBenchOptions = {}): Promise<DoorsBench> {
		const bench = new DoorsBench();
		const { metrics, refused } = bench;
		const count = metrics.connectRefused.bind(metrics);
		metrics.connectRefused = (status, reason) => {
			refused.push([status, reason]);
			count(status, reason);
		};
		const { doors, ...settings } = options.settings ?? {};
		const config = readConfig({
			sharedSecret: SECRET,
			port: 0,
			doors: { controlKey: CONTROL_KEY, ...doors },
			...settings,
		});
		bench.listener = await openDoors({
			config,
			prefix: config.publicUrl ? new URL(config.publicUrl).pathname.replace(/\/+$/, '') : '',
			routes: options.routes ?? [],
			sessionAccess: options.sessionAccess ?? (() => false),
			watchSession: options.watchSession ?? (() => () => undefined),
			state: options.state ?? idle,
			ledger: options.ledger ?? new CallLedger(config.limits),
			spent: options.spent,
			framePath: await FramePath.choose({ path: 'ws' }),
			metrics: bench.metrics,
			onStream: options.onStream ?? ((connection) => connection.terminate()),
			onTurnedAway: ({ callId }) => void bench.turnedAway.push(callId),
			log: createLogger(config, { write: (line) => void bench.logLines.push(line) }),
		});
		return bench;
	}

	get port(): number {
		return this.listener.port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async close(): Promise<void> {
		await this.listener.stop();
	}
}

/** The state of a bridge that has nothing to do. */
export const idle: OpenDoorsOptions['state'] = () => ({
	draining: false,
	calls: 0,
	waitingStreams: 0,
	queuedEvents: 0,
});

/** A route that says what it was asked. */
export function echoRoute(facts: Partial<Route> = {}): Route {
	return {
		method: 'GET',
		path: /^\/echo\/(.*)$/,
		access: 'open',
		handle: ({ parameters, query, body }, response) => {
			response.end(`${parameters.join()}|${query.toString()}|${body.toString()}`);
		},
		...facts,
	};
}
