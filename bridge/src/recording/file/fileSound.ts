import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from '../store/byteRange';
import type { AskedDisk } from './askedDisk';
import { whenMissing } from './whenMissing';

/** Bytes that are read at once. */
const PIECE = 65_536;

/**
 * A file, or a part of it; undefined when it is missing. Open from now on: it can be read even when it is moved or removed.
 * @throws StoreError when the disk hangs; while it is read, the stream ends with it
 */
export async function fileSound(
	path: string,
	range: ByteRange | undefined,
	disk: AskedDisk,
): Promise<Readable | undefined> {
	const file = await disk.ask(
		async () => await open(path).catch(whenMissing(undefined)),
		async (late) => await late?.close(),
	);
	return file && new FileSound(file, range, disk);
}

/** Not Node's own: that one takes a thread for each read, however many there are. */
class FileSound extends Readable {
	private position: number;
	private readonly end: number;

	constructor(
		private readonly file: FileHandle,
		range: ByteRange | undefined,
		private readonly disk: AskedDisk,
	) {
		super({ highWaterMark: PIECE });
		this.position = range?.first ?? 0;
		this.end = range ? range.last + 1 : Infinity;
	}

	override _read(): void {
		this.piece().then(
			(bytes) => this.push(bytes),
			(error: Error) => this.destroy(error),
		);
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		// Not waited for: it ends after what is being read, which may hang.
		this.file.close().catch(() => undefined);
		done(error);
	}

	/** Null at the end. */
	private async piece(): Promise<Buffer | null> {
		const length = Math.min(PIECE, this.end - this.position);
		if (length === 0) return null;
		const bytes = Buffer.allocUnsafe(length);
		const { bytesRead } = await this.disk.ask(
			async () => await this.file.read(bytes, 0, length, this.position),
		);
		this.position += bytesRead;
		return bytesRead === 0 ? null : bytes.subarray(0, bytesRead);
	}
}
