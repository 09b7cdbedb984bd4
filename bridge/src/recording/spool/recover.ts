import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
	EXTENSIONS,
	readFacts,
	type RecordingFacts,
	type RecordingFormat,
} from '../file/recordingFacts';
import { repairFile } from '../file/repairFile';
import { callInId, startInId } from '../recordingId';
import type { Spool, SpooledFiles } from './spool';
import { writeFinalFacts } from './spooledFacts';

/** Where the files themselves say their sample rate: WAV in its header, Ogg in the packet of its first page. */
const SAMPLE_RATE_AT: Record<RecordingFormat, number> = { wav: 24, opus: 28 + 12 };

/**
 * Makes a whole recording of one whose process was killed: what was written of it, as incomplete.
 * @returns its files, ready to be delivered; undefined when nothing was in it, and it is gone
 */
export async function recoverRecording(
	spool: Spool,
	files: SpooledFiles,
): Promise<SpooledFiles | undefined> {
	const facts = (await readFacts(files.facts, files.id)) ?? (await factsFromSound(files));
	const samples = facts ? await samplesAfterRepair(files, facts) : 0;
	if (!facts || samples === 0) {
		await spool.discard(files);
		return undefined;
	}
	const durationMs = Math.round((samples / facts.sampleRate) * 1000);
	return await writeFinalFacts(spool, files, { ...facts, durationMs, complete: false });
}

async function samplesAfterRepair(files: SpooledFiles, facts: RecordingFacts): Promise<number> {
	try {
		return await repairFile(files.sound, facts.format, facts.sampleRate);
	} catch (error) {
		// Killed before the sound file was made.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
		throw error;
	}
}

/** What can still be known when the facts were lost in a crash of the machine. */
async function factsFromSound({ id, sound }: SpooledFiles): Promise<RecordingFacts | undefined> {
	const file = await open(sound).catch(() => undefined);
	if (!file) return undefined;
	const format: RecordingFormat = extname(basename(sound)) === EXTENSIONS.opus ? 'opus' : 'wav';
	const head = Buffer.alloc(SAMPLE_RATE_AT[format] + 4);
	const { bytesRead } = await file.read(head, 0, head.length, 0);
	await file.close();
	const startedAt = startInId(id);
	if (bytesRead < head.length || startedAt === undefined) return undefined;
	return {
		id,
		callId: callInId(id),
		callUuid: '',
		startedAt,
		durationMs: 0,
		format,
		channels: 2,
		sampleRate: head.readUInt32LE(SAMPLE_RATE_AT[format]),
		bytes: 0,
		complete: false,
	};
}
