import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { aborted } from './aborted';
import { callLogger, errorCode } from '../logger';
import type { RecordingFault } from '../metrics/labels';
import { CallRecording, type RecordedCall } from './callRecording';
import { Delivery } from './delivery';
import { DiskGate } from './file/diskGate';
import { readFacts, type RecordingFacts } from './file/recordingFacts';
import { RecordingFile } from './file/recordingFile';
import { WavEncoder } from './file/wav';
import { OpusEncoders } from './opus/opusEncoders';
import { newFacts } from './newFacts';
import { openPlace } from './openPlace';
import type { RecordingCounts } from './recordingCounts';
import type { RecordingsConfig } from './recordingSettings';
import { Shelf } from './shelf';
import { CallRecorder } from './sound/callRecorder';
import { recoverRecording } from './spool/recover';
import { writeFinalFacts, writeNewFacts } from './spool/spooledFacts';
import { bytesOf, type Spool, type SpooledFiles, type TakenOver } from './spool/spool';
import type { SpoolBudget } from './spool/spoolBudget';
import type { RecordingStore } from './store/recordingStore';

/** Of the threads that Node.js has for files and name lookups. */
const DISK_WORK_AT_ONCE = 2;
/** How often recordings of processes that are gone are looked for. */
const LOOK_AROUND_MS = 60_000;
/** How long (ms) the end waits for the spool's disk. */
const SPOOL_CLOSE_MS = 1_000;

export interface RecordingsOptions {
	config: RecordingsConfig;
	/** Folder for what has to survive a restart; the system's for temporary files when absent. */
	dataFolder: string | undefined;
	counts: RecordingCounts;
	log: Logger;
}

/** All recordings of this process: those of live calls and those on their way to the store. */
export class Recordings {
	/** Those that can be listed, fetched and deleted. */
	readonly shelf: Shelf;
	/** The spool's disk did not answer at the end. */
	private spoolStuck = false;
	private readonly opus: OpusEncoders;
	private readonly delivery: Delivery;
	private readonly disk = new DiskGate(DISK_WORK_AT_ONCE);
	private readonly concluding = new Set<Promise<void>>();
	private readonly timer: NodeJS.Timeout;
	private recovering: Promise<void>;
	private closed: Promise<void> | undefined;
	private readonly timeUp = new AbortController();

	/**
	 * Recordings at the place of the settings; undefined when there is none.
	 * @throws BridgeConfigError when the place cannot be written to
	 */
	static async open(options: RecordingsOptions): Promise<Recordings | undefined> {
		const place = await openPlace(options.config, options.dataFolder);
		if (!place) return undefined;
		const recordings = new Recordings(options, place.store, place.spool, place.budget);
		if (place.trouble !== undefined) recordings.fault('disk', options.log, place.trouble);
		return recordings;
	}

	private constructor(
		private readonly options: RecordingsOptions,
		private readonly store: RecordingStore,
		private readonly spool: Spool,
		private readonly budget: SpoolBudget,
	) {
		const { config, counts, log } = options;
		this.opus = new OpusEncoders((error) => {
			log.error({ code: errorCode(error) }, 'the encoder of recordings was lost');
		});
		this.delivery = new Delivery({
			store,
			retryFirstMs: config.retryFirstMs,
			retryLongestMs: config.retryLongestMs,
			log,
			onGone: ({ id }, kept) => {
				this.budget.release(id);
				if (kept) counts.recordingsKept += 1;
			},
			onRetry: () => (counts.recordingRetries += 1),
		});
		this.shelf = new Shelf(spool, store);
		this.recovering = this.recover();
		this.timer = setInterval(() => {
			this.recovering = this.recovering.then(async () => await this.recover());
		}, LOOK_AROUND_MS);
		this.timer.unref();
	}

	/** Recordings that are not in the store yet. */
	get backlog(): number {
		return this.delivery.backlog + this.concluding.size;
	}

	/** The disk does not answer. */
	get stuck(): boolean {
		return this.spoolStuck || this.disk.hangs;
	}

