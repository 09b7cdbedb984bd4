import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nProcessKind } from '../../../../lab/src/n8n/n8nProcess';
import { N8nProcess } from '../../../../lab/src/n8n/n8nProcess';
import { newHome } from '../preparedHome';
import { RedisProcess } from './redisProcess';
import { WebhookFront } from './webhookFront';

/**
 * n8n as it is run at scale (n8n-runtime.md §7): a main process that answers no production webhook, a worker, and two
 * webhook processes behind a load balancer. All share one database file, which is enough for a test.
 */
export class QueueN8n {
	readonly front = new WebhookFront();
	/** Editor and API. */
	main!: N8nProcess;
	worker!: N8nProcess;
	webhooks: N8nProcess[] = [];
	private readonly userFolder = newHome('queue-mode');
	private redis: RedisProcess | undefined;

	private constructor() {}

	static async start(): Promise<QueueN8n> {
		const n8n = new QueueN8n();
		try {
			await n8n.startAll();
		} catch (error) {
			await n8n.stop();
			throw error;
		}
		return n8n;
	}

	async stop(): Promise<void> {
		await this.front.close();
		const processes = [...this.webhooks, this.worker, this.main];
		await Promise.all(processes.map((n8n: N8nProcess | undefined) => n8n?.stop()));
		await this.redis?.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	private async startAll(): Promise<void> {
		const { userFolder } = this;
		this.redis = await RedisProcess.start(userFolder);
		await this.front.listen();
		this.main = await this.startOne('start', 'main');
		this.worker = await this.startOne('worker', 'worker');
		this.webhooks.push(await this.startOne('webhook', 'webhook-1'));
		this.webhooks.push(await this.startOne('webhook', 'webhook-2'));
		this.front.targets = this.webhooks.map(({ port }) => port);
	}

	private async startOne(kind: N8nProcessKind, log: string): Promise<N8nProcess> {
		return await N8nProcess.start({
			userFolder: this.userFolder,
			kind,
			webhookUrl: `${this.front.url}/`,
			logFile: join(this.userFolder, `${log}.log`),
			env: {
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(this.redis?.port),
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			},
		});
	}
}
