import { setTimeout as pause } from 'node:timers/promises';
import type { Execution } from './executionData';
import { decodeExecutionData } from './executionData';
import { N8nApiError, N8nHttp } from './n8nHttp';
import { N8nPanel } from './n8nPanel';
import type {
	CredentialReference,
	CredentialTestResult,
	ExecutionSummary,
	N8nOwner,
	NodeTypeDescription,
	PublicationStatus,
	Workflow,
	WorkflowContent,
} from './n8nTypes';
import { LAB_OWNER } from './n8nTypes';
import { PublicationError } from './publicationError';

/** n8n makes five attempts in 16 to 18 s before it says `failed`; on a busy machine they take longer. */
const SETTLED_WITHIN_MS = 120_000;

/** A signed-in user's view of a running n8n (the editor's own interface, n8n-runtime.md §5). */
export class N8nApi {
	private readonly http: N8nHttp;
	/** What a node that is open in the editor asks for. */
	readonly panel: N8nPanel;

	/** @param baseUrl `http://127.0.0.1:<port>`, without a trailing slash */
	constructor(readonly baseUrl: string) {
		this.http = new N8nHttp(baseUrl);
		this.panel = new N8nPanel(this.http);
	}

	/** Makes the owner of a fresh n8n, or signs in as the owner there is. Every other call needs this first. */
	async signIn(owner: N8nOwner = LAB_OWNER): Promise<void> {
		try {
			await this.http.request('POST', '/rest/owner/setup', owner);
		} catch (error) {
			// 400: there is an owner already.
			if (!(error instanceof N8nApiError) || error.status !== 400) throw error;
			await this.http.request('POST', '/rest/login', {
				emailOrLdapLoginId: owner.email,
				password: owner.password,
			});
		}
	}

	async nodeTypes(): Promise<NodeTypeDescription[]> {
		return await this.http.request('GET', '/types/nodes.json');
	}

	async credentials(): Promise<CredentialReference[]> {
		return await this.http.request('GET', '/rest/credentials');
	}

	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<CredentialReference> {
		return await this.http.request('POST', '/rest/credentials', { name, type, data });
	}

	/** Replaces all fields of a credential. */
	async updateCredential(
		credential: CredentialReference,
		data: Record<string, unknown>,
	): Promise<CredentialReference> {
		const { id, name, type } = credential;
		return await this.http.request('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.http.request('DELETE', `/rest/credentials/${id}`);
	}

	/** What the *Test* button does, with these fields (not those that are stored). */
	async testCredential(
		credential: CredentialReference,
		data: Record<string, unknown>,
	): Promise<CredentialTestResult> {
		const { id, name, type } = credential;
		return await this.http.request('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async workflows(): Promise<Array<Pick<Workflow, 'id' | 'name' | 'active' | 'isArchived'>>> {
		return await this.http.request('GET', '/rest/workflows');
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.http.request('GET', `/rest/workflows/${id}`);
	}

	/** Saves a new workflow, unpublished; with an `id` it gets that id. */
	async createWorkflow(content: WorkflowContent & { id?: string }): Promise<Workflow> {
		return await this.http.request('POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...content,
		});
	}

	/** Saves a new version. What is published stays as it was until `publishWorkflow`. */
	async updateWorkflow(id: string, changes: Partial<WorkflowContent>): Promise<Workflow> {
		return await this.http.request('PATCH', `/rest/workflows/${id}`, changes);
	}

	async publicationStatus(id: string): Promise<PublicationStatus> {
		return await this.http.request('GET', `/rest/workflows/${id}/publication-status`);
	}

	/**
	 * Publishes the saved version and waits until its triggers are live.
	 * n8n's own answer says only that it has begun (n8n-runtime.md §5).
	 * @throws PublicationError with the triggers' words
	 */
	async publishWorkflow(id: string): Promise<PublicationStatus> {
		const { versionId } = await this.workflow(id);
		await this.http.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		const publication = await this.settledPublication(id, 'not_published');
		if (publication.status !== 'published') throw new PublicationError(id, publication);
		return publication;
	}

	/** Takes the workflow off the air and waits until its triggers are gone. */
	async unpublishWorkflow(id: string): Promise<void> {
		await this.http.request('POST', `/rest/workflows/${id}/deactivate`, {});
		const publication = await this.settledPublication(id, 'published');
		if (publication.status !== 'not_published') throw new PublicationError(id, publication);
	}

	/** Unpublishes and puts away a workflow; waits until its triggers are gone. */
	async archiveWorkflow(id: string): Promise<void> {
		await this.http.request('POST', `/rest/workflows/${id}/archive`, {});
		await this.settledPublication(id);
	}

	/** Takes an archived workflow back, unpublished. */
	async unarchiveWorkflow(id: string): Promise<void> {
		await this.http.request('POST', `/rest/workflows/${id}/unarchive`, {});
	}

	/**
	 * The editor's *Execute step* on a trigger: n8n registers its test webhook and waits for one event,
	 * at `/webhook-test/<webhookId>/<path>`.
	 */
	async listenForTestEvent(id: string, triggerName: string): Promise<void> {
		await this.http.request(
			'POST',
			`/rest/workflows/${id}/run`,
			{
				triggerToStartFrom: { name: triggerName },
				destinationNode: { nodeName: triggerName, mode: 'inclusive' },
			},
			// The editor tab to report to: nobody, here.
			{ 'push-ref': `phone-lab-${id}` },
		);
	}

	/**
	 * The editor's *Execute workflow*, from a Manual Trigger.
	 * @returns the id of the execution, which goes on by itself
	 */
	async runManually(id: string, triggerName: string): Promise<string> {
		const { executionId } = await this.http.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{ triggerToStartFrom: { name: triggerName } },
			{ 'push-ref': `phone-lab-${id}` },
		);
		return executionId;
	}

	/** The editor's *Stop listening*. */
	async cancelTestWebhook(id: string): Promise<void> {
		await this.http.request('DELETE', `/rest/test-webhook/${id}`);
	}

	/** The executions of a workflow, newest first, at most 100. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = await this.http.request<{ results: ExecutionSummary[] }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return page.results;
	}

	/**
	 * The *Retry* of an execution that did not succeed, with the workflow as it was then.
	 * @returns the id of the new execution, once that is over or waits
	 */
	async retryExecution(id: string): Promise<string> {
		const retried = await this.http.request<{ id: string }>(
			'POST',
			`/rest/executions/${id}/retry`,
			{ loadWorkflow: false },
		);
		return retried.id;
	}

	/** The *Stop* of an execution that runs or waits. */
	async stopExecution(id: string): Promise<void> {
		await this.http.request('POST', `/rest/executions/${id}/stop`);
	}

	/** One execution with everything its nodes gave. */
	async execution(id: string): Promise<Execution> {
		const raw = await this.http.request<ExecutionSummary & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...raw, data: decodeExecutionData(raw.data) };
	}

	/**
	 * @param before how it stood: n8n asks in two reads at once whether a publication is in flight and how its triggers are, and the second
	 * may be older than the first
	 */
	private async settledPublication(
		id: string,
		before?: PublicationStatus['status'],
	): Promise<PublicationStatus> {
		const deadline = Date.now() + SETTLED_WITHIN_MS;
		for (;;) {
			const publication = await this.publicationStatus(id);
			const { status } = publication;
			if (status !== 'in_progress' && status !== before) return publication;
			if (Date.now() > deadline) throw new PublicationError(id, publication);
			await pause(50);
		}
	}
}
