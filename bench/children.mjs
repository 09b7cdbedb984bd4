import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const running = new Set();

/** Ends every process that was started here and still runs, by its id. */
export function killAll() {
	for (const pid of running) kill(pid);
}

function kill(pid) {
	if (!running.delete(pid)) return;
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}

/**
 * Starts a program, on these cores if any are given.
 * @returns its process id, its lines of stdout, its end, and ways to talk to it and to end it
 */
export function start(command, args, { cores, env = process.env } = {}) {
	const [program, parameters] =
		cores === undefined ? [command, args] : ['taskset', ['-c', cores, command, ...args]];
	const child = spawn(program, parameters, { env, stdio: ['pipe', 'pipe', 'pipe'] });
	if (child.pid !== undefined) running.add(child.pid);
	const adopted = [];
	let errors = '';
	child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-2000)));
	child.stdin.on('error', () => undefined);
	const ended = new Promise((resolve) => {
		child.on('error', (error) => resolve({ code: 1, why: error.message }));
		child.on('close', (code) => resolve({ code, why: errors.trim() }));
	}).finally(() => running.delete(child.pid));
	const lines = [];
	const waiting = [];
	createInterface({ input: child.stdout }).on('line', (line) => {
		// A bridge's log is long; only a line somebody waits for is kept.
		const index = waiting.findIndex(({ wanted }) => wanted(line) !== undefined);
		if (index >= 0) waiting.splice(index, 1)[0].resolve(line);
		else if (lines.length < 50) lines.push(line);
	});
	/** The first line of which `wanted` makes something, and that. Fails when the program ends before. */
	async function read(wanted) {
		const known = lines.findIndex((line) => wanted(line) !== undefined);
		if (known >= 0) return wanted(lines.splice(known, 1)[0]);
		const line = new Promise((resolve) => waiting.push({ wanted, resolve }));
		const end = ended.then(({ code, why }) => {
			throw new Error(why || `${command} ended with ${code}.`);
		});
		return wanted(await Promise.race([line, end]));
	}
	return {
		pid: child.pid,
		stdin: child.stdin,
		ended,
		read,
		/** Processes that this one started: they are ended with it. */
		adopt(pids) {
			for (const pid of pids) {
				adopted.push(pid);
				running.add(pid);
			}
		},
		async stop() {
			for (const pid of [child.pid, ...adopted]) kill(pid);
			await ended;
		},
	};
}

/** For `read`: the object in a line of JSON that has these keys. */
export const objectWith =
	(...keys) =>
	(line) => {
		try {
			const value = JSON.parse(line);
			return keys.every((key) => value?.[key] !== undefined) ? value : undefined;
		} catch {
			return undefined;
		}
	};
