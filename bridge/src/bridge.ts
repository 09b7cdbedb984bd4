import type { DestinationStream, Logger } from 'pino';
import { CallFeed } from './call/callFeed';
import { CallLedger, type Ledger } from './call/callLedger';
import { LastingLedger } from './call/lastingLedger';
import type { LiveCall } from './call/liveCall';
import { missingStreams } from './call/missingStreams';
import { SpentCalls } from './call/spentCalls';
import { Switchboard } from './call/switchboard';
import { readConfig, secretsOf, type BridgeSettings } from './config/config';
import type { BridgeLimits } from './config/limits';
import type { WorkerLoad } from './cluster/messages';
import { controlRoutes } from './control/controlRoutes';
import { afterStreamRoutes } from './doors/afterStream';
import { answerRoutes } from './doors/answerRoutes';
import { documentRoutes } from './doors/documentRoutes';
import { openDoors } from './doors/openDoors';
import type { Route } from './doors/route';
import { statusRoutes, unreadyReason } from './doors/statusRoutes';
import { checkDataFolder } from './events/dataFolder';
import { EventSender } from './events/eventSender';
import { FramePath } from './frames/framePath';
import { createLogger, faultOf } from './logger';
import { LoopLoad } from './loopLoad';
import { BridgeMetrics } from './metrics/bridgeMetrics';
import { metricsRoutes } from './metrics/metricsRoute';
import { EndedSessions } from './page/endedSessions';
import { createPage } from './page/pageRoutes';
import { renderLoops } from './sound/loops';
import { recordingRoutes } from './recording/recordingRoutes';
import { Recordings } from './recording/recordings';
import { startTracing } from './tracing/tracing';
import { tracesUrl } from './tracing/tracingSettings';

/** Closing at once, undelivered events get this long; what is kept on disk is delivered by the next bridge. */
const SHORT_DRAIN_MS = 1_000;

/** How long a stopping bridge waits for the collector of traces. */
const TRACES_MS = 2_000;

/** A running bridge. */
export interface Bridge {
	host: string;
	/** The port that is really listened on. */
	port: number;
	/** How many calls live. */
	readonly callCount: number;
	/** The calls that live. */
	calls(): Iterable<LiveCall>;
	/** The live call with this id of Ultravox's. */
	find(callId: string): LiveCall | undefined;
	/** Tells of calls as things happen. */
	readonly feed: CallFeed;
	readonly log: Logger;
	/** True while a disk does not answer, that of the data folder or of recordings: a thread waits for it. */
	readonly stuck: boolean;
	/**
	 * Shuts down: refuses new streams with 503, lets calls go on for `limits.graceMs`, ends those left with 1001, delivers what events
	 * it can within `limits.drainMs`, then stops listening. `now` shortens both waits, also when the bridge is closing already. With
	 * `leavePort` it stops listening first: other processes take what comes.
	 */
	close(options?: { now?: boolean; leavePort?: boolean }): Promise<void>;
}

/** What makes several processes one bridge. */
export interface Processes {
	/** Remembers the calls of all of them. */
	ledger(limits: BridgeLimits, log: Logger): Ledger;
	/** Hears of sessions that are logged out of at the others, and tells them. */
	endedSessions?: EndedSessions;
	/** Offers the routes of this process to the others. @returns the same as they are offered to everybody, for all processes */
	share(routes: Route[], log: Logger): Promise<{ routes: Route[]; close(): Promise<void> }>;
	/** Whoever deals out connections hears of it each time something about it may have changed. */
	tellLoad(load: WorkerLoad): void;
}

/**
 * Starts a bridge. Throws BridgeConfigError when the settings cannot be used, and the system's error when the port
 * cannot be listened on.
 * @param log where log lines go; stdout when absent
 * @param processes when it is one of several processes
 */
