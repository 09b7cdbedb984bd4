import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab, LabOptions } from '../../../lab/src/lab';
import { startLab } from '../../../lab/src/lab';
import { N8nApi } from '../../../lab/src/n8n/n8nApi';
import { runtimePath } from '../../../lab/src/n8n/repositoryRoot';
import { BridgeProcess } from '../../../lab/src/start/bridgeProcess';
import type { LabCredentials } from '../../../lab/src/start/labCredentials';
import { ensureLabCredentials } from '../../../lab/src/start/labCredentials';
import type { AgentScript } from '../../../lab/src/ultravox/agentScript';
import { AnsweringWorkflow } from './answeringWorkflow';
import { n8nUrl } from './runningN8n';

export const SHARED_SECRET = 'the-shared-secret-of-the-tests';
export const CALLER = '+14155550199';

/** What the agent of most tests says. */
export const RECEPTION: AgentScript = {
	greeting: 'Reception, good day.',
	replies: [
		{ when: /open/i, say: 'We are open from nine to five.' },
		{ when: /bye/i, say: 'Goodbye, thanks for calling.', then: 'hangUp' },
		{ when: /long story/i, say: LONG_STORY() },
	],
	otherwise: 'I heard {heard}.',
};

/** Long enough (about four seconds of sound) to be interrupted. */
function LONG_STORY(): string {
	return Array.from({ length: 24 }, (_, i) => `Sentence number ${i + 1} of it.`).join(' ');
}

/** Lab and bridge of one test file, and what it needs of the shared n8n. */
export class PhoneWorld {
	readonly #workflows: AnsweringWorkflow[] = [];
	#numbers = 0;

	private constructor(
		readonly lab: Lab,
		public bridge: BridgeProcess,
		readonly api: N8nApi,
		readonly credentials: LabCredentials,
		private readonly folder: string,
		private readonly bridgeEnv: Record<string, string>,
	) {}

	/**
	 * @param suffix of the credentials' names: worlds that share an n8n are told apart by it
	 * @param bridgeEnv more of the bridge's environment
	 */
	static async start(
		options: LabOptions = {},
		url = n8nUrl(),
		suffix = ` ${randomUUID()}`,
		bridgeEnv: Record<string, string> = {},
	): Promise<PhoneWorld> {
		const folder = mkdtempSync(join(runtimePath(), 'phone-world-'));
		const lab = await startLab(options);
		let bridge: BridgeProcess | undefined;
		try {
			bridge = await PhoneWorld.startBridge(folder, bridgeEnv);
			const api = new N8nApi(url);
			await api.signIn();
			const credentials = await ensureLabCredentials(
				api,
				{
					plivoApiUrl: lab.plivo.apiUrl,
					ultravoxApiUrl: lab.ultravox.apiUrl,
					ultravoxAppUrl: lab.ultravox.appUrl,
					bridge: {
						publicUrl: bridge.publicUrl,
						controlUrl: bridge.controlUrl,
						sharedSecret: SHARED_SECRET,
					},
				},
				suffix,
			);
			return new PhoneWorld(lab, bridge, api, credentials, folder, bridgeEnv);
		} catch (error) {
			// A half-started world that is left behind keeps Jest from ending.
			await lab.close();
			await bridge?.stop();
			rmSync(folder, { recursive: true, force: true });
			throw error;
		}
	}

	private static async startBridge(
		folder: string,
		env: Record<string, string>,
		port?: number,
	): Promise<BridgeProcess> {
		const logFile = join(folder, 'bridge.log');
		return await BridgeProcess.start({ sharedSecret: SHARED_SECRET, logFile, port, env });
	}

	/** A new bridge on the address of one that was killed. */
	async restartBridge(): Promise<void> {
		const { folder, bridgeEnv } = this;
		this.bridge = await PhoneWorld.startBridge(folder, bridgeEnv, this.bridge.port);
	}

	/** A new number of the account. */
	number(): string {
		this.#numbers += 1;
		const number = `+1415555${String(1000 + this.#numbers)}`;
		this.lab.plivo.account.addNumber(number);
		return number;
	}

	/** A new agent; its id. */
	agent(script: AgentScript = RECEPTION, name = `Agent ${randomUUID()}`): string {
		return this.lab.ultravox.addAgent({
			name,
			systemPrompt: 'You answer the phone.',
			greeting: script.greeting,
			script,
		}).agentId;
	}

	/** A saved workflow with an Inbound Call Trigger; not yet published. */
	async workflow(parameters: Record<string, unknown>): Promise<AnsweringWorkflow> {
		const workflow = await AnsweringWorkflow.create(this, parameters);
		this.#workflows.push(workflow);
		return workflow;
	}

	/** A published workflow that answers a number of its own with an agent. */
	async answering(
		parameters: Record<string, unknown> = {},
		script: AgentScript = RECEPTION,
	): Promise<AnsweringWorkflow> {
		const agentId = this.agent(script);
		const workflow = await this.workflow({
			phoneNumbers: [this.number()],
			agent: { __rl: true, mode: 'id', value: agentId },
			...parameters,
		});
		await workflow.publish();
		return workflow;
	}

	/** What the lab dropped without a word, as the real services do: there must never be any. */
	get droppedFields(): string[] {
		return this.lab.log.entries
			.filter(({ kind }) => kind === 'unknown-field')
			.map(({ summary }) => summary);
	}

	async close(): Promise<void> {
		for (const workflow of this.#workflows) await workflow.remove();
		await this.lab.close();
		await this.bridge.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
