import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { Ledger } from '../call/callLedger';
import type { SpentCalls } from '../call/spentCalls';
import { secretsOf, type BridgeConfig } from '../config/config';
import type { Connection } from '../frames/connection';
import type { FramePath } from '../frames/framePath';
import type { BridgeMetrics } from '../metrics/bridgeMetrics';
import { AccessControl } from './access';
import { ConnectionGate } from './connectionGate';
import { createHttpDoor } from './httpDoor';
import { Listener } from './listener';
import type { Route } from './route';
import type { BridgeState } from './statusRoutes';
import { createStreamDoor } from './streamDoor';
import { Visitors } from './visitors';

export interface OpenDoorsOptions {
	config: BridgeConfig;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	/** Everything that is offered over HTTP; the first that matches a request answers it. */
	routes: readonly Route[];
	/** Whether a request comes from who is logged in at the live page. */
	sessionAccess: (request: IncomingMessage) => boolean;
	/** Calls back once the live page's session of a request is over. @returns ends the wait */
	watchSession: (request: IncomingMessage, onOver: () => void) => () => void;
	state: () => BridgeState;
	ledger: Ledger;
	/** Remembers orders beyond this process. */
	spent?: SpentCalls | undefined;
	framePath: FramePath;
	/** Where it is counted what is turned away. */
	metrics: Pick<BridgeMetrics, 'connectRefused' | 'requestRefused' | 'connectionsRefused'>;
	/** A socket of Plivo's, open, its token genuine. */
	onStream: (connection: Connection, claims: StreamClaims) => void;
	/** The stream of a call, its token genuine, was not taken. */
	onTurnedAway: (claims: StreamClaims) => void;
	log: Logger;
}

/**
 * Opens the bridge to the network: HTTP, WebSocket upgrades, and the limits on both.
 * @throws BridgeConfigError when the certificate cannot be used; the system's error when the port cannot be listened on
 */
export async function openDoors(options: OpenDoorsOptions): Promise<Listener> {
	const { config, prefix, routes, metrics, log } = options;
	const { doors } = config;
	const visitors = new Visitors(doors, log);
	const onFlood = () => void (metrics.connectionsRefused += 1);
	const gate = new ConnectionGate(doors, onFlood, (key) => visitors.connect(key));
	const access = new AccessControl({
		secret: secretsOf(config),
		controlKey: doors.controlKey,
		publicUrl: config.publicUrl,
		sessionAccess: options.sessionAccess,
		ledger: options.ledger,
		...(options.spent && { spent: options.spent }),
	});
	const { idleResponseMs } = doors;
	return await Listener.start(config, doors, gate, log, {
		onRequest: createHttpDoor({
			routes,
			prefix,
			access,
			visitors,
			idleResponseMs,
			watchSession: options.watchSession,
			onRefused: (status) => metrics.requestRefused(status),
			onFlood,
			log,
		}),
		onUpgrade: createStreamDoor({
			config,
			prefix,
			ledger: options.ledger,
			visitors,
			log,
			framePath: options.framePath,
			state: options.state,
			onAdmitted: ({ socket }) => gate.leave(socket),
			onRefused: (status, reason) => metrics.connectRefused(status, reason),
			onFlood,
			onStream: options.onStream,
			onTurnedAway: options.onTurnedAway,
		}),
	});
}
