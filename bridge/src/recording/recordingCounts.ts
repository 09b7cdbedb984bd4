import type { RecordingFault } from '../metrics/labels';

/** What became of recordings so far; the counts only ever grow. */
export interface RecordingCounts {
	/** Have reached their store. */
	recordingsKept: number;
	/** Attempts to deliver one that failed and were or will be repeated. */
	recordingRetries: number;
	/** By why they are missing, or have something missing in them. */
	recordingFaults: Record<RecordingFault, number>;
}
