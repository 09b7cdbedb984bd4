import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { eventually } from './eventually';

const SOURCE = join(__dirname, '..', 'src', 'main.ts');

/** The bridge as one file, in a folder of its own. */
export class BundledBridge {
	private constructor(
		private readonly folder: string,
		private readonly file: string,
	) {}

	/** `define`: what the real build puts in, where a test needs it. */
	static build(define: Record<string, string> = {}): BundledBridge {
		const folder = mkdtempSync(join(tmpdir(), 'bridge-'));
		const file = join(folder, 'bridge.js');
		buildSync({
			entryPoints: [SOURCE],
			outfile: file,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node24',
			external: ['bufferutil', 'utf-8-validate'],
			define,
			logLevel: 'silent',
		});
		return new BundledBridge(folder, file);
	}

	/** Starts it, with an empty folder for its temporary files. `output`: an open file that it logs to instead. */
	run(environment: Record<string, string>, output?: number): BridgeProcess {
		return new BridgeProcess(this.file, this.newFolder(), environment, output);
	}

	/** An empty folder that goes with the bundle. */
	newFolder(): string {
		return mkdtempSync(join(this.folder, 'folder-'));
	}

	remove(): void {
		// A process that has just been killed may still write.
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
	}
}

/** A running bridge, of one process or several. */
export class BridgeProcess {
	output = '';
	errors = '';
	exitCode: number | null | undefined;
	readonly child: ChildProcess;

	constructor(
		file: string,
		/** Where it puts temporary files. */
		readonly temporary: string,
		environment: Record<string, string>,
		output?: number,
	) {
		const env = { TMPDIR: temporary, ...environment };
		this.child = spawn(process.execPath, [file], {
			env,
			stdio: ['pipe', output ?? 'pipe', 'pipe'],
		});
		this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
		this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
		this.child.on('exit', (code) => (this.exitCode = code));
	}

	/** Log lines so far that are whole. */
	get lines(): Array<Record<string, unknown>> {
		return this.output
			.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line) as Record<string, unknown>);
	}

	/** The log line with this message, once it is there. */
	async line(msg: string): Promise<Record<string, unknown>> {
		return await eventually(`the log says: ${msg} (${this.errors})`, () =>
			this.lines.find((line) => line.msg === msg),
		);
	}

	/** Process ids of the workers that listen, or did. */
	get workers(): number[] {
		return this.lines.filter(({ msg }) => msg === 'bridge listening').map(({ pid }) => Number(pid));
	}

	/** The port, once it takes calls; `processes`: once all of several processes do. */
	async port(processes: 'one' | 'several' = 'one'): Promise<number> {
		if (processes === 'several') await this.line('all processes take calls');
		return Number((await this.line('bridge listening')).port);
	}

	async exited(): Promise<number | null> {
		await eventually('the bridge exits', () => this.exitCode !== undefined);
		return this.exitCode ?? null;
	}

	/** Ends it, and its workers with it, however it is. */
	async kill(): Promise<void> {
		if (this.exitCode !== undefined) return;
		this.child.kill('SIGKILL');
		await this.exited();
	}
}
