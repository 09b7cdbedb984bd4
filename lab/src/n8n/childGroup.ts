import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './repositoryRoot';

/** What of the caller's environment a child sees: nothing that could change how n8n or the bridge behave. */
const INHERITED = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH'];

const living = new Set<ChildGroup>();

process.on('exit', () => {
	for (const group of living) group.kill();
});

export interface ChildGroupOptions {
	/** The program, normally `process.execPath`. */
	command: string;
	args: string[];
	/** Added to the few variables that are inherited. */
	env: Record<string, string>;
	cwd: string;
	/** Takes stdout and stderr, appended. */
	logFile: string;
}

/**
 * A child with its own process group, so that what it starts in turn can be ended with it.
 * It is loaded with childGuard.cjs: no connection leaves this machine, and it ends when this process does.
 */
export class ChildGroup {
	readonly logFile: string;
	/** Resolves with the exit code, or the signal's name. */
	readonly exited: Promise<number | string>;
	private readonly child: ChildProcess;
	private ended: number | string | undefined;

	private constructor(options: ChildGroupOptions) {
		this.logFile = options.logFile;
		mkdirSync(dirname(options.logFile), { recursive: true });
		const log = openSync(options.logFile, 'a');
		const guard = join(repositoryRoot(), 'lab', 'src', 'n8n', 'childGuard.cjs');
		this.child = spawn(options.command, options.args, {
			cwd: options.cwd,
			detached: true,
			stdio: ['ignore', log, log],
			env: {
				...inheritedEnvironment(),
				NODE_OPTIONS: `--require ${JSON.stringify(guard)}`,
				CHILD_GUARD_PARENT: String(process.pid),
				...options.env,
			},
		});
		closeSync(log);
		living.add(this);
		this.exited = new Promise((resolve) => {
			const end = (how: number | string) => {
				this.ended = how;
				// What the child left behind in its group goes with it.
				this.kill();
				living.delete(this);
				resolve(how);
			};
			this.child.once('exit', (code, signal) => end(code ?? signal ?? 1));
			this.child.once('error', (error) => end(error.message));
		});
	}

	/** Starts the child; its end, even an immediate one, shows in `exited`. */
	static start(options: ChildGroupOptions): ChildGroup {
		return new ChildGroup(options);
	}

	/** The process id; undefined when the program could not be started. */
	get pid(): number | undefined {
		return this.child.pid;
	}

	get running(): boolean {
		return this.ended === undefined;
	}

	/** Sends a signal to the child alone (not to what it started). */
	signal(name: NodeJS.Signals): void {
		if (this.running) this.child.kill(name);
	}

	/** Ends the whole group at once, without asking. */
	kill(): void {
		if (this.pid === undefined) return;
		try {
			process.kill(-this.pid, 'SIGKILL');
		} catch {
			// Nobody is left in the group.
		}
	}

	/** Asks the child to end (SIGTERM) and, when it has not after `graceMs`, kills the group. */
	async stop(graceMs = 8000): Promise<void> {
		this.signal('SIGTERM');
		const timer = setTimeout(() => this.kill(), graceMs);
		await this.exited;
		clearTimeout(timer);
	}

	/** The last lines of the log, for an error's text. */
	lastLines(count = 20): string {
		if (!existsSync(this.logFile)) return '';
		return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
	}
}

function inheritedEnvironment(): Record<string, string> {
	const kept: Record<string, string> = {};
	for (const name of INHERITED) {
		const value = process.env[name];
		if (value !== undefined) kept[name] = value;
	}
	return kept;
}
