import { z } from 'zod';

const count = (fallback: number) => z.number().int().min(1).default(fallback);
const milliseconds = count;

/**
 * Every bound of the bridge in one place: durations in milliseconds, the rest counts or bytes.
 * The defaults suit a real call; tests shorten them.
 */
export const limitsSchema = z.object({
	/** A socket of Plivo's has this long from the 101 to its `start` event. */
	startTimeoutMs: milliseconds(10_000),
	/** Sockets that are upgraded and have not sent `start` yet, all calls together. */
	waitingStreams: count(200),
	/** Sockets Plivo may open for one call: the first and two more (plivo.md §8.3). */
	connectsPerCall: count(3),
	/** Calls remembered as spent; the oldest are forgotten first. */
	rememberedCalls: count(100_000),
	/** Dialling the agent: name lookup, TCP, TLS and the WebSocket handshake together. */
	agentConnectTimeoutMs: milliseconds(5_000),
	/** A closing socket is destroyed when the other side has not answered the close by then. */
	closeTimeoutMs: milliseconds(1_000),
	/** A leg that shows no sign of life for one to two of these is taken for dead. */
	heartbeatMs: milliseconds(15_000),
	/** Silence is sent to the agent when Plivo has sent no media for this long. */
	mediaGapMs: milliseconds(100),
	/** Caller audio kept while the agent cannot take it; beyond that the oldest goes. */
	callerQueueMs: milliseconds(1_000),
	/** Agent audio kept while Plivo cannot take it; beyond that the agent's socket is not read. */
	playbackQueueMs: milliseconds(30_000),
	/** Plivo's socket is given up when it has kept the agent waiting for this long. */
	playbackStallMs: milliseconds(10_000),
	/** Added to the play time of what Plivo still holds when the bridge waits for a farewell. */
	farewellGraceMs: milliseconds(1_000),
	/** Digits belong to one entry while each follows the last within this time. */
	dtmfFlushMs: milliseconds(1_000),
	/** One POST of an event. */
	eventTimeoutMs: milliseconds(10_000),
	/** Events older than this are given up. */
	eventMaxAgeMs: milliseconds(3_600_000),
	/** First and longest pause between two attempts to deliver an event. */
	eventRetryFirstMs: milliseconds(500),
	eventRetryLongestMs: milliseconds(30_000),
	/** Undelivered events of one call, and of all calls together. */
	eventsPerCall: count(500),
	eventsOverall: count(20_000),
	/** At shutdown, undelivered events get this long. */
	drainMs: milliseconds(10_000),
});

/** The bounds, every one present. */
export type BridgeLimits = z.output<typeof limitsSchema>;
