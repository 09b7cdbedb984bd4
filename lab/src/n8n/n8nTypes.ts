/** Shapes of n8n's REST interface, as far as the lab uses them (n8n-runtime.md §5). */

export interface N8nOwner {
	email: string;
	firstName: string;
	lastName: string;
	/** 8 to 64 characters with a digit and a capital, or n8n refuses it. */
	password: string;
}

/** Who owns every n8n of the lab; it listens on 127.0.0.1 only. */
export const LAB_OWNER: N8nOwner = {
	email: 'owner@phone-lab.example',
	firstName: 'Lab',
	lastName: 'Owner',
	password: 'PhoneLab2026',
};

export interface CredentialReference {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

/** node name -> connection type -> output index -> the inputs it leads to */
export type WorkflowConnections = Record<
	string,
	Record<string, Array<Array<{ node: string; type: string; index: number }> | null>>
>;

export interface WorkflowContent {
	name: string;
	nodes: WorkflowNode[];
	connections: WorkflowConnections;
	settings?: Record<string, unknown>;
}

export interface Workflow extends WorkflowContent {
	id: string;
	versionId: string;
	/** Whether it was told to be published; says nothing about its triggers. */
	active: boolean;
	isArchived: boolean;
}

/** `partial`: some of the triggers failed. */
export type PublicationState = 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';

export interface PublicationStatus {
	status: PublicationState;
	liveVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

export interface NodeTypeDescription {
	name: string;
	displayName: string;
	credentials?: Array<{ name: string; required?: boolean }>;
	communityNodePackageVersion?: string;
	[field: string]: unknown;
}

export type ExecutionStatus =
	'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'unknown' | 'waiting';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt: string | null;
	/** When one that sleeps goes on by itself. */
	waitTill?: string | null;
}

/** What a *From List* offers. */
export interface ListSearchPage {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

/** A field of a resource mapper. */
export interface MapperField {
	id: string;
	displayName: string;
	required: boolean;
	type?: string;
}

/** A choice of a list that a node loads. */
export interface NodeChoice {
	name: string;
	value: string;
}
