import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { BridgeConfig } from '../config/config';
import type { Route } from '../doors/route';
import { unreadyReason } from '../doors/statusRoutes';
import type { BridgeMetrics } from '../metrics/bridgeMetrics';
import { callRoutes } from './callRoutes';
import { frontRoutes, offRoutes } from './frontRoutes';
import { Viewers } from './live/viewers';
import { Listeners } from './listen/listeners';
import type { EndedSessions } from './endedSessions';
import { PageSession } from './pageSession';
import type { PageSource } from './pageSource';

export interface PageOptions extends PageSource {
	config: BridgeConfig;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	endedSessions: EndedSessions;
	counts: Pick<BridgeMetrics, 'pageDrops'>;
	log: Logger;
}

/** The live page, as the bridge's doors see it. */
export interface Page {
	routes: Route[];
	/** Whether a request comes from who is logged in. */
	sessionAccess(request: IncomingMessage): boolean;
	/** Calls back once the session of a request is over. @returns ends the wait */
	watchSession(request: IncomingMessage, onOver: () => void): () => void;
}

/**
 * The live page at `/`, with everything else below `/page/`. Without a password there is nothing but a sentence at `/` that says how to
 * turn it on.
 */
export function createPage(options: PageOptions): Page {
	const { config, prefix, log } = options;
	const { publicUrl, sharedSecret } = config;
	const { password } = config.page;
	if (password === undefined) {
		const watchSession = () => () => undefined;
		return { routes: offRoutes(), sessionAccess: () => false, watchSession };
	}
	const tls = config.doors.tlsCertificateFile !== undefined;
	const secure = tls || publicUrl?.startsWith('wss:') === true;
	const { endedSessions } = options;
	const session = new PageSession({ sharedSecret, password, prefix, secure }, endedSessions);
	const listeners = new Listeners(config.page.listeners, options.counts, log);
	const viewers = new Viewers(options, {
		most: config.page.viewers,
		unready: () => unreadyReason(options.state(), config.limits),
		counts: options.counts,
		log,
	});
	return {
		routes: [
			...frontRoutes({ session, prefix, publicUrl, log }),
			...callRoutes({ source: options, session, viewers, listeners, log }),
		],
		sessionAccess: ({ headers }) => session.endOf(headers.cookie) !== undefined,
		watchSession: ({ headers }, onOver) => session.watch(headers.cookie, onOver),
	};
}
