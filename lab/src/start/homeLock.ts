import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * Takes a home for this process: two n8n on one database would spoil it.
 * @returns how to give it back; undefined when another process that lives has it
 */
export function lockHome(home: string): (() => void) | undefined {
	const file = `${home}.lock`;
	mkdirSync(dirname(file), { recursive: true });
	if (existsSync(file) && !isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file);
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
	} catch {
		return undefined;
	}
	return () => rmSync(file, { force: true });
}