export async function startBridge(
	settings: BridgeSettings,
	log?: DestinationStream,
	processes?: Processes,
): Promise<Bridge> {
	const config = readConfig(settings);
	const metrics = new BridgeMetrics();
	const logger = createLogger(config, log, metrics);
	const prefix = config.publicUrl ? new URL(config.publicUrl).pathname.replace(/\/+$/, '') : '';
	const { dataFolder } = config.events;
	if (dataFolder !== undefined) await checkDataFolder(dataFolder);
	const spent = dataFolder === undefined ? undefined : new SpentCalls(dataFolder, logger);
	const inMemory = processes?.ledger(config.limits, logger) ?? new CallLedger(config.limits);
	const ledger = spent ? new LastingLedger(inMemory, spent) : inMemory;
	renderLoops();
	const feed = new CallFeed((error) => {
		logger.error(faultOf(error), 'a listener of calls failed and was taken out');
	});
	const events = new EventSender({
		...config.events,
		secret: secretsOf(config),
		limits: config.limits,
		counts: metrics,
		log: logger,
	});
	metrics.levels.eventsWaiting = () => events.queued;
	metrics.levels.eventsUnwritten = () => events.unwritten;
	metrics.levels.eventsUnreadable = () => events.unreadable;
	const framePath = await FramePath.choose(config.frames);
	const tracing = await startTracing(tracesUrl(config.tracing), logger);
	const recordings = await Recordings.open({
		config: config.recordings,
		dataFolder,
		counts: metrics,
		log: logger,
	});
	metrics.levels.recordingsWaiting = () => recordings?.backlog ?? 0;
	const missing = missingStreams(ledger);
	const switchboard = new Switchboard({
		services: {
			limits: config.limits,
			framePath,
			connections: events.connections,
			secret: secretsOf(config),
			metrics,
			tracing,
			feed,
			recordings,
			...missing,
		},
		ledger,
		events,
		log: logger,
		onChange: () => tellLoad(),
	});
	const load = new LoopLoad(config.limits.busyPercent, () => tellLoad());
	let closing: Promise<void> | undefined;
	const state = () => ({
		draining: closing !== undefined,
		calls: switchboard.callCount,
		waitingStreams: switchboard.waitingCount,
		queuedEvents: events.queued,
		problem: load.isOverloaded ? ('overloaded' as const) : undefined,
		warning: events.problem(),
	});
	const tellLoad = () => {
		const streams = switchboard.callCount + switchboard.waitingCount;
		processes?.tellLoad({ streams, takes: unreadyReason(state(), config.limits) === undefined });
	};
	metrics.levels.waitingStreams = () => switchboard.waitingCount;
	metrics.levels.draining = () => Number(closing !== undefined);
	metrics.levels.ready = () => Number(unreadyReason(state(), config.limits) === undefined);
	const page = createPage({
		config,
		prefix,
		calls: () => switchboard.liveCalls(),
		feed,
		state,
		endedSessions: processes?.endedSessions ?? new EndedSessions(),
		counts: metrics,
		log: logger,
	});
	// What each feature offers over HTTP.
	const routes = [
		...statusRoutes(state, config.limits),
		...documentRoutes(secretsOf(config)),
		...answerRoutes({ ...config, secret: secretsOf(config), ledger, ...missing }),
		...afterStreamRoutes({
			...config,
			secret: secretsOf(config),
			...missing,
			streams: switchboard,
		}),
		...controlRoutes(
			{
				calls: () => switchboard.liveCalls(),
				find: (callId) => switchboard.find(callId),
			},
			logger,
		),
		...recordingRoutes(recordings?.shelf, logger),
		...metricsRoutes(metrics, config.metrics.open),
		...page.routes,
	];
	const shared = await processes?.share(routes, logger);
	await events.open();
	const listener = await openDoors({
		config,
		prefix,
		routes: shared?.routes ?? routes,
		sessionAccess: page.sessionAccess,
		watchSession: page.watchSession,
		state,
		ledger,
		spent,
		framePath,
		metrics,
		onStream: (connection, claims) => switchboard.take(connection, claims),
		onTurnedAway: (claims) => switchboard.turnAway(claims),
		log: logger,
	});
	switchboard.startHeartbeat();
	load.start();
	const { port } = listener;
	logger.info({ host: config.host, port }, 'bridge listening');

	const hurry = new AbortController();
	const shutDown = async () => {
		const { graceMs, drainMs } = config.limits;
		logger.info({ calls: switchboard.callCount }, 'bridge shutting down');
		await switchboard.shutDown(graceMs);
		const flushed = Promise.all([events.flush(drainMs), recordings?.close(drainMs)]);
		// A second call shortens the first.
		const flushSoon = () => {
			void events.flush(SHORT_DRAIN_MS);
			void recordings?.close(SHORT_DRAIN_MS);
		};
		if (hurry.signal.aborted) flushSoon();
		else hurry.signal.addEventListener('abort', flushSoon);
		await flushed;
		if (listener.listening) {
			await missing.answeredCalls.connected(hurry.signal);
			await missing.afterQuestions.asked();
		}
		await listener.stop();
		spent?.close();
		load.stop();
		await shared?.close();
		await tracing.shutDown(TRACES_MS);
		logger.info('bridge stopped');
	};
	return {
		host: config.host,
		port,
		get callCount() {
			return switchboard.callCount;
		},
		calls: () => switchboard.liveCalls(),
		find: (callId) => switchboard.find(callId),
		feed,
		log: logger,
		get stuck() {
			return events.stuck || spent?.stuck === true || recordings?.stuck === true;
		},
		close: (options) => {
			if (options?.leavePort) listener.leave();
			closing ??= shutDown();
			tellLoad();
			if (options?.now) {
				hurry.abort();
				switchboard.endAll();
			}
			return closing;
		},
	};
}
