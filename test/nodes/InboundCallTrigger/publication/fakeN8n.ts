import type { IDataObject, IHookFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';
import { createPublicationMethods } from '../../../../nodes/InboundCallTrigger/publication';
import type { FakePlivo } from './fakePlivo';

export const HOST = 'https://n8n.example.com';
const WEBHOOK_ID = '5d1d7a3e-0000-4000-8000-000000000001';
export const PRODUCTION_URL = `${HOST}/webhook/${WEBHOOK_ID}/plivo`;
export const TEST_URL = `${HOST}/webhook-test/${WEBHOOK_ID}/plivo`;
const NODE_ID = 'ab12cd34-1111-4222-8333-444455556666';
const WORKFLOW_ID = 'wF1x_9';
export const DEDICATED = 'n8n-wF1x_9-ab12cd34';

export interface LogLine {
	level: string;
	message: string;
	meta: unknown;
}

/** One workflow with an Inbound Call Trigger in an n8n that calls its hooks as n8n 2.41 does. */
export class FakeN8n {
	parameters: IDataObject;
	host = HOST;
	nodeName = 'Inbound Call Trigger';
	nodeId = NODE_ID;
	webhookId = WEBHOOK_ID;
	credential: IDataObject = { authId: '', authToken: 'token', advanced: false };
	readonly log: LogLine[] = [];
	/** What is saved with the workflow. */
	staticData: IDataObject = {};
	/** What lives with a test registration: gone after a restart. */
	testData: IDataObject = {};
	/** Tasks that wait for the grace to be over. */
	private waiting: Array<() => Promise<void>> = [];
	/** The HTTP status at a webhook of whatever n8n; undefined when nobody is there. */
	statusAt: (url: string) => number | undefined = () => undefined;
	/** Milliseconds of every wait so far. */
	readonly delays: number[] = [];
	private methods = this.start();

	constructor(
		public plivo: FakePlivo,
		parameters: IDataObject,
		public workflowId = WORKFLOW_ID,
	) {
		this.parameters = parameters;
		this.credential.authId = plivo.authId;
	}

	/** The hooks of a publish; of a republish when `delete` went before. Static data is saved in any case. */
	async register(): Promise<void> {
		if (await this.methods.checkExists.call(this.context('trigger'))) return;
		try {
			await this.methods.create.call(this.context('trigger'));
		} catch (error) {
			await this.unregister();
			throw error;
		}
	}

	async checkExists(): Promise<boolean> {
		return await this.methods.checkExists.call(this.context('trigger'));
	}

	async unregister(): Promise<boolean> {
		return await this.methods.delete.call(this.context('internal'));
	}

	/** Another credential is chosen: the contexts of before keep theirs. */
	useAccount(plivo: FakePlivo): void {
		this.plivo = plivo;
		this.credential = { ...this.credential, authId: plivo.authId };
	}

	async republish(parameters: IDataObject = {}): Promise<void> {
		await this.unregister();
		this.parameters = { ...this.parameters, ...parameters };
		await this.register();
	}

	/** The grace of every `delete` so far is over. */
	async graceOver(): Promise<void> {
		const tasks = this.waiting;
		this.waiting = [];
		for (const task of tasks) await task();
	}

	async unpublish(): Promise<void> {
		await this.unregister();
		await this.graceOver();
	}

	/** @param data static data of the test; n8n gives none */
	async listen(data: IDataObject = {}): Promise<void> {
		this.testData = data;
		const context = this.context('manual', true);
		if (await this.methods.checkExists.call(context)) return;
		try {
			await this.methods.create.call(context);
		} catch (error) {
			await this.stopListening();
			throw error;
		}
	}

	/** Stop, time-out, or the first event. */
	async stopListening(): Promise<boolean> {
		return await this.methods.delete.call(this.context('internal', true));
	}

	/** The process is killed and started again: no hook is called, tests are forgotten. */
	restart(): void {
		this.testData = {};
		this.waiting = [];
		this.methods = this.start();
	}

	private start() {
		return createPublicationMethods((task, milliseconds) => {
			this.delays.push(milliseconds);
			this.waiting.push(task);
		});
	}

	context(mode: string, isTest = false): IHookFunctions {
		const node = { id: this.nodeId, name: this.nodeName, type: 'inboundCallTrigger' } as INode;
		const { plivo, credential } = this;
		const data = isTest ? this.testData : this.staticData;
		const write = (level: string) => (message: string, meta: unknown) =>
			this.log.push({ level, message, meta });
		const context = {
			getMode: () => mode,
			getActivationMode: () => (mode === 'manual' ? 'manual' : 'update'),
			getNode: () => node,
			getWorkflow: () => ({ id: this.workflowId, name: 'Calls', active: true }),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getNodeWebhookUrl: () =>
				`${this.host}/${isTest ? 'webhook-test' : 'webhook'}/${this.webhookId}/plivo`,
			getWorkflowStaticData: (type: string) => {
				if (type !== 'global') throw new Error('by node name, which changes');
				return data;
			},
			getCredentials: async () => credential,
			logger: { info: write('info'), warn: write('warn'), error: write('error') },
			helpers: {
				httpRequest: async ({ url, ...options }: IHttpRequestOptions) => {
					const statusCode = this.statusAt(url);
					if (statusCode === undefined) throw new Error('connect ECONNREFUSED');
					if (statusCode >= 400 && !options.ignoreHttpStatusErrors) throw new Error('status');
					return { statusCode, headers: {}, body: '' };
				},
				httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
					await plivo.request(options),
			},
		};
		return context as unknown as IHookFunctions;
	}
}
