import type { IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { uploadDocument } from '../../../../../nodes/Ultravox/resources/corpusSource/uploadDocument';
import type { UltravoxApi } from '../../../../../nodes/shared/ultravoxApi';

const FILE = { fileName: 'a.txt', mimeType: 'text/plain', bytes: Buffer.from('text') };

/** Uploads a file where Ultravox names this address for it. */
async function upload(presignedUrl: string, baseUrl: string) {
	const puts: IHttpRequestOptions[] = [];
	const api = {
		itemIndex: 0,
		send: async () => ({ documentId: 'd1', presignedUrl }),
		account: async () => ({ apiKey: 'key', baseUrl, appBaseUrl: baseUrl }),
		context: {
			getNode: () => ({
				name: 'Node',
				type: 't',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			}),
			getExecutionCancelSignal: () => undefined,
			helpers: { httpRequest: async (options: IHttpRequestOptions) => puts.push(options) },
		},
	} as unknown as UltravoxApi;
	const uploaded = uploadDocument(api, '/api/corpora/c1', FILE);
	return { outcome: await uploaded.catch((error: unknown) => error), puts };
}

test('the file goes to the address alone, and not where that leads on', async () => {
	const { outcome, puts } = await upload(
		'https://storage.example.com/a',
		'https://api.ultravox.ai',
	);
	expect(outcome).toBe('d1');
	expect(puts).toEqual([
		expect.objectContaining({
			method: 'PUT',
			url: 'https://storage.example.com/a',
			disableFollowRedirect: true,
		}),
	]);
});

test.each([
	['http://storage.example.com/a?signature=s3cret', 'without encryption'],
	['https://169.254.169.254/a?signature=s3cret', 'which is in a private network'],
	['https://localhost/a?signature=s3cret', 'which is in a private network'],
])('the file does not go to %s', async (address, reason) => {
	const { outcome, puts } = await upload(address, 'https://api.ultravox.ai');
	expect(outcome).toBeInstanceOf(NodeApiError);
	expect((outcome as Error).message).toContain(reason);
	expect((outcome as Error).message).not.toContain('s3cret');
	expect(puts).toEqual([]);
});

test('an Ultravox in a private network has its storage there', async () => {
	const { outcome } = await upload('http://10.0.0.5/a', 'http://127.0.0.1:4001');
	expect(outcome).toBe('d1');
});
