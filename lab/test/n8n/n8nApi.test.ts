import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { N8nApi } from '../../src/n8n/n8nApi';
import { N8nApiError, refusalWords } from '../../src/n8n/n8nHttp';
import type { PublicationStatus } from '../../src/n8n/n8nTypes';
import { PublicationError, publicationFailure } from '../../src/n8n/publicationError';

describe('refusalWords', () => {
	it.each([
		['{"code":400,"message":"Name is too short"}', 'Name is too short'],
		['{"message":"No","description":"Because.","hint":"Try again"}', 'No Because. Try again'],
		['{"message":"Same","description":"Same"}', 'Same'],
		['{"message":""}', 'no reason given'],
		['<html>\n Bad   Gateway </html>', '<html> Bad Gateway </html>'],
		['"plain"', 'plain'],
		['null', 'null'],
		['', 'no reason given'],
	])('reads %j', (body, words) => {
		expect(refusalWords(body)).toBe(words);
	});
});

const publication = (
	status: PublicationStatus['status'],
	...errorMessages: Array<string | null>
): PublicationStatus => ({
	status,
	liveVersionId: null,
	triggers: errorMessages.map((errorMessage, index) => ({
		nodeId: String(index),
		status: errorMessage === null ? 'activated' : 'failed',
		errorMessage,
	})),
});

describe('publicationFailure', () => {
	it('gives the words of every trigger that failed, once', () => {
		expect(publicationFailure(publication('partial', null, 'A is empty', 'A is empty', 'B'))).toBe(
			'A is empty\nB',
		);
	});

	it('says how it stands when no trigger says why', () => {
		expect(publicationFailure(publication('in_progress', null))).toBe(
			'The workflow was not published (in_progress).',
		);
	});
});

describe('N8nApi', () => {
	let server: Server;
	let api: N8nApi;
	let answers: Record<string, Array<{ status: number; body: unknown; cookie?: string }>>;
	let seen: Array<{ route: string; cookie: string | undefined; body: string }>;

	beforeEach(async () => {
		seen = [];
		server = createServer((request, response) => {
			const route = `${request.method} ${request.url}`;
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				seen.push({ route, cookie: request.headers.cookie, body });
				const queue = answers[route] ?? [{ status: 404, body: { message: `no ${route}` } }];
				const answer = queue.length > 1 ? queue.shift() : queue[0];
				response.statusCode = answer?.status ?? 500;
				if (answer?.cookie) response.setHeader('set-cookie', answer.cookie);
				response.end(JSON.stringify(answer?.body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		api = new N8nApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	});

	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	it('signs in when there is an owner already, and keeps the session', async () => {
		answers = {
			'POST /rest/owner/setup': [
				{ status: 400, body: { message: 'Instance owner already setup' } },
			],
			'POST /rest/login': [{ status: 200, body: { data: {} }, cookie: 'n8n-auth=abc; HttpOnly' }],
			'GET /rest/credentials': [{ status: 200, body: { data: [] } }],
		};
		await api.signIn();
		expect(await api.credentials()).toEqual([]);
		expect(seen.at(-1)?.cookie).toBe('n8n-auth=abc');
	});

	it('does not hide another refusal of the owner behind a sign-in', async () => {
		answers = { 'POST /rest/owner/setup': [{ status: 503, body: { message: 'not ready' } }] };
		await expect(api.signIn()).rejects.toThrow(
			'n8n refused POST /rest/owner/setup (503): not ready',
		);
		expect(seen).toHaveLength(1);
	});

	it('waits until a publication has settled, and publishes the saved version', async () => {
		answers = {
			'GET /rest/workflows/w1': [{ status: 200, body: { data: { versionId: 'v7' } } }],
			'POST /rest/workflows/w1/activate': [{ status: 200, body: { data: {} } }],
			'GET /rest/workflows/w1/publication-status': [
				{ status: 200, body: { data: publication('in_progress') } },
				// No longer in flight, and its triggers are not read yet.
				{ status: 200, body: { data: publication('not_published') } },
				{ status: 200, body: { data: publication('published', null) } },
			],
		};
		expect((await api.publishWorkflow('w1')).status).toBe('published');
		expect(seen.find(({ route }) => route.endsWith('/activate'))?.body).toBe('{"versionId":"v7"}');
		expect(seen.filter(({ route }) => route.endsWith('/publication-status'))).toHaveLength(3);
	});

	it('fails a publication with the words of the trigger', async () => {
		answers = {
			'GET /rest/workflows/w1': [{ status: 200, body: { data: { versionId: 'v7' } } }],
			'POST /rest/workflows/w1/activate': [{ status: 200, body: { data: {} } }],
			'GET /rest/workflows/w1/publication-status': [
				{ status: 200, body: { data: publication('failed', "Pick a number in 'Phone Numbers'") } },
			],
		};
		const failure: unknown = await api.publishWorkflow('w1').catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(PublicationError);
		expect((failure as PublicationError).message).toBe("Pick a number in 'Phone Numbers'");
	});

	it('names the request and the words of a refusal', async () => {
		answers = { 'GET /rest/workflows/nope': [{ status: 404, body: { message: 'Not there' } }] };
		const failure: unknown = await api.workflow('nope').catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(N8nApiError);
		expect(failure).toMatchObject({ status: 404, words: 'Not there' });
	});
});
