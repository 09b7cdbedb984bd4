import { open, type FileHandle } from 'node:fs/promises';
import type { BlockSink } from '../sound/callRecorder';
import type { NoRoom } from '../spool/spoolBudget';
import { repairFile } from './repairFile';
import type { DiskGate } from './diskGate';
import type { SoundEncoder } from './soundEncoder';
import type { RecordingFormat } from './recordingFacts';

/** Sound that may wait for the encoder and the disk, per recording: 16 seconds at 16 kHz. */
const MOST_WAITING_BYTES = 1_048_576;
const CHANNELS = 2;
/** For their owner to read and write, for the group to read. */
const FILE_MODE = 0o640;

/** Bytes that recordings may take up where they are written. */
export interface ByteBudget {
	/** Counts bytes that are about to be written. @returns why there is no room for them */
	take(bytes: number): NoRoom | undefined;
}

/** Why a recording stopped before its call: the disk, no room for more, or the encoder. */
export type FileFault = 'disk' | NoRoom | 'encoder';

/** How a file came out. */
export interface FinishedFile {
	/** Samples of each channel; 0 when there is nothing worth keeping. */
	samples: number;
	/** False when something is missing in it. */
	complete: boolean;
}

export interface RecordingFileOptions {
	path: string;
	/** Shared by all that is written. */
	disk: DiskGate;
	/** To be done before the file is made. */
	prepare: () => Promise<void>;
	format: RecordingFormat;
	/** Hertz. */
	sampleRate: number;
	encoder: SoundEncoder;
	budget: ByteBudget;
	/** The file takes nothing any more; what it has is kept. The error says why, for the log. */
	onFault: (fault: FileFault, error: unknown) => void;
	/** Sound was left out because encoder and disk did not keep up; silence takes its place. Comes once per recording. */
	onOverflow: () => void;
}

class Fault extends Error {
	constructor(
		readonly fault: FileFault,
		readonly reason: unknown,
	) {
		super(fault);
	}
}

/**
 * A recording on its way to the disk, one write at a time. Nobody waits for it: what comes while too much waits already is left out, with
 * silence in its place.
 */
export class RecordingFile implements BlockSink {
	/** Resolves when the file is closed; never rejects. */
	readonly finished: Promise<FinishedFile>;
	private readonly queue: Array<{ silence: number; samples: Int16Array }> = [];
	private waitingBytes = 0;
	/** Samples left out since the last that were taken. */
	private missing = 0;
	private complete = true;
	private samples = 0;
	private position = 0;
	private ended = false;
	private broken = false;
	private wake: (() => void) | undefined;

	constructor(private readonly options: RecordingFileOptions) {
		this.finished = this.run();
	}

	write(samples: Int16Array): void {
		if (this.broken) return;
		const count = samples.length / CHANNELS;
		if (this.waitingBytes + samples.byteLength > MOST_WAITING_BYTES) {
			this.missing += count;
			if (this.complete) this.options.onOverflow();
			this.complete = false;
			return;
		}
		this.queue.push({ silence: this.missing, samples });
		this.missing = 0;
		this.waitingBytes += samples.byteLength;
		this.wake?.();
	}

	end(): void {
		this.ended = true;
		this.wake?.();
	}

	private async run(): Promise<FinishedFile> {
		let file: FileHandle | undefined;
		try {
			await this.onDisk(this.options.prepare);
			file = await this.onDisk(async () => await open(this.options.path, 'wx+', FILE_MODE));
			await this.fill(file);
		} catch (error) {
			return await this.breakOff(file, error);
		}
		await file.close().catch(() => undefined);
		return { samples: this.samples, complete: this.complete };
	}

	private async fill(file: FileHandle): Promise<void> {
		const { encoder } = this.options;
		await this.append(file, 0, await this.encoded(encoder.begin()));
		for (;;) {
			const next = this.queue.shift();
			if (next) {
				const bytes = next.samples.byteLength;
				const count = next.silence + next.samples.length / CHANNELS;
				const piece = await this.encoded(encoder.encode(next.silence, next.samples));
				await this.append(file, piece.skip, piece.bytes);
				this.samples += count;
				this.waitingBytes -= bytes;
			} else if (this.ended) {
				break;
			} else {
				await new Promise<void>((resolve) => (this.wake = resolve));
			}
		}
		const last = await this.encoded(encoder.finish(this.missing));
		await this.append(file, last.skip, last.bytes);
		this.samples += this.missing;
		await this.onDisk(async () => await file.truncate(this.position));
		if (last.head) await this.writeAll(file, last.head, 0);
		await this.onDisk(async () => await file.sync());
	}

	private async append(file: FileHandle, skip: number, bytes: Uint8Array): Promise<void> {
		const noRoom = this.options.budget.take(skip + bytes.length);
		if (noRoom) throw new Fault(noRoom, undefined);
		await this.writeAll(file, bytes, this.position + skip);
		this.position += skip + bytes.length;
	}

	/** A disk that is nearly full takes a part first. */
	private async writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
		for (let done = 0; done < bytes.length;) {
			const { bytesWritten } = await this.onDisk(
				async () => await file.write(bytes, done, bytes.length - done, position + done),
			);
			done += bytesWritten;
		}
	}

	/** Keeps what is in the file already. */
	private async breakOff(file: FileHandle | undefined, error: unknown): Promise<FinishedFile> {
		this.broken = true;
		this.queue.length = 0;
		this.options.encoder.drop();
		const [fault, reason] =
			error instanceof Fault ? [error.fault, error.reason] : (['disk', error] as const);
		this.options.onFault(fault, reason);
		await file?.close().catch(() => undefined);
		const { path, format, sampleRate } = this.options;
		const samples = file ? await repairFile(path, format, sampleRate).catch(() => 0) : 0;
		return { samples, complete: false };
	}

	private async onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
		return await this.options.disk.run(work).catch((error: unknown) => {
			throw new Fault('disk', error);
		});
	}

	private async encoded<Result>(work: Promise<Result>): Promise<Result> {
		return await work.catch((error: unknown) => {
			throw new Fault('encoder', error);
		});
	}
}
