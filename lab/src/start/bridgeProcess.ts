import { join } from 'node:path';
import { ChildGroup } from '../n8n/childGroup';
import { freePort } from '../n8n/freePort';
import { repositoryRoot } from '../n8n/repositoryRoot';
import { untilReady } from '../n8n/untilReady';
import { LAB_PLIVO_AUTH_TOKEN } from '../plivo/credentials';

export interface BridgeProcessOptions {
	sharedSecret: string;
	/** A wish: taken when free. */
	port?: number;
	logFile: string;
	/** Wins over the usual settings. */
	env?: Record<string, string>;
}

/** The bundled bridge as a child process. It checks Plivo's signatures, as it should in earnest. */
export class BridgeProcess {
	private constructor(
		readonly port: number,
		private readonly child: ChildGroup,
	) {}

	/** Starts the bridge and waits until it answers. @throws Error with the end of its log */
	static async start(options: BridgeProcessOptions): Promise<BridgeProcess> {
		const root = repositoryRoot();
		const port = await freePort(options.port);
		const child = ChildGroup.start({
			command: process.execPath,
			args: [join(root, 'bridge', 'dist', 'bridge.js')],
			cwd: root,
			logFile: options.logFile,
			env: {
				BRIDGE_SHARED_SECRET: options.sharedSecret,
				BRIDGE_HOST: '127.0.0.1',
				BRIDGE_PORT: String(port),
				BRIDGE_PUBLIC_URL: `ws://127.0.0.1:${port}`,
				PLIVO_AUTH_TOKEN: LAB_PLIVO_AUTH_TOKEN,
				...options.env,
			},
		});
		const bridge = new BridgeProcess(port, child);
		await untilReady('The bridge', child, `${bridge.controlUrl}/healthz`, 20_000);
		return bridge;
	}

	/** For the credential: where Plivo reaches the bridge. */
	get publicUrl(): string {
		return `ws://127.0.0.1:${this.port}`;
	}

	/** For the credential: where n8n reaches the bridge. */
	get controlUrl(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** Resolves with the exit code or the signal's name when the bridge has ended. */
	get exited(): Promise<number | string> {
		return this.child.exited;
	}

	/** SIGTERM, and SIGKILL when it has not ended after `graceMs`. */
	async stop(graceMs?: number): Promise<void> {
		await this.child.stop(graceMs);
	}

	/** Ends it in the middle of whatever it does. */
	async crash(): Promise<void> {
		this.child.kill();
		await this.child.exited;
	}
}
