import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import type { Arrival } from './arriveAtTrigger';
import { arriveAtTrigger, requestTrigger, webhookPath } from './arriveAtTrigger';
import type { CredentialValues } from './engineCredentials';
import type { WorkflowJson } from './runWorkflow';

/** The trigger of a workflow behind a real address, for a bridge, a Plivo or an Ultravox that POSTs to it. */
export interface TriggerServer {
	/** The public address of the n8n that it pretends to be. */
	n8nUrl: string;
	/** Statuses it has answered with, in order; with the type of the event where it was the bridge's. */
	answered: Array<{ type: string; status: number }>;
	/** Items that left the trigger, by output, in order. */
	items: [answered: IDataObject[], ended: IDataObject[]];
	/** A request of Plivo's arrives. */
	plivo(fields: Record<string, string>, query?: string): Promise<Arrival>;
	close(): Promise<void>;
}

/** As n8n's own parser reads it: the bridge and Ultravox send JSON, Plivo forms. */
function bodyOf(text: string, contentType = ''): IDataObject {
	return contentType.startsWith('application/json')
		? (JSON.parse(text) as IDataObject)
		: Object.fromEntries(new URLSearchParams(text));
}

/** Starts it on a free local port. */
export async function startTriggerServer(
	json: WorkflowJson,
	triggerName: string,
	credentials: CredentialValues,
): Promise<TriggerServer> {
	const path = webhookPath(json, triggerName);
	const answered: TriggerServer['answered'] = [];
	const items: TriggerServer['items'] = [[], []];
	const keep = (arrival: Arrival): Arrival => {
		for (const [output, list] of (arrival.result.workflowData ?? []).entries()) {
			items[output]?.push(...list.map(({ json: item }) => item));
		}
		return arrival;
	};
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const rawBody = Buffer.concat(chunks);
			const url = new URL(message.url ?? '', 'http://n8n');
			if (url.pathname !== path) {
				response.writeHead(404).end();
				return;
			}
			const body = bodyOf(rawBody.toString(), message.headers['content-type']);
			const request = { query: url.search, headers: message.headers, body, rawBody };
			void requestTrigger(json, triggerName, request, credentials, n8nUrl()).then((arrival) => {
				const [answer] = keep(arrival).answers;
				answered.push({ type: String(body.type), status: answer?.status ?? 500 });
				response.writeHead(answer?.status ?? 500, {
					...answer?.headers,
					'content-type': answer?.contentType,
				});
				response.end(answer?.body);
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const n8nUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		n8nUrl: n8nUrl(),
		answered,
		items,
		plivo: async (fields, query = '') =>
			keep(
				await arriveAtTrigger(json, triggerName, fields, credentials, { query, n8nUrl: n8nUrl() }),
			),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
