import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHome } from '../../../lab/src/n8n/homeTemplate';
import { installPackage, packRepository } from '../../../lab/src/n8n/installPackage';
import { N8nProcess } from '../../../lab/src/n8n/n8nProcess';
import { runtimePath } from '../../../lab/src/n8n/repositoryRoot';

/** An n8n with the packed package for one test that takes it down: the shared one must not be. */
export class OwnN8n {
	private constructor(
		private process: N8nProcess,
		private readonly userFolder: string,
	) {}

	static async start(): Promise<OwnN8n> {
		const userFolder = mkdtempSync(join(runtimePath(), 'own-n8n-'));
		await ensureHome(userFolder);
		await installPackage(await packRepository(userFolder), userFolder);
		return new OwnN8n(await N8nProcess.start({ userFolder }), userFolder);
	}

	/** The same after a restart. */
	get url(): string {
		return this.process.url;
	}

	/** Ends it without asking, as a power cut would. */
	async crash(): Promise<void> {
		await this.process.crash();
	}

	/** After a crash: the same n8n on the same port. */
	async restart(): Promise<void> {
		const { port } = this.process;
		this.process = await N8nProcess.start({ userFolder: this.userFolder, port });
	}

	async stop(): Promise<void> {
		await this.process.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}
}
