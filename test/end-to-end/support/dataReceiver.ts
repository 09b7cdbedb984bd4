import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it was taken. */
export interface Delivered {
	headers: IncomingHttpHeaders;
	body: string;
	answered: number;
}

/** A customer's server for collected data: it answers with these statuses, one after another, then with 200. */
export async function startReceiver(...statuses: number[]) {
	const delivered: Delivered[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const answered = statuses[delivered.length] ?? 200;
			const body = Buffer.concat(chunks).toString('utf8');
			delivered.push({ headers: request.headers, body, answered });
			response.writeHead(answered).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/collected`,
		delivered,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
