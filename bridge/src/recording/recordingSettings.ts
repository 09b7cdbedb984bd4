import { z } from 'zod';
import { milliseconds, setting } from '../config/setting';
import { RECORDING_FORMATS } from './file/recordingFacts';

const WHICH = ['asked', 'all'] as const;
const S3_PLACE = /^s3:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9])(?:\/(.*))?$/;
/** Four hours, as long as the longest call by default. */
const LONGEST_MS = 14_400_000;
/** WAV cannot be longer: its length field has 32 bits. */
const LONGEST_WAV_MS = 60_000_000;

/** Settings of recordings; without a place there are none. */
export const recordingsSchema = z.object({
	place: setting(
		z
			.string()
			.trim()
			.min(1)
			.refine((text) => !/^\w{2,}:\/\//.test(text) || S3_PLACE.test(text))
			.optional(),
		'BRIDGE_RECORDINGS',
		'a folder, or s3://bucket/prefix',
		'Where recordings are kept: a folder, or a bucket of an S3-compatible store; without it nothing is recorded',
	),
	format: setting(
		z.enum(RECORDING_FORMATS).default('wav'),
		'BRIDGE_RECORDING_FORMAT',
		`one of ${RECORDING_FORMATS.join(', ')}`,
		'`wav` is exact, with 3.8 MB a minute at 16 kHz; `opus` has about a twentieth of that and costs a second of CPU for five minutes of call, in a thread of its own',
	),
	which: setting(
		z.enum(WHICH).default('asked'),
		'BRIDGE_RECORD',
		`one of ${WHICH.join(', ')}`,
		'Which calls are recorded: those for which n8n asks for it, or all',
	),
	longestMs: setting(
		z.number().int().min(1).max(LONGEST_WAV_MS).default(LONGEST_MS),
		'BRIDGE_RECORDING_LONGEST_MS',
		`a whole number of milliseconds, from 1 to ${LONGEST_WAV_MS}`,
		'A recording is cut off at this length; the call goes on',
	),
	spoolBytes: setting(
		z.number().int().min(1).default(5_000_000_000),
		'BRIDGE_RECORDING_SPOOL_BYTES',
		'a whole number of bytes, 1 or more',
		'Recordings on the disk of one process that are on their way to S3; when it is full nothing more is recorded until some are delivered, and none is thrown away. Those under way are in it too: calls x minutes x 3.8 MB, with `opus` x 0.2 MB',
	),
	freeBytes: setting(
		z.number().int().min(0).default(500_000_000),
		'BRIDGE_RECORDING_FREE_BYTES',
		'a whole number of bytes, 0 or more',
		'What recordings leave free on the disk they are written to: with less, no recording begins and those under way end, because events need room too; calls go on',
	),
	retryFirstMs: milliseconds(
		'BRIDGE_RECORDING_RETRY_FIRST_MS',
		1_000,
		'Shortest pause between two attempts to deliver a recording',
	),
	retryLongestMs: milliseconds(
		'BRIDGE_RECORDING_RETRY_LONGEST_MS',
		300_000,
		'Longest pause between two attempts to deliver a recording',
	),
	s3: z
		.object({
			endpoint: setting(
				z.url({ protocol: /^https?$/ }).optional(),
				'BRIDGE_S3_ENDPOINT',
				'an address that begins with https:// or http://',
				'Address of the S3-compatible store; Amazon itself in `BRIDGE_S3_REGION` when absent',
			),
			region: setting(
				z.string().trim().min(1).default('us-east-1'),
				'BRIDGE_S3_REGION',
				'the name of a region',
				'Region of the bucket',
			),
			accessKeyId: setting(
				z.string().trim().min(1).optional(),
				'BRIDGE_S3_ACCESS_KEY_ID',
				'an access key id',
				'Who asks; may list, get, put and delete objects of the bucket',
			),
			secretAccessKey: setting(
				z.string().trim().min(1).optional(),
				'BRIDGE_S3_SECRET_ACCESS_KEY',
				'a secret access key',
				'The secret that belongs to it',
			),
			timeoutMs: milliseconds(
				'BRIDGE_S3_TIMEOUT_MS',
				120_000,
				'How long one request to S3 may take; it carries at most 8 MB',
			),
		})
		.prefault({}),
});

/** The settings of recordings with every default filled in. */
export type RecordingsConfig = z.output<typeof recordingsSchema>;

/** Where recordings are kept. */
export type RecordingPlace = { folder: string } | { bucket: string; prefix: string };

/** What a place means; undefined when there is none. */
export function placeOf({ place }: RecordingsConfig): RecordingPlace | undefined {
	if (place === undefined) return undefined;
	const match = S3_PLACE.exec(place);
	if (!match) return { folder: place };
	const [, bucket = '', prefix = ''] = match;
	return { bucket, prefix: prefix.replace(/^\/+|\/+$/g, '') };
}

/** What is wrong with these settings together, or undefined. */
export function recordingsFault(config: RecordingsConfig): string | undefined {
	const place = placeOf(config);
	if (!place || 'folder' in place) return undefined;
	const { accessKeyId, secretAccessKey } = config.s3;
	return accessKeyId === undefined || secretAccessKey === undefined
		? 'BRIDGE_RECORDINGS on S3 needs BRIDGE_S3_ACCESS_KEY_ID and BRIDGE_S3_SECRET_ACCESS_KEY too.'
		: undefined;
}
