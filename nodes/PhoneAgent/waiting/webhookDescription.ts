import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The webhook of an execution that sleeps until its calls are over (n8n-waiting.md §3): its address is that of the execution, and it
 * answers nobody before.
 */
export const waitingWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];
