import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../logger';
import { BridgeConfigError } from './config';

/** A disk that has not answered by then (ms) will not: a share on the network whose server is gone, as a rule. */
const ANSWER_MS = 10_000;

/** A folder does not answer, and the thread that waits for it never ends: nor does `process.exit()`, which waits for the thread. */
export class StuckFolderError extends BridgeConfigError {}

/**
 * Makes a folder and those above it, as far as they are missing. Throws the system's error when that cannot be done. (What Node.js has for
 * that may never come back for a folder below /proc.)
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
	try {
		await makeOne(path, mode);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
		await makeFolder(dirname(path), mode);
		await makeOne(path, mode);
	}
}

/** Others may make the same at the same time. */
async function makeOne(path: string, mode: number): Promise<void> {
	try {
		await mkdir(path, { mode });
	} catch (error) {
		const isThere = errorCode(error) === 'EEXIST' && (await stat(path)).isDirectory();
		if (!isThere) throw error;
	}
}

/**
 * Does something with the folder of a setting.
 * @throws BridgeConfigError with the name of the setting when that fails, StuckFolderError when it takes too long
 */
export async function inFolder<Result>(
	variable: string,
	work: () => Promise<Result>,
	answerMs: number = ANSWER_MS,
): Promise<Result> {
	const wanted = `${variable} must be a folder that this process can write to`;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		const error = new StuckFolderError(`${wanted} (it does not answer).`);
		timer = setTimeout(() => reject(error), answerMs);
	});
	try {
		return await Promise.race([work(), late]);
	} catch (error) {
		if (error instanceof StuckFolderError) throw error;
		throw new BridgeConfigError(`${wanted} (${errorCode(error)}).`);
	} finally {
		clearTimeout(timer);
	}
}
