import { readFacts, type RecordingFacts } from '../file/recordingFacts';
import { dayOf } from '../recordingId';
import type { RecordingSource } from '../store/recordingStore';
import type { Spool } from './spool';

/** Recordings that are whole and not delivered yet, as others see them. */
export class SpoolSource implements RecordingSource {
	constructor(private readonly spool: Spool) {}

	async days(): Promise<string[]> {
		return [...new Set((await this.spool.readyIds()).map(dayOf))];
	}

	async idsOf(day: string): Promise<string[]> {
		return (await this.spool.readyIds()).filter((id) => dayOf(id) === day);
	}

	async facts(id: string): Promise<RecordingFacts | undefined> {
		const files = await this.spool.findReady(id);
		return files && (await readFacts(files.facts, id));
	}
}
