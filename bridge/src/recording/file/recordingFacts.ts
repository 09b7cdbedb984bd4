import { readFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { whenMissing } from './whenMissing';

export const RECORDING_FORMATS = ['wav', 'opus'] as const;
export type RecordingFormat = (typeof RECORDING_FORMATS)[number];

/** Ends of file names; `.opus` by RFC 7845 §9. */
export const EXTENSIONS: Record<RecordingFormat, string> = { wav: '.wav', opus: '.opus' };
/** For Content-Type. */
export const CONTENT_TYPES: Record<RecordingFormat, string> = {
	wav: 'audio/wav',
	opus: 'audio/ogg',
};

/** What stands beside a recording, in a file of its own: no phone numbers, nothing of what was said. */
const recordingFactsSchema = z.object({
	/** Name of the recording, without folder and ending. */
	id: z.string(),
	/** Ultravox's id of the call. */
	callId: z.string(),
	/** Plivo's id of the call. */
	callUuid: z.string(),
	/** ISO 8601 in UTC. */
	startedAt: z.string(),
	durationMs: z.number(),
	format: z.enum(RECORDING_FORMATS),
	/** Caller left, agent right. */
	channels: z.literal(2),
	/** Hertz. */
	sampleRate: z.number(),
	/** Size of the sound file. */
	bytes: z.number(),
	/** False when something is missing: the process was killed, the disk was full, or too slow. */
	complete: z.boolean(),
});

export type RecordingFacts = z.output<typeof recordingFactsSchema>;

/** So long that later facts fit into the place of earlier ones, also when the disk is full. */
const PADDED_BYTES = 1_024;

/** The facts as they stand in their file. */
export function encodeFacts(facts: RecordingFacts): Buffer {
	const { id, callId, callUuid, startedAt, durationMs, ...rest } = facts;
	const text = JSON.stringify({ id, callId, callUuid, startedAt, durationMs, ...rest }, null, '\t');
	return Buffer.from(`${text.padEnd(PADDED_BYTES - 1)}\n`);
}

/** The facts of the recording with this id; undefined when these are none, or another's: an id leads to files. */
export function decodeFacts(text: string, id: string): RecordingFacts | undefined {
	try {
		const facts = recordingFactsSchema.parse(JSON.parse(text));
		return facts.id === id ? facts : undefined;
	} catch {
		return undefined;
	}
}

/** The facts of a recording in a file; undefined when it is missing or holds none of it. */
export async function readFacts(path: string, id: string): Promise<RecordingFacts | undefined> {
	const text = await readFile(path, 'utf8').catch(whenMissing(undefined));
	return text === undefined ? undefined : decodeFacts(text, id);
}

/** Writes facts over those in a file. */
export async function overwriteFacts(file: FileHandle, facts: RecordingFacts): Promise<void> {
	const bytes = encodeFacts(facts);
	await file.write(bytes, 0, bytes.length, 0);
	await file.truncate(bytes.length);
}
