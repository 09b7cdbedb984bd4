import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { eventually } from '../../eventually';

const SOURCE = join(__dirname, '..', '..', '..', 'src', 'main.ts');

/** A bridge in a process of its own, as it is shipped. */
export class BridgeUnderAttack {
	/** The port it listens on. */
	port = 0;
	private log = '';
	private errors = '';
	private exit: string | undefined;

	private constructor(
		private readonly child: ChildProcess,
		private readonly folder: string,
	) {
		child.stdout?.on('data', (bytes: Buffer) => (this.log += bytes.toString()));
		child.stderr?.on('data', (bytes: Buffer) => (this.errors += bytes.toString()));
		process.once('exit', this.kill);
		child.on('exit', (code, signal) => (this.exit = String(signal ?? code)));
	}

	static async start(environment: Record<string, string>): Promise<BridgeUnderAttack> {
		const folder = mkdtempSync(join(tmpdir(), 'bridge-fuzz-'));
		const outfile = join(folder, 'bridge.js');
		buildSync({
			entryPoints: [SOURCE],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node24',
			external: ['bufferutil', 'utf-8-validate'],
			logLevel: 'silent',
		});
		const child = spawn(process.execPath, [outfile], {
			cwd: folder,
			env: {
				...environment,
				BRIDGE_PORT: '0',
				BRIDGE_LOG_LEVEL: 'trace',
				BRIDGE_DATA_FOLDER: join(folder, 'data'),
				BRIDGE_RECORDINGS: join(folder, 'recordings'),
			},
		});
		const bridge = new BridgeUnderAttack(child, folder);
		const portOf = () => Number(/"port":(\d+)/.exec(bridge.log)?.[1] ?? 0);
		try {
			await eventually('the bridge listens', () => portOf() > 0 || bridge.exit !== undefined);
			bridge.assertAlive();
		} catch (error) {
			await bridge.stop();
			throw error;
		}
		bridge.port = portOf();
		return bridge;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Everything that it has said since the last time. */
	takeLog(): string {
		const text = this.log + this.errors;
		this.log = '';
		this.errors = '';
		return text;
	}

	/** Resident memory in megabytes; 0 on a system that does not tell. */
	get megabytes(): number {
		const status = this.proc(() => readFileSync(`/proc/${this.child.pid}/status`, 'utf8'), '');
		return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
	}

	/** Open files and sockets; 0 on a system that does not tell. */
	get openFiles(): number {
		return this.proc(() => readdirSync(`/proc/${this.child.pid}/fd`).length, 0);
	}

	assertAlive(): void {
		if (this.exit === undefined) return;
		throw new Error(`The bridge has ended (${this.exit}): ${this.errors.slice(-2_000)}`);
	}

	async stop(): Promise<void> {
		process.off('exit', this.kill);
		this.kill();
		await eventually('the bridge has ended', () => this.exit !== undefined);
		rmSync(this.folder, { recursive: true, force: true });
	}

	private readonly kill = () => void this.child.kill('SIGKILL');

	private proc<Value>(read: () => Value, absent: Value): Value {
		try {
			return read();
		} catch {
			return absent;
		}
	}
}
