import { open, writeFile } from 'node:fs/promises';
import { encodeFacts, overwriteFacts, type RecordingFacts } from '../file/recordingFacts';
import type { Spool, SpooledFiles } from './spool';

/** Writes the facts of a recording that begins, in a folder that somebody may have cleared away meanwhile. */
export async function writeNewFacts(
	spool: Spool,
	files: SpooledFiles,
	facts: RecordingFacts,
): Promise<void> {
	await spool.restore();
	await writeFile(files.facts, encodeFacts(facts), { mode: 0o640, flag: 'wx' });
}

/** Writes the facts of a recording that is whole, and makes it ready to be delivered. */
export async function writeFinalFacts(
	spool: Spool,
	files: SpooledFiles,
	facts: RecordingFacts,
): Promise<SpooledFiles> {
	const sound = await open(files.sound);
	const { size: bytes } = await sound.stat().finally(async () => await sound.close());
	const file = await open(files.facts, 'r+');
	try {
		await overwriteFacts(file, { ...facts, bytes });
		await file.sync();
	} finally {
		await file.close();
	}
	return await spool.makeReady(files);
}
