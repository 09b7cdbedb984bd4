import { createServer } from 'node:http';

/** Stands for n8n: takes every event of the bridge under test and answers 200. */
export async function startEventSink() {
	const server = createServer((request, response) => {
		request.resume();
		request.on('end', () => response.end());
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/events`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
