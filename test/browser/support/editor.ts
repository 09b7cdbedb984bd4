import type { Page } from 'playwright-core';
import { selectors } from 'playwright-core';
import { LAB_OWNER } from '../../../lab/src/n8n/n8nTypes';
import { BrowserWindow } from './browserWindow';

/** n8n marks its elements with this attribute. */
const TEST_ID_ATTRIBUTE = 'data-test-id';

/** The editor of a running n8n in a real browser, signed in as the owner. */
export class Editor {
	private constructor(
		private readonly window: BrowserWindow,
		private readonly baseUrl: string,
	) {}

	static async open(baseUrl: string): Promise<Editor> {
		selectors.setTestIdAttribute(TEST_ID_ATTRIBUTE);
		const window = await BrowserWindow.open({ width: 1440, height: 1000 });
		const editor = new Editor(window, baseUrl);
		await editor.signIn();
		return editor;
	}

	get page(): Page {
		return this.window.page;
	}

	/** Messages of the page that were errors. */
	get complaints(): string[] {
		return this.window.complaints;
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
		return await this.window.picture(name);
	}

	async close(): Promise<void> {
		await this.window.close();
	}
}
