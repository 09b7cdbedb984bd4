import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A script bundled as the bridge is, to be run as processes that may be killed. */
export class ChildScript {
	private readonly folder = mkdtempSync(join(tmpdir(), 'events-child-'));
	private readonly children = new Set<ChildProcess>();
	private readonly file = join(this.folder, 'child.js');

	constructor(source: string) {
		buildSync({
			entryPoints: [source],
			outfile: this.file,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node24',
			define: { BRIDGE_IS_BUNDLED: 'true' },
			logLevel: 'silent',
		});
	}

	start(environment: Record<string, string>): ChildProcess {
		const child = spawn(process.execPath, [this.file], {
			env: environment,
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		child.stdout?.setEncoding('utf8');
		this.children.add(child);
		child.on('exit', () => this.children.delete(child));
		return child;
	}

	close(): void {
		for (const child of this.children) child.kill('SIGKILL');
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Kills at once, and waits until the process is gone. */
export async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await gone;
}
