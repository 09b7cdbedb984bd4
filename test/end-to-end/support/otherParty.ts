import { createServer } from 'node:http';
import type { PhoneWorld } from './phoneWorld';

/** Somebody else's telephone system: an Application that answers its calls with a sentence. */
export interface OtherParty {
	applicationId: string;
	answerUrl: string;
	close(): Promise<void>;
}

/** An Application of another system in the lab's Plivo account, with a number linked to it if one is given. */
export async function otherParty(
	world: PhoneWorld,
	sentence: string,
	number?: string,
): Promise<OtherParty> {
	const server = createServer((request, response) => {
		request.resume();
		response.setHeader('content-type', 'application/xml');
		response.end(`<Response><Speak>${sentence}</Speak></Response>`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// A test that fails before it closes the party must not keep Jest from ending.
	server.unref();
	const { port } = server.address() as { port: number };
	const answerUrl = `http://127.0.0.1:${port}/answer`;
	const { app_id: applicationId } = await plivo<{ app_id: string }>(world, '/Application/', {
		app_name: `other-${port}`,
		answer_url: answerUrl,
		hangup_url: `http://127.0.0.1:${port}/hangup`,
	});
	if (number !== undefined) {
		await plivo(world, `/Number/${number.slice(1)}/`, { app_id: applicationId });
	}
	return {
		applicationId,
		answerUrl,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A request to the lab's Plivo, as its console would make it: POST with a body, GET without. */
export async function plivo<T>(world: PhoneWorld, path: string, body?: object): Promise<T> {
	const { authId, authToken } = world.lab.plivo.account;
	const response = await fetch(`${world.lab.plivo.apiUrl}/v1/Account/${authId}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`,
			'content-type': 'application/json',
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	if (!response.ok) throw new Error(`${path} -> ${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}
