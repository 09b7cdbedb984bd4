import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { repositoryRoot, runtimePath } from '../../../lab/src/n8n/repositoryRoot';

/** UPDATE_SCREENSHOTS=1 renews the pictures of the docs; otherwise they go to `.runtime/screenshots`. */
const pictures = () =>
	process.env.UPDATE_SCREENSHOTS === '1'
		? join(repositoryRoot(), 'docs', 'images')
		: runtimePath('screenshots');

/** A window of a real browser that reaches nothing beyond this machine. */
export class BrowserWindow {
	/** Messages of the page that were errors. */
	readonly complaints: string[] = [];

	private constructor(
		readonly page: Page,
		private readonly context: BrowserContext,
		private readonly profile: string,
	) {}

	static async open(viewport: { width: number; height: number }): Promise<BrowserWindow> {
		const profile = mkdtempSync(join(tmpdir(), 'plivo-ultravox-browser-'));
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			headless: true,
			viewport,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		});
		await context.route(
			(url) =>
				!['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol.startsWith('http'),
			(route) => route.abort(),
		);
		const page = await context.newPage();
		const window = new BrowserWindow(page, context, profile);
		page.on('pageerror', (error) => window.complaints.push(error.message));
		return window;
	}

	/** Keeps a picture of what is on the screen. @returns its path */
	async picture(name: string): Promise<string> {
		mkdirSync(pictures(), { recursive: true });
		const path = join(pictures(), `${name}.png`);
		await this.page.evaluate(() =>
			Promise.allSettled(
				document
					.getAnimations()
					.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
					.map((animation) => animation.finished),
			),
		);
		await this.page.screenshot({ path, animations: 'disabled' });
		return path;
	}

	async close(): Promise<void> {
		await this.context.close();
		rmSync(this.profile, { recursive: true, force: true });
	}
}
