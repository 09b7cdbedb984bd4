import { rmSync } from 'node:fs';
import { N8nProcess } from '../../../lab/src/n8n/n8nProcess';
import { clockAhead } from './clockAhead';
import { newHome } from './preparedHome';

/** n8n's expressions run in a place of their own, where the clock is that of the machine. */
const SAME_CLOCK = { N8N_EXPRESSION_ENGINE: 'legacy' };

const environment = (aheadMs: number): Record<string, string> =>
	aheadMs === 0 ? {} : { ...clockAhead(aheadMs), ...SAME_CLOCK };

/** An n8n with the packed package for one test that takes it down: the shared one must not be. */
export class OwnN8n {
	private constructor(
		private process: N8nProcess,
		private readonly userFolder: string,
		private aheadMs: number,
	) {}

	/** @param aheadMs how far its clock is set on, in milliseconds */
	static async start(aheadMs = 0): Promise<OwnN8n> {
		const userFolder = newHome('own-n8n');
		const env = environment(aheadMs);
		return new OwnN8n(await N8nProcess.start({ userFolder, env }), userFolder, aheadMs);
	}

	/** The same after a restart. */
	get url(): string {
		return this.process.url;
	}

	/** Ends it without asking, as a power cut would. */
	async crash(): Promise<void> {
		await this.process.crash();
	}

	/**
	 * After a crash: the same n8n on the same port.
	 * @param aheadMs how far its clock is set on now; as before where it is not given
	 */
	async restart(aheadMs = this.aheadMs): Promise<void> {
		this.aheadMs = aheadMs;
		const { port } = this.process;
		const { userFolder } = this;
		this.process = await N8nProcess.start({ userFolder, port, env: environment(aheadMs) });
	}

	async stop(): Promise<void> {
		await this.process.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}
}
