import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';

/**
 * Every value that a label of a metric may have. Labels are chosen from these lists only, so no phone number, id or secret can become
 * one, and there are never more series than these.
 */

/** Which way audio flows: from the caller to the agent, or from the agent to the caller. */
export const DIRECTIONS = ['to_agent', 'to_caller'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How calls end: the reasons of the report. */
export const END_REASONS = [
	'caller-hangup',
	'stream-lost',
	'agent-ended',
	'agent-refused',
	'agent-lost',
	'bridge-shutdown',
	'bridge-lost',
	'protocol-error',
	'hung-up',
	'no-audio',
	'too-long',
	'stalled',
] as const satisfies ReadonlyArray<BridgeReport['reason']>;

/** Of all measurements, the half, 99 of 100, or all are no larger than the value. */
export const LOOP_DELAY_QUANTILES = ['0.5', '0.99', '1'] as const;

/** Why a stream was not taken. */
export const REFUSAL_REASONS = [
	'no-stream-here',
	'shutting-down',
	'too-many-waiting',
	'too-many-calls',
	'overloaded',
	'too-many-requests',
	'plivo-signature',
	'token',
	'token-version',
	'spent',
	'too-many-connects',
	'no-start',
	'wrong-start',
	'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Why audio never arrived: the agent does not keep up, and the oldest goes; or it came late, after silence in its place. */
export const FRAME_DROP_REASONS = ['agent-slow', 'late'] as const;
export type FrameDropReason = (typeof FRAME_DROP_REASONS)[number];

/** What was dropped beside audio: for the agent, in the report, for n8n, for browsers that do not keep up, and of the log. */
export const MESSAGE_DROP_REASONS = [
	'agent-data',
	'transcript',
	'tool',
	'page-update',
	'page-sound',
	'log-line',
] as const;
export type MessageDropReason = (typeof MESSAGE_DROP_REASONS)[number];

/** Why an event never reached n8n. */
export const EVENT_DROP_REASONS = [
	'queue-full',
	'too-old',
	'refused',
	'damaged',
	'shutdown',
] as const;
export type EventDropReason = (typeof EVENT_DROP_REASONS)[number];

/** Why a call that was to be recorded has no recording, or one with something missing in it. */
export const RECORDING_FAULTS = [
	/** The bound of the spool: not begun, or stopped. */
	'spool-full',
	/** Too little is free on the disk for others: not begun, or stopped. */
	'disk-low',
	/** The disk was full or failed: stopped. */
	'disk',
	/** The encoder failed: stopped. */
	'encoder',
	/** An error of the bridge's own: stopped. */
	'failed',
	/** Encoder and disk did not keep up: silence in place of sound. */
	'too-slow',
	/** Sound came for which there was no place in the track. */
	'sound-lost',
	/** Longer than the longest recording: cut off. */
	'too-long',
	/** The process was killed: repaired. */
	'killed',
] as const;
export type RecordingFault = (typeof RECORDING_FAULTS)[number];

/** What came of asking for another agent when one was lost. */
export const RESUME_RESULTS = ['resumed', 'refused', 'timeout', 'failed'] as const;
export type ResumeResult = (typeof RESUME_RESULTS)[number];

/** A count for each of the keys, all zero. */
export function tally<Key extends string>(keys: readonly Key[]): Record<Key, number> {
	return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}
