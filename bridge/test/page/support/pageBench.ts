import type { BridgeSettings } from '../../../src/config/config';
import { readConfig } from '../../../src/config/config';
import { createLogger } from '../../../src/logger';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';
import { EndedSessions } from '../../../src/page/endedSessions';
import { createPage } from '../../../src/page/pageRoutes';
import { DoorsBench, SECRET } from '../../doors/support/doorsBench';
import { FakeBridge } from './fakeCall';

export const PASSWORD = 'a password of the page';

/** The live page behind real doors, with fake calls behind it. */
export class PageBench {
	private constructor(
		readonly bridge: FakeBridge,
		readonly doors: DoorsBench,
		readonly logLines: string[],
		readonly metrics: BridgeMetrics,
	) {}

	static async start(settings: Partial<BridgeSettings> = {}): Promise<PageBench> {
		const bridge = new FakeBridge();
		const logLines: string[] = [];
		const metrics = new BridgeMetrics();
		const all = { page: { password: PASSWORD }, ...settings };
		const config = readConfig({ sharedSecret: SECRET, ...all });
		const page = createPage({
			config,
			prefix: config.publicUrl ? new URL(config.publicUrl).pathname.replace(/\/+$/, '') : '',
			calls: () => bridge.calls(),
			feed: bridge.feed,
			state: () => bridge.state(),
			endedSessions: new EndedSessions(),
			counts: metrics,
			log: createLogger(config, { write: (line) => void logLines.push(line) }),
		});
		const doors = await DoorsBench.start({ settings: all, ...page });
		return new PageBench(bridge, doors, logLines, metrics);
	}

	get url(): string {
		return this.doors.url;
	}

	/** A request as the page makes it. */
	async request(path: string, options: RequestInit = {}): Promise<Response> {
		return await fetch(`${this.url}${path}`, {
			redirect: 'manual',
			...options,
			headers: { origin: this.url, ...options.headers },
		});
	}

	async logIn(password = PASSWORD, headers: Record<string, string> = {}): Promise<Response> {
		const body = new URLSearchParams({ password });
		return await this.request('/page/login', { method: 'POST', headers, body });
	}

	/** `Cookie` header of a fresh session. */
	async session(): Promise<string> {
		const cookie = (await this.logIn()).headers.get('set-cookie') ?? '';
		return cookie.split(';')[0] ?? '';
	}

	async close(): Promise<void> {
		await this.doors.close();
	}
}
