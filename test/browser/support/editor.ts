import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium, selectors } from 'playwright-core';
import { LAB_OWNER } from '../../../lab/src/n8n/n8nTypes';
import { repositoryRoot, runtimePath } from '../../../lab/src/n8n/repositoryRoot';

/** n8n marks its elements with this attribute. */
const TEST_ID_ATTRIBUTE = 'data-test-id';

/** UPDATE_SCREENSHOTS=1 renews the pictures of the docs; otherwise they go to `.runtime/screenshots`. */
const pictures = () =>
	process.env.UPDATE_SCREENSHOTS === '1'
		? join(repositoryRoot(), 'docs', 'images')
		: runtimePath('screenshots');

/** The editor of a running n8n in a real browser, signed in as the owner. */
export class Editor {
	/** Messages of the page that were errors, and hosts it tried to reach beyond this machine. */
	readonly complaints: string[] = [];

	private constructor(
		readonly page: Page,
		private readonly context: BrowserContext,
		private readonly profile: string,
		private readonly baseUrl: string,
	) {}

	static async open(baseUrl: string): Promise<Editor> {
		selectors.setTestIdAttribute(TEST_ID_ATTRIBUTE);
		const profile = mkdtempSync(join(tmpdir(), 'plivo-ultravox-browser-'));
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			headless: true,
			viewport: { width: 1440, height: 1000 },
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
		const editor = new Editor(page, context, profile, baseUrl);
		page.on('pageerror', (error) => editor.complaints.push(error.message));
		await editor.signIn();
		return editor;
	}

	private async signIn(): Promise<void> {
		await this.page.goto(`${this.baseUrl}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(LAB_OWNER.email);
		await this.page.locator('input[name=password]').fill(LAB_OWNER.password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.baseUrl}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		await this.page
			.locator(`[${TEST_ID_ATTRIBUTE}="canvas-node"][data-node-name="${name}"]`)
			.dblclick();
		await this.page.getByTestId('node-parameters').first().waitFor();
	}

	/** The text of the panel's parameters. */
	async parameters(): Promise<string> {
		return await this.page.getByTestId('node-parameters').first().innerText();
	}

	/** Keeps a picture of what is on the screen. @returns its path */
	async picture(name: string): Promise<string> {
		mkdirSync(pictures(), { recursive: true });
		const path = join(pictures(), `${name}.png`);
		await this.page.evaluate(() =>
			Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
		);
		await this.page.screenshot({ path, animations: 'disabled' });
		return path;
	}

	async close(): Promise<void> {
		await this.context.close();
		rmSync(this.profile, { recursive: true, force: true });
	}
}
