import type { ChildProcessByStdio } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { repositoryRoot } from '../../../lab/src/n8n/repositoryRoot';
import { eventually } from './eventually';

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The ids of all processes a process has started, directly or not. */
function descendants(root: number): number[] {
	const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number));
	const found = [root];
	for (const pid of found) {
		for (const [child, parent] of rows) {
			if (parent === pid && child !== undefined) found.push(child);
		}
	}
	return found.slice(1);
}

/** The start command as a user runs it, in a process of its own. */
export class StartedLab {
	stdout = '';
	stderr = '';
	readonly #child: ChildProcessByStdio<null, Readable, Readable>;
	readonly #exited: Promise<number | NodeJS.Signals | null>;
	/** All processes that were ever seen to belong to it. */
	readonly #seen = new Set<number>();

	constructor(...options: string[]) {
		this.#child = spawn(process.execPath, [join('lab', 'start.mjs'), ...options], {
			cwd: repositoryRoot(),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
		this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
		this.#exited = once(this.#child, 'close').then(
			([code, signal]: Array<number | NodeJS.Signals | null>) => code ?? signal ?? null,
		);
	}

	/** The exit code, or the signal's name, when it has ended and closed its output. */
	async exit(): Promise<number | NodeJS.Signals | null> {
		return await this.#exited;
	}

	signal(name: NodeJS.Signals): void {
		this.#child.kill(name);
	}

	/** Resolves with what the expression finds in stdout. @throws Error with stderr when it ends before */
	async prints(wanted: RegExp, withinMs: number): Promise<RegExpExecArray> {
		return await eventually(
			`${String(wanted)} in the output of the start command`,
			() => {
				const found = wanted.exec(this.stdout);
				if (!found && this.#child.exitCode !== null) {
					throw new Error(`The start command ended with ${this.#child.exitCode}:\n${this.stderr}`);
				}
				return found;
			},
			withinMs,
		);
	}

	/** The ids of all processes it has started that live now. */
	processes(): number[] {
		const now = this.#child.pid === undefined ? [] : descendants(this.#child.pid);
		for (const pid of now) this.#seen.add(pid);
		return now;
	}

	/** Those that were seen before and still live. */
	left(): number[] {
		return [...this.#seen].filter(isAlive);
	}

	/** Ends whatever is left of it, without asking. */
	async kill(): Promise<void> {
		if (this.#child.exitCode === null && this.#child.signalCode === null) {
			this.processes();
			this.#child.kill('SIGKILL');
		}
		for (const pid of this.left()) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It has just ended by itself.
			}
		}
		await this.#exited;
	}
}
