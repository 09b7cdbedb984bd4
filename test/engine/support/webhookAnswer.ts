import type { IDataObject, INodeExecutionData, IWebhookResponseData } from 'n8n-workflow';

/** What became of a request: what was sent, or what resumed the execution. */
export interface WebhookAnswer {
	/** null when n8n answers, because the execution goes on. */
	status: number | null;
	body: string;
	contentType: string;
	/** JSON of the items of each output; undefined when the execution waits on. */
	outputs: IDataObject[][] | undefined;
	/** The same as items. */
	items: INodeExecutionData[][] | undefined;
	/** The input each item is paired with. */
	paired: unknown[];
}

/** The same with what the webhook gave n8n. */
export function answerOf(
	sent: WebhookAnswer,
	{ workflowData }: IWebhookResponseData,
): WebhookAnswer {
	const outputs = workflowData?.map((items) => items.map(({ json }) => json));
	const paired = workflowData?.flat().map(({ pairedItem }) => pairedItem) ?? [];
	return { ...sent, outputs, items: workflowData, paired };
}

/** As much of an Express response as n8n's nodes use. */
export function responseInto(sent: WebhookAnswer) {
	return {
		status(code: number) {
			sent.status = code;
			return this;
		},
		type(value: string) {
			sent.contentType = value;
			return this;
		},
		set(name: string, value: string) {
			if (name.toLowerCase() === 'content-type') sent.contentType = value;
			return this;
		},
		send(body: string) {
			sent.body = body;
			return this;
		},
	};
}
