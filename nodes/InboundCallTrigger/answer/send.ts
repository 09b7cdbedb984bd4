import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ToolAnswer } from '../../shared/callTools/receiveTool';
import type { BridgeReply } from '../../shared/resumeReply';

/** The request has its answer, and starts no execution. */
export const NO_ITEM: IWebhookResponseData = { noWebhookResponse: true };

export function sendXml(context: IWebhookFunctions, xml: string): IWebhookResponseData {
	context
		.getResponseObject()
		.status(200)
		.set('content-type', 'application/xml; charset=utf-8')
		.send(xml);
	return NO_ITEM;
}

export function sendReply(context: IWebhookFunctions, { status, answer }: BridgeReply) {
	if (answer === undefined) return sendStatus(context, status);
	context.getResponseObject().status(status).type('application/json').send(JSON.stringify(answer));
	return NO_ITEM;
}

export function sendToolAnswer(
	context: IWebhookFunctions,
	{ status, body, headers }: ToolAnswer,
): IWebhookResponseData {
	const response = context.getResponseObject().status(status);
	for (const [name, value] of Object.entries(headers)) response.set(name, value);
	response.send(body);
	return NO_ITEM;
}

export function sendStatus(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send('');
	return NO_ITEM;
}

export function refuse(context: IWebhookFunctions): IWebhookResponseData {
	context
		.getResponseObject()
		.status(403)
		.type('text/plain')
		.send(
			'This request is not signed with the Auth Token of the Plivo credential, or for another public URL.',
		);
	return NO_ITEM;
}
