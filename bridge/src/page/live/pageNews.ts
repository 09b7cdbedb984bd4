import type { BridgeReport, BridgeTranscriptLine } from '../../../../nodes/shared/bridgeEvents';
import type { LiveCallStatus } from '../../call/liveCall';
import type { BridgeState } from '../../doors/statusRoutes';

/** What of a call's status the page shows. Not the keys the caller pressed: they can be card numbers and PINs. */
const SHOWN = [
	'callId',
	'callUuid',
	'startedAt',
	'durationMs',
	'contentType',
	'connected',
	'muted',
	'held',
	'agentState',
	'bargeIns',
	'resumes',
	'droppedFrames',
	'addedLatencyMs',
	'aheadMs',
] as const satisfies ReadonlyArray<keyof LiveCallStatus>;

type Shown = Pick<LiveCallStatus, (typeof SHOWN)[number]>;

/** A call as the page shows it. */
export interface PageCall extends Shown {
	digitCount: number;
	/** Loudness of the last moments, one number per 100 ms, 0 to 100; empty while nobody has the call open. */
	callerBars: number[];
	agentBars: number[];
	/** What was said last, shortened; null before the first word. */
	said: { role: BridgeTranscriptLine['role']; text: string } | null;
}

/** One line of the conversation; it comes again, with the same ordinal, as it grows. */
export interface PageLine extends BridgeTranscriptLine {
	final: boolean;
}

/** The numbers at the head of the page. */
export interface PageBridge extends Pick<BridgeState, 'calls' | 'waitingStreams' | 'queuedEvents'> {
	/** Why the bridge takes no calls, in a word or two; null while it does. */
	unready: string | null;
}

/** What the page is told, one JSON object per server-sent event. */
export type PageNews =
	/** Everything at once; comes first. `lines` are those of the open call. */
	| { type: 'snapshot'; calls: PageCall[]; lines: PageLine[]; bridge: PageBridge }
	| { type: 'calls'; calls: PageCall[] }
	/** A line of the open call. */
	| { type: 'line'; callId: string; line: PageLine }
	| { type: 'ended'; callId: string; reason: BridgeReport['reason'] }
	| { type: 'bridge'; bridge: PageBridge };

/** The part of a status that is shown. */
export function shown(status: LiveCallStatus): Shown {
	return Object.fromEntries(SHOWN.map((name) => [name, status[name]])) as unknown as Shown;
}

/** A server-sent event. */
export function serverSentEvent(news: PageNews): string {
	return `data: ${JSON.stringify(news)}\n\n`;
}
