import { errorCode } from '../logger';

const TROUBLES = new Set(['ENOSPC', 'EDQUOT', 'EIO']);
/** The same as SQLite says it: SQLITE_IOERR and SQLITE_FULL, in the lowest byte. */
const LOCK_TROUBLES = new Set([10, 13]);

/** Whether an error is about what passes: a disk that is full or fails. */
export function isDiskTrouble(error: unknown): boolean {
	const { errcode } = error as { errcode?: unknown };
	if (typeof errcode === 'number') return LOCK_TROUBLES.has(errcode & 0xff);
	return TROUBLES.has(errorCode(error));
}
