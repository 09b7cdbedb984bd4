import { open } from 'node:fs/promises';
import { repairOpus } from '../opus/repairOpus';
import type { RecordingFormat } from './recordingFacts';
import { repairWav } from './wav';

const REPAIRS = { wav: repairWav, opus: repairOpus };

/**
 * Makes a whole sound file of one whose writer was killed or had to stop: what was written of it can be played.
 * @returns samples of each channel
 */
export async function repairFile(
	path: string,
	format: RecordingFormat,
	sampleRate: number,
): Promise<number> {
	const file = await open(path, 'r+');
	try {
		return await REPAIRS[format](file, sampleRate);
	} finally {
		await file.close();
	}
}
