import { randomBytes } from 'node:crypto';
import { mkdir, open, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Touched by its owner again and again, for those who cannot see whether the owner's process lives. */
const SIGN_OF_LIFE = 'alive';
/** A folder of another machine's, or of a process id that was given out again, is nobody's after this time (ms). */
const STALE_MS = 120_000;

/** The folders of this process, which another one with the same process id may have had before. */
const ours = new Set<string>();

/** Name of a folder that belongs to this process: machine, process, and something of its own. */
export function newOwner(): string {
	const owner = `${thisMachine()}~${process.pid}~${randomBytes(6).toString('hex')}`;
	ours.add(owner);
	return owner;
}

/** The folder is no longer ours: another process, or this one, may take it over. */
export function disown(owner: string): void {
	ours.delete(owner);
}

/** Whether a name is one of those. */
export function isOwner(name: string): boolean {
	return /^[A-Za-z0-9-]+~\d+~[0-9a-f]{12}$/.test(name);
}

/** Makes a folder with a sign of life in it, for its owner and the group only. */
export async function makeOwnedFolder(folder: string): Promise<void> {
	await mkdir(folder, { mode: 0o750 });
	await (await open(join(folder, SIGN_OF_LIFE), 'w', 0o640)).close();
}

/** Gives a sign of life. */
export async function giveSignOfLife(folder: string): Promise<void> {
	const now = new Date();
	await utimes(join(folder, SIGN_OF_LIFE), now, now);
}

/** The file with the sign of life in a folder. */
export function signOfLife(folder: string): string {
	return join(folder, SIGN_OF_LIFE);
}

/**
 * Whether the process that a folder belongs to is gone. A process of this machine is asked for, others are judged by their signs of life.
 * A container that starts again has the same name and mostly the same process ids: an owner with our own id is not us.
 */
export async function isOrphaned(folder: string, owner: string): Promise<boolean> {
	const [machine = '', pid = ''] = owner.split('~');
	if (ours.has(owner)) return false;
	if (machine === thisMachine()) {
		if (Number(pid) === process.pid || !isAlive(Number(pid))) return true;
	}
	const { mtimeMs } = await stat(signOfLife(folder)).catch(async () => await stat(folder));
	return Date.now() - mtimeMs > STALE_MS;
}

function thisMachine(): string {
	return hostname()
		.replace(/[^A-Za-z0-9-]/g, '-')
		.slice(0, 63);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
