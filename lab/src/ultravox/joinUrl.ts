import { timingSafeEqual } from 'node:crypto';
import type { CallMedium } from './vendorTypes';

/** The protocols the lab speaks on join URLs. */
export type JoinMedium = 'plivo' | 'serverWebSocket';

const PATHS: Record<JoinMedium, string> = {
	plivo: 'telephony',
	serverWebSocket: 'server_web_socket',
};
const JOIN_PATH = /^\/calls\/([0-9a-f-]{36})\/(telephony|server_web_socket)$/;

/** Which protocol joins a call; undefined where the lab has none. */
export function joinMediumOf(medium: CallMedium): JoinMedium | undefined {
	if (medium.plivo) return 'plivo';
	return medium.serverWebSocket ? 'serverWebSocket' : undefined;
}

/**
 * A call's join URL: path by medium (ultravox.md §3), with more than one query parameter, so that it has to be
 * escaped in XML. Whoever has it can join.
 */
export function joinUrl(
	voiceUrl: string,
	call: { callId: string; joinToken: string; joinMedium: JoinMedium | undefined },
): string {
	const path = call.joinMedium ? `/${PATHS[call.joinMedium]}` : '';
	return `${voiceUrl}/calls/${call.callId}${path}?jt=${call.joinToken}&rg=lab`;
}

/** The call and protocol a join path names, undefined when it is none. */
export function readJoinPath(path: string): { callId: string; medium: JoinMedium } | undefined {
	const [, callId, last] = JOIN_PATH.exec(path) ?? [];
	if (callId === undefined) return undefined;
	return { callId, medium: last === PATHS.plivo ? 'plivo' : 'serverWebSocket' };
}

/** Whether somebody holds the join URL of a call. Constant time. */
export function isJoinToken(given: string | null, token: string): boolean {
	const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
	return a.length === b.length && timingSafeEqual(a, b);
}
