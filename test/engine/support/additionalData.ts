import './n8nFolder';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	IExecuteResponsePromiseData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialValues } from './engineCredentials';
import { EngineCredentials } from './engineCredentials';

/** The public address of the n8n that the engine pretends to be part of. */
export const N8N_URL = 'https://n8n.example.com';

const unused = (what: string) => (): never => {
	throw new Error(`${what} is not part of these tests.`);
};

/**
 * What an execution needs from the n8n around it.
 * @param responses receives what nodes answer through `sendResponse`
 */
export function additionalData(
	workflow: IWorkflowBase,
	mode: WorkflowExecuteMode,
	credentials: CredentialValues,
	responses: IExecuteResponsePromiseData[],
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks(mode, '1', workflow);
	hooks.addHandler('sendResponse', (response) => {
		responses.push(response);
	});
	return {
		credentialsHelper: new EngineCredentials(credentials),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: unused('A sub-workflow'),
		getRunExecutionData: unused('Another execution'),
		getRuntimeCredential: unused('A runtime credential'),
		logAiEvent: () => undefined,
		startRunnerTask: unused('A task runner'),
		hooks,
		executionId: '1',
		workflowId: workflow.id,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${N8N_URL}/rest`,
		instanceBaseUrl: N8N_URL,
		formBaseUrl: `${N8N_URL}/form`,
		formWaitingBaseUrl: `${N8N_URL}/form-waiting`,
		formTestBaseUrl: `${N8N_URL}/form-test`,
		webhookBaseUrl: `${N8N_URL}/webhook`,
		webhookWaitingBaseUrl: `${N8N_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${N8N_URL}/webhook-test`,
		mcpBaseUrl: `${N8N_URL}/mcp`,
		mcpTestBaseUrl: `${N8N_URL}/mcp-test`,
	};
}
