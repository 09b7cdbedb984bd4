import './n8nFolder';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INode,
	INodeType,
	IWorkflowBase,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalData } from './additionalData';
import { EngineCredentials } from './engineCredentials';
import { packageCredentials } from './packageSource';

/** What the user sees under the credential. */
export interface CredentialVerdict {
	status: 'OK' | 'Error';
	/** HTTP status of a refusal. */
	httpStatus?: number;
	message?: string;
}

/** The node that n8n makes up to send a credential's test request. */
const madeUpNode = (type: string): INode => ({
	id: 'temp',
	name: 'Temp-Node',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { [type]: { id: '1', name: type } },
});

function testRequestOf(type: string) {
	const credential = packageCredentials().find(({ instance }) => instance.name === type)?.instance;
	if (!credential?.test) throw new Error(`The credential ${type} has no test request.`);
	return credential.test.request;
}

/** The type of that node: one property with a routing. */
function testNodeType(type: string): INodeType {
	return {
		description: {
			displayName: 'Temp-Node',
			name: 'noOp',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: testRequestOf(type) },
					default: '',
				},
			],
		},
	};
}

/** A workflow of the made-up node alone; it fills in the node's parameters. */
function testWorkflow(type: string): { workflow: Workflow; node: INode } {
	const nodeType = testNodeType(type);
	const node = madeUpNode(type);
	const workflow = new Workflow({
		id: 'credentialTest',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	return { workflow, node };
}

/** Where a credential's test request goes, with n8n's own evaluation of its expressions. */
export async function testRequestUrl(
	type: string,
	values: ICredentialDataDecryptedObject,
): Promise<{ baseUrl: string; path: string }> {
	const { workflow, node } = testWorkflow(type);
	const { baseURL, url } = testRequestOf(type);
	const $credentials = new EngineCredentials({}).withDefaults(type, values);
	await workflow.expression.acquireIsolate();
	try {
		const [baseUrl, path] = [baseURL, url].map((text) =>
			String(workflow.expression.getSimpleParameterValue(node, text, 'internal', { $credentials })),
		);
		return { baseUrl: baseUrl ?? '', path: path ?? '' };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** Tests a credential as n8n does when the user saves it: its test request, really sent. */
export async function testCredential(
	type: string,
	values: ICredentialDataDecryptedObject,
): Promise<CredentialVerdict> {
	const { workflow, node } = testWorkflow(type);
	const base: IWorkflowBase = {
		id: 'credentialTest',
		name: 'Credential test',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [node],
		connections: {},
	};
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData(base, 'internal', { [type]: values }, []),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted: ICredentialsDecrypted = {
		id: '1',
		name: type,
		type,
		data: new EngineCredentials({}).withDefaults(type, values),
	};
	await workflow.expression.acquireIsolate();
	try {
		await new RoutingNode(context, testNodeType(type), decrypted).runNode();
		return { status: 'OK' };
	} catch (error) {
		const { message, httpCode, cause } = error as {
			message: string;
			httpCode?: string;
			cause?: { response?: { status?: number } };
		};
		const httpStatus = cause?.response?.status ?? (Number(httpCode) || undefined);
		return { status: 'Error', message, ...(httpStatus === undefined ? {} : { httpStatus }) };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
