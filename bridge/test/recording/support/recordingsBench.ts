import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { LOCK_NAME } from '../../../src/events/folderLock';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';
import type { RecordingCounts } from '../../../src/recording/recordingCounts';
import { recordingsSchema } from '../../../src/recording/recordingSettings';
import { Recordings } from '../../../src/recording/recordings';
import { eventually } from '../../eventually';

/** Settings of recordings as they come in. */
export type RecordingsInput = NonNullable<Parameters<typeof recordingsSchema.parse>[0]> & object;

/** A folder, and recordings opened in it as often as a test likes. */
export class RecordingsBench {
	readonly logLines: string[] = [];
	/** Of all that was opened. */
	readonly counts: RecordingCounts = new BridgeMetrics();
	private readonly opened: Recordings[] = [];

	private constructor(readonly folder: string) {}

	static async make(): Promise<RecordingsBench> {
		return new RecordingsBench(await mkdtemp(join(tmpdir(), 'recordings-')));
	}

	/** Recordings as a process that starts now has them. */
	async open(settings: RecordingsInput = {}): Promise<Recordings> {
		const config = recordingsSchema.parse({
			place: this.folder,
			which: 'all',
			retryFirstMs: 5,
			retryLongestMs: 20,
			...settings,
		});
		const log = pino({}, { write: (line: string) => void this.logLines.push(line) });
		const recordings = await Recordings.open({
			config,
			dataFolder: this.folder,
			counts: this.counts,
			log,
		});
		if (!recordings) throw new Error('no place');
		this.opened.push(recordings);
		return recordings;
	}

	/** Waits until everything is in its store. */
	async delivered(recordings: Recordings): Promise<void> {
		await eventually('everything is delivered', () => recordings.backlog === 0);
	}

	/** Paths of all files below the folder, without locks. */
	async files(): Promise<string[]> {
		const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => entry.isFile() && entry.name !== LOCK_NAME)
			.map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
			.sort();
	}

	async close(): Promise<void> {
		for (const recordings of this.opened) await recordings.close(2_000);
		await rm(this.folder, { recursive: true, force: true });
	}
}
