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
 * @param url the public address of that n8n
 */
export function additionalData(
	workflow: IWorkflowBase,
	mode: WorkflowExecuteMode,
	credentials: CredentialValues,
	responses: IExecuteResponsePromiseData[],
	url = N8N_URL,
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
		restApiUrl: `${url}/rest`,
		instanceBaseUrl: url,
		formBaseUrl: `${url}/form`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		formTestBaseUrl: `${url}/form-test`,
		webhookBaseUrl: `${url}/webhook`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		mcpBaseUrl: `${url}/mcp`,
		mcpTestBaseUrl: `${url}/mcp-test`,
	};
}
