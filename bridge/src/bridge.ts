import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import { CallLedger } from './call/callLedger';
import { Switchboard } from './call/switchboard';
import { readConfig, type BridgeSettings } from './config';
import { createHttpDoor } from './doors/httpDoor';
import { createStreamDoor } from './doors/streamDoor';
import { EventSender } from './events/eventSender';
import { createLogger, errorCode } from './logger';

/** A client that does not finish its request's headers or body by then is disconnected. */
const REQUEST_TIMEOUT_MS = 10_000;

/** A running bridge. */
export interface Bridge {
	host: string;
	/** The port that is really listened on. */
	port: number;
	/** Live calls. */
	readonly calls: number;
	/**
	 * Shuts down: refuses new streams with 503, ends live calls with 1001, delivers what events it can within `limits.drainMs`,
	 * then stops listening. May be called more than once.
	 */
	close(): Promise<void>;
}

/**
 * Starts a bridge. Throws BridgeConfigError when the settings cannot be used, and the system's error when the port
 * cannot be listened on.
 * @param log where log lines go; stdout when absent
 */
export async function startBridge(
	settings: BridgeSettings,
	log?: DestinationStream,
): Promise<Bridge> {
	const config = readConfig(settings);
	const logger = createLogger(config, log);
	const prefix = config.publicUrl ? new URL(config.publicUrl).pathname.replace(/\/+$/, '') : '';
	const ledger = new CallLedger(config.limits);
	const events = new EventSender({
		secret: config.sharedSecret,
		limits: config.limits,
		log: logger,
	});
	const switchboard = new Switchboard({ config, ledger, events, log: logger });
	let closing: Promise<void> | undefined;
	const server = createServer(
		{
			headersTimeout: REQUEST_TIMEOUT_MS,
			requestTimeout: REQUEST_TIMEOUT_MS,
			connectionsCheckingInterval: REQUEST_TIMEOUT_MS / 4,
			// Upgrades to anything else (h2c, which some HTTP clients offer by themselves) are plain requests.
			shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
		},
		createHttpDoor({
			sharedSecret: config.sharedSecret,
			prefix,
			state: () => ({
				draining: closing !== undefined,
				calls: switchboard.callCount,
				waitingStreams: switchboard.waitingCount,
				queuedEvents: events.queued,
			}),
		}),
	);
	server.on(
		'upgrade',
		createStreamDoor({
			config,
			prefix,
			ledger,
			log: logger,
			draining: () => closing !== undefined,
			waitingStreams: () => switchboard.waitingCount,
			onStream: (socket, claims) => switchboard.take(socket, claims),
		}),
	);
	await listen(server, config.host, config.port);
	server.on('error', (error) => logger.error({ code: errorCode(error) }, 'server error'));
	switchboard.startHeartbeat();
	const { port } = server.address() as AddressInfo;
	logger.info({ host: config.host, port }, 'bridge listening');

	const shutDown = async () => {
		logger.info({ calls: switchboard.callCount }, 'bridge shutting down');
		await switchboard.shutDown();
		await events.flush(config.limits.drainMs);
		await stop(server);
		logger.info('bridge stopped');
	};
	return {
		host: config.host,
		port,
		get calls() {
			return switchboard.callCount;
		},
		close: () => (closing ??= shutDown()),
	};
}

async function listen(server: Server, host: string, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

async function stop(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
