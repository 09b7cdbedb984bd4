import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildGroup } from './childGroup';
import { freePorts } from './freePort';
import { quietN8nEnvironment } from './n8nEnvironment';
import { runtimePath } from './repositoryRoot';
import { untilReady } from './untilReady';

/** `start` = editor, API and webhooks; `worker` and `webhook` = the extra processes of queue mode. */
export type N8nProcessKind = 'start' | 'worker' | 'webhook';

export interface N8nProcessOptions {
	userFolder: string;
	/** 'start' when not given. */
	kind?: N8nProcessKind;
	/** A wish: taken when free. A worker serves only its health there. */
	port?: number;
	/** Base of the webhook URLs, with its trailing slash; the process's own address when not given. */
	webhookUrl?: string;
	/** Wins over the quiet settings (queue mode, another database ...). */
	env?: Record<string, string>;
	/** `<userFolder>/<kind>.log` when not given. */
	logFile?: string;
	/** Milliseconds to get ready, 90000 when not given. */
	readyWithinMs?: number;
}

const n8nFolder = () => runtimePath('n8n', 'node_modules', 'n8n');

/** The version of the n8n in `.runtime`. */
export function n8nVersion(): string {
	const manifest = readFileSync(join(n8nFolder(), 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}

const workerHealth = (port: number) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

/** A real n8n as a child process: loopback only, ended by its own process id. */
export class N8nProcess {
	private constructor(
		readonly kind: N8nProcessKind,
		readonly port: number,
		private readonly child: ChildGroup,
	) {}

	/**
	 * Starts n8n (this process must run Node 24) and waits until it is ready for requests.
	 * @throws Error with the end of n8n's log when it does not get ready
	 */
	static async start(options: N8nProcessOptions): Promise<N8nProcess> {
		const kind = options.kind ?? 'start';
		const [port, brokerPort] = (await freePorts([options.port, undefined])) as [number, number];
		mkdirSync(options.userFolder, { recursive: true });
		const child = ChildGroup.start({
			command: process.execPath,
			args: [join(n8nFolder(), 'bin', 'n8n'), kind],
			// n8n reads a `.env` of its working folder: there is none in its own.
			cwd: options.userFolder,
			logFile: options.logFile ?? join(options.userFolder, `${kind}.log`),
			env: {
				...quietN8nEnvironment({
					userFolder: options.userFolder,
					port,
					brokerPort,
					webhookUrl: options.webhookUrl ?? `http://127.0.0.1:${port}/`,
				}),
				...(kind === 'worker' ? workerHealth(port) : {}),
				...options.env,
			},
		});
		const started = new N8nProcess(kind, port, child);
		const name = kind === 'start' ? 'n8n' : `n8n's ${kind} process`;
		await untilReady(
			name,
			child,
			`${started.url}/healthz/readiness`,
			options.readyWithinMs ?? 90_000,
		);
		return started;
	}

	/** `http://127.0.0.1:<port>`, without a trailing slash. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	get logFile(): string {
		return this.child.logFile;
	}

	get running(): boolean {
		return this.child.running;
	}

	/** Resolves with the exit code or the signal's name when n8n has ended, by whatever cause. */
	get exited(): Promise<number | string> {
		return this.child.exited;
	}

	/** The end of n8n's log. */
	lastLines(count?: number): string {
		return this.child.lastLines(count);
	}

	/** SIGTERM, and SIGKILL to it and its task runner when it has not ended after `graceMs`. */
	async stop(graceMs?: number): Promise<void> {
		await this.child.stop(graceMs);
	}

	/** Ends it without asking, as a power cut would. */
	async crash(): Promise<void> {
		this.child.kill();
		await this.child.exited;
	}
}
