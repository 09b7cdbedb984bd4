import { z } from 'zod';
import { count, LONGEST_MS, milliseconds, setting } from './setting';

/**
 * Every bound of the bridge in one place: durations in milliseconds, the rest counts or bytes.
 * The defaults suit a real call; tests shorten them.
 */
export const limitsSchema = z.object({
	startTimeoutMs: milliseconds(
		'BRIDGE_START_TIMEOUT_MS',
		10_000,
		"How long a socket of Plivo's may take from the upgrade to its start event",
	),
	waitingStreams: count(
		'BRIDGE_WAITING_STREAMS',
		200,
		'Sockets that are upgraded and have not started yet, all calls together',
	),
	calls: count(
		'BRIDGE_CALLS',
		500,
		'Live calls of one process; more are refused with 503, so that Plivo goes on with the XML after the stream',
	),
	busyPercent: setting(
		z.number().int().min(1).max(100).default(95),
		'BRIDGE_BUSY_PERCENT',
		'a whole number from 1 to 100',
		'A process that has been busy for this share of its time for three seconds takes no more calls, whose audio would be late like that of all others; 100: it takes them',
	),
	// The first connect and Plivo's two retries (plivo.md §8.3).
	connectsPerCall: count('BRIDGE_CONNECTS_PER_CALL', 3, 'Sockets Plivo may open for one call'),
	rememberedCalls: count(
		'BRIDGE_REMEMBERED_CALLS',
		100_000,
		'Calls remembered as spent; the oldest are forgotten first',
	),
	qualityMs: milliseconds(
		'BRIDGE_QUALITY_MS',
		60_000,
		'How often n8n is told how good the line was',
	),
	agentConnectTimeoutMs: milliseconds(
		'BRIDGE_AGENT_TIMEOUT_MS',
		2_500,
		'How long Ultravox may take to accept the call: name lookup, TCP, TLS and WebSocket handshake together',
	),
	fillerAfterMs: milliseconds(
		'BRIDGE_FILLER_AFTER_MS',
		1_000,
		'A caller whose agent is not there by then hears a soft sound until it is',
	),
	closeTimeoutMs: milliseconds(
		'BRIDGE_CLOSE_TIMEOUT_MS',
		1_000,
		'A closing socket is destroyed when the other side has not answered by then',
	),
	heartbeatMs: milliseconds(
		'BRIDGE_HEARTBEAT_MS',
		15_000,
		"A socket of Plivo's that shows no sign of life for one to two of these is taken for dead",
	),
	agentHeartbeatMs: milliseconds(
		'BRIDGE_AGENT_HEARTBEAT_MS',
		4_000,
		'The same for the agent, once it has answered a ping: until it is noticed, the caller hears nothing at all',
	),
	agentUnheardMs: milliseconds(
		'BRIDGE_AGENT_UNHEARD_MS',
		30_000,
		'An agent that has never answered a ping is taken for dead only when it has sent nothing at all for this long',
	),
	idleMediaMs: milliseconds(
		'BRIDGE_IDLE_MEDIA_MS',
		60_000,
		'A call is ended when Plivo has sent no audio at all for this long',
	),
	callMs: milliseconds(
		'BRIDGE_LONGEST_CALL_MS',
		14_400_000,
		'The longest call; it is ended after that',
	),
	mediaGapMs: milliseconds(
		'BRIDGE_MEDIA_GAP_MS',
		100,
		'Silence is sent to the agent when Plivo has sent no audio for this long',
	),
	lateAudioMs: milliseconds(
		'BRIDGE_LATE_AUDIO_MS',
		4_000,
		'Caller audio kept when it comes late, after a stall; the agent is behind by as much until the caller pauses, and beyond that the oldest goes',
	),
	callerQueueMs: milliseconds(
		'BRIDGE_CALLER_QUEUE_MS',
		1_000,
		'Caller audio kept while the agent cannot take it; beyond that the oldest goes',
	),
	// Ultravox sends up to clientBufferSizeMs ahead (ultravox.md §2.1), 20 s at most: a barge-in comes behind it.
	playbackQueueMs: setting(
		z.number().int().min(20_000).max(LONGEST_MS).default(30_000),
		'BRIDGE_PLAYBACK_QUEUE_MS',
		'a whole number of milliseconds from 20000, which Ultravox may send ahead, to 2147483647',
		"Agent audio kept while Plivo cannot take it; beyond that the agent's socket is not read, and a barge-in waits behind the audio",
	),
	playbackStallMs: milliseconds(
		'BRIDGE_PLAYBACK_STALL_MS',
		10_000,
		"Plivo's socket is given up when it has kept the agent waiting for this long",
	),
	farewellGraceMs: milliseconds(
		'BRIDGE_FAREWELL_GRACE_MS',
		1_000,
		'Added to the play time of what Plivo still holds when the bridge waits for a farewell',
	),
	farewellStallMs: milliseconds(
		'BRIDGE_FAREWELL_STALL_MS',
		5_000,
		"How long a farewell may be on its way to Plivo, which is not counted as play time; Plivo's answer to a ping behind it says that it is there",
	),
	dtmfFlushMs: milliseconds(
		'BRIDGE_DTMF_FLUSH_MS',
		1_000,
		'Digits belong to one entry while each follows the last within this time',
	),
	resumeMs: milliseconds(
		'BRIDGE_RESUME_TIMEOUT_MS',
		2_000,
		'How long it may take to get a new call from n8n that goes on with the conversation of a lost agent, handshakes included',
	),
	resumesPerCall: count(
		'BRIDGE_RESUMES_PER_CALL',
		3,
		'How often a lost agent is replaced within one call',
	),
	eventTimeoutMs: milliseconds(
		'BRIDGE_CALLBACK_TIMEOUT_MS',
		10_000,
		'How long n8n may take for one event',
	),
	eventMaxAgeMs: milliseconds(
		'BRIDGE_EVENT_AGE_MS',
		86_400_000,
		'Events that could not be delivered within this time are given up',
	),
	eventMissingMs: milliseconds(
		'BRIDGE_EVENT_MISSING_MS',
		300_000,
		'Events whose webhook n8n does not know (404) for this long without a break are given up: the workflow is gone, or switched off',
	),
	eventRetryFirstMs: milliseconds(
		'BRIDGE_EVENT_RETRY_FIRST_MS',
		500,
		'Shortest pause between two attempts to deliver an event',
	),
	eventRetryLongestMs: milliseconds(
		'BRIDGE_EVENT_RETRY_LONGEST_MS',
		30_000,
		'Longest pause between two attempts to deliver an event',
	),
	eventsPerCall: count('BRIDGE_EVENTS_PER_CALL', 500, 'Undelivered events of one call'),
	eventsOverall: count(
		'BRIDGE_EVENTS',
		20_000,
		'Undelivered events of all calls together; those for one n8n take half of it at most',
	),
	eventMemoryBytes: count(
		'BRIDGE_EVENT_MEMORY_BYTES',
		67_108_864,
		'Undelivered events kept in memory, in bytes; those that are on disk take half of it at most',
	),
	eventCallsLoaded: count(
		'BRIDGE_EVENT_CALLS',
		500,
		'Ended calls whose undelivered events are looked after at the same time; those of more calls wait on disk for their turn',
	),
	eventPosts: count(
		'BRIDGE_EVENT_POSTS',
		64,
		'Events on their way to n8n at the same time; those to one host are half of it at most',
	),
	eventAdoptMs: milliseconds(
		'BRIDGE_EVENT_ADOPT_MS',
		10_000,
		'How often a bridge looks in its data folder for events of one that died, and tries again to write when it could not',
	),
	graceMs: milliseconds(
		'BRIDGE_GRACE_PERIOD_MS',
		600_000,
		'How long a stopping bridge lets calls go on before it ends them',
	),
	drainMs: milliseconds(
		'BRIDGE_DRAIN_TIMEOUT_MS',
		10_000,
		'How long a stopping bridge goes on delivering events after the last call',
	),
});

/** The bounds, every one present. */
export type BridgeLimits = z.output<typeof limitsSchema>;
