import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { CALL_ACTIONS, findCall } from '../control/controlRoutes';
import type { Route } from '../doors/route';
import { newsJoiner } from './live/joinedNews';
import type { Viewers } from './live/viewers';
import type { Listeners } from './listen/listeners';
import { PAGE_HEADERS } from './pageAnswer';
import { WITHOUT_SESSION_MS, type PageSession } from './pageSession';
import type { PageSource } from './pageSource';

export interface CallRouteOptions {
	source: PageSource;
	session: PageSession;
	viewers: Viewers;
	listeners: Listeners;
	log: Logger;
}

/**
 * - `GET /page/events[?call=<call id>]`: server-sent events (PageNews) of all calls, and of the words in one.
 * - `GET /page/calls/<call id>/audio`: the call's audio as it is heard, s16le, left and right in turn; the sample rate is in `X-Sample-Rate`.
 * - `POST /page/calls/<call id>/<hang-up, mute, unmute, hold or resume>`.
 */
export function callRoutes(options: CallRouteOptions): Route[] {
	const { source, session, viewers, listeners, log } = options;
	const endsAt = ({ headers }: IncomingMessage) =>
		session.endOf(headers.cookie) ?? Date.now() + WITHOUT_SESSION_MS;
	return [
		{
			method: 'GET',
			path: /^\/page\/events$/,
			access: 'page',
			endless: true,
			shared: { joiner: newsJoiner },
			handle: ({ request, query }, response) =>
				viewers.add(response, query.get('call') ?? undefined, endsAt(request)),
		},
		{
			method: 'GET',
			path: /^\/page\/calls\/([^/]+)\/audio$/,
			access: 'page',
			endless: true,
			shared: 'owner',
			handle: ({ request, parameters: [callId = ''] }, response) => {
				listeners.add(findCall(source, callId), response, endsAt(request));
			},
		},
		{
			method: 'POST',
			path: /^\/page\/calls\/([^/]+)\/(hang-up|mute|unmute|hold|resume)$/,
			access: 'page',
			shared: 'owner',
			handle: ({ parameters: [callId = '', action = ''] }, response) => {
				const call = findCall(source, callId);
				log.info(
					{ callId: call.callId, callUuid: call.callUuid, action },
					'ordered at the live page',
				);
				CALL_ACTIONS[action]?.(call);
				response.writeHead(204, PAGE_HEADERS).end();
			},
		},
	];
}
