import type { LiveCall } from '../call/liveCall';
import type { FinishedFile } from './file/recordingFile';
import type { RecordingFormat } from './file/recordingFacts';
import type { CallRecorder } from './sound/callRecorder';

/** What a recording needs of a call. */
export type RecordedCall = Pick<
	LiveCall,
	'callId' | 'callUuid' | 'sampleRate' | 'addTap' | 'removeTap'
>;

/** What a call's report says of its recording. */
export interface RecordingSummary {
	id: string;
	format: RecordingFormat;
	durationMs: number;
}

/** The recording of a live call. */
export class CallRecording {
	private file: FinishedFile | undefined;

	constructor(
		private readonly id: string,
		private readonly format: RecordingFormat,
		private readonly sampleRate: number,
		private readonly recorder: Pick<CallRecorder, 'durationMs'>,
	) {}

	/** The file is closed. */
	close(file: FinishedFile): void {
		this.file = file;
	}

	/** For the report, once the call is over; null when there is nothing to keep. */
	summary(): RecordingSummary | null {
		const durationMs = this.file
			? Math.round((this.file.samples / this.sampleRate) * 1000)
			: this.recorder.durationMs;
		return durationMs === 0 ? null : { id: this.id, format: this.format, durationMs };
	}
}