	/**
	 * Begins to record a call, unless only those that are asked for are recorded and this is none, there is no room, or the disk hangs.
	 * @param asked whether the call's token asks for it
	 */
	begin(call: RecordedCall, asked: boolean): CallRecording | undefined {
		const { config } = this.options;
		if (this.closed || (config.which === 'asked' && !asked)) return undefined;
		const log = callLogger(this.options.log, call);
		const { noRoom } = this.budget;
		if (noRoom) {
			this.fault(noRoom, log);
			return undefined;
		}
		// Sound that nothing takes would fill the memory, call by call.
		if (this.disk.hangs) {
			this.fault('too-slow', log);
			return undefined;
		}
		const facts = newFacts(call, config.format);
		const { spool } = this;
		const files = spool.growing(facts.id, config.format);
		const file = new RecordingFile({
			path: files.sound,
			disk: this.disk,
			prepare: async () => await writeNewFacts(spool, files, facts),
			format: config.format,
			sampleRate: call.sampleRate,
			encoder:
				config.format === 'opus'
					? this.opus.open(call.sampleRate)
					: new WavEncoder(call.sampleRate),
			budget: { take: (bytes) => this.budget.take(facts.id, bytes) },
			onFault: (fault, error) => {
				this.fault(fault, log, error);
				recorder.abandon();
				call.removeTap(recorder);
			},
			onOverflow: () => this.fault('too-slow', log),
		});
		const startedAt = performance.now();
		const recorder = new CallRecorder({
			sampleRate: call.sampleRate,
			longestMs: config.longestMs,
			sink: file,
			elapsedMs: () => performance.now() - startedAt,
			onCutOff: () => {
				this.fault('too-long', log);
				call.removeTap(recorder);
			},
			onFault: (error) => {
				this.fault('failed', log, error);
				call.removeTap(recorder);
			},
		});
		const recording = new CallRecording(facts.id, config.format, call.sampleRate, recorder);
		const concluded = this.conclude({ recording, recorder, file, files, facts, log });
		this.concluding.add(concluded);
		void concluded.finally(() => this.concluding.delete(concluded));
		call.addTap(recorder);
		return recording;
	}

	/**
	 * Finishes and delivers what it can, at most for `limitMs`, and leaves the rest to the next process. No call may be live any more. A second
	 * call can shorten the first.
	 */
	async close(limitMs: number): Promise<void> {
		// It also keeps the process alive: what is waited for does not.
		const timer = setTimeout(() => this.timeUp.abort(), limitMs);
		await (this.closed ??= this.shutDown());
		clearTimeout(timer);
	}

	private async shutDown(): Promise<void> {
		clearInterval(this.timer);
		const { signal } = this.timeUp;
		const finished = Promise.all([this.recovering, ...this.concluding]);
		await Promise.race([finished, aborted(signal)]);
		const left = this.concluding.size + (await this.delivery.close(signal));
		if (left > 0) this.options.log.warn({ left }, 'recordings are left for the next start');
		this.opus.close();
		this.store.close();
		this.budget.disk.stop();
		const tooLong = wait(SPOOL_CLOSE_MS, true);
		this.spoolStuck = await Promise.race([this.spool.close().then(() => false), tooLong]);
	}

	private async conclude(one: UnderWay): Promise<void> {
		const { recording, recorder, file, files, facts, log } = one;
		const finished = await file.finished;
		recording.close(finished);
		try {
			if (finished.samples === 0) {
				await this.spool.discard(files);
				this.budget.release(facts.id);
				return;
			}
			if (recorder.lostSound) this.fault('sound-lost', log);
			const durationMs = Math.round((finished.samples / facts.sampleRate) * 1000);
			const complete = finished.complete && recorder.complete;
			const final = { ...facts, durationMs, complete };
			const ready = await this.disk.run(
				async () => await writeFinalFacts(this.spool, files, final),
			);
			this.delivery.add(ready);
			log.info({ recording: facts.id, durationMs, complete }, 'call recorded');
		} catch (error) {
			// Its files stay where they are: the next process tries again.
			this.fault('disk', log, error);
		}
	}

	/** Takes over what processes that are gone have left in the spool. */
	private async recover(): Promise<void> {
		try {
			for (const one of await this.spool.takeOver()) await this.recoverOne(one);
			await this.spool.tidy();
		} catch (error) {
			this.options.log.error({ code: errorCode(error) }, 'recordings could not be taken over');
		}
	}

	private async recoverOne({ files, growing }: TakenOver): Promise<void> {
		const log = this.options.log.child({ recording: files.id });
		try {
			const whole = !growing && (await readFacts(files.facts, files.id));
			if (!whole) this.fault('killed', log);
			const ready = whole ? files : await recoverRecording(this.spool, files);
			log.warn({ kept: ready !== undefined }, 'recording taken over');
			if (!ready) return;
			this.budget.add(ready.id, await bytesOf(ready));
			this.delivery.add(ready);
		} catch (error) {
			this.fault('disk', log, error);
		}
	}

	private fault(fault: RecordingFault, log: Logger, error?: unknown): void {
		this.options.counts.recordingFaults[fault] += 1;
		log.error({ fault, ...(error !== undefined && { code: errorCode(error) }) }, 'recording fault');
	}
}

interface UnderWay {
	recording: CallRecording;
	recorder: CallRecorder;
	file: RecordingFile;
	files: SpooledFiles;
	facts: RecordingFacts;
	log: Logger;
}
