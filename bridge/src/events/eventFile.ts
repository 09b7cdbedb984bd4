import {
	closeSync,
	fstatSync,
	ftruncateSync,
	openSync,
	readFileSync,
	readSync,
	renameSync,
	rmSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DiskFlush } from './diskFlush';
import type { EventFolder } from './eventFolder';

const PRIVATE_FILE = 0o600;

/** Where a line stands in its file, in bytes. */
export interface Place {
	offset: number;
	length: number;
}

/**
 * The file of one call: lines that are only ever appended, each with a line break on both sides, so that neither a line that was cut
 * off nor a line break that was damaged costs the next one. What has been appended survives the death of the process: it is with the
 * operating system. Methods throw the system's errors.
 */
export class EventFile {
	/** Bytes, as far as known. */
	size = 0;
	readonly path: string;

	constructor(
		readonly folder: EventFolder,
		readonly name: string,
		private readonly flush?: DiskFlush,
	) {
		this.path = join(folder.path, name);
	}

	append(line: string): Place {
		const bytes = Buffer.from(`\n${line}\n`, 'latin1');
		const file = openSync(this.path, 'a', PRIVATE_FILE);
		try {
			const start = fstatSync(file).size;
			try {
				writeFileSync(file, bytes);
			} catch (error) {
				takeBack(file, start);
				throw error;
			}
			this.size = start + bytes.length;
			return { offset: start + 1, length: line.length };
		} finally {
			closeSync(file);
			this.flush?.mark(this);
		}
	}

	read({ offset, length }: Place): string {
		const file = openSync(this.path, 'r');
		try {
			const bytes = Buffer.allocUnsafe(length);
			return bytes.toString('latin1', 0, readSync(file, bytes, 0, length, offset));
		} finally {
			closeSync(file);
		}
	}

	/**
	 * Nothing after the first line is needed any more: this line takes its place. Killed between the two steps, the file still has both, and
	 * a rest of what was not needed.
	 */
	restart(first: Place, line: string): void {
		const bytes = Buffer.from(`\n${line}\n`, 'latin1');
		const start = first.offset + first.length + 1;
		const file = openSync(this.path, 'r+');
		try {
			const written = writeSync(file, bytes, 0, bytes.length, start);
			if (written < bytes.length) throw new Error('A line could not be written whole.');
			this.size = start + bytes.length;
			ftruncateSync(file, this.size);
		} finally {
			closeSync(file);
		}
	}

	/** Nothing will come any more either. */
	remove(): void {
		rmSync(this.path, { force: true });
		this.size = 0;
		this.folder.fileGone();
	}

	/** Leaves out all but the lines at these places; returns where they are now. At no moment there is no whole file. */
	keepOnly(places: readonly Place[]): Place[] {
		const before = readFileSync(this.path);
		const lineBreak = Buffer.from('\n');
		let end = 0;
		const moved = places.map(({ length }) => {
			const offset = end + 1;
			end = offset + length + 1;
			return { offset, length };
		});
		const lines = places.flatMap(({ offset, length }) => [
			lineBreak,
			before.subarray(offset, offset + length),
			lineBreak,
		]);
		writeFileSync(`${this.path}.new`, Buffer.concat(lines), { mode: PRIVATE_FILE });
		renameSync(`${this.path}.new`, this.path);
		this.size = end;
		return moved;
	}
}

function takeBack(file: number, size: number): void {
	try {
		ftruncateSync(file, size);
	} catch {
		// Half a line stays; it does not open, and the next one begins with a line break.
	}
}
