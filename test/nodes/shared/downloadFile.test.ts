import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { downloadFile } from '../../../nodes/shared/downloadFile';

interface Sent {
	url: string;
	signedIn: boolean;
}

/** A node that is answered in this order, and what it sent. */
function nodeAnswered(...answers: Array<{ statusCode: number; location?: string }>) {
	const sent: Sent[] = [];
	const reply = (signedIn: boolean) => async (options: IHttpRequestOptions) => {
		sent.push({ url: options.url, signedIn });
		const { statusCode = 404, location } = answers.shift() ?? {};
		const headers = { 'content-type': 'audio/wav', ...(location ? { location } : {}) };
		return { statusCode, headers, body: Readable.from([Buffer.from('RIFF')]) };
	};
	const signed = reply(true);
	const context = {
		getNode: () => ({ name: 'Plivo Voice' }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequest: reply(false),
			httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) =>
				await signed(options),
		},
	} as unknown as IExecuteFunctions;
	return { context, sent };
}

const START = 'https://media.plivo.com/1.wav';

const download = async (context: IExecuteFunctions, root = 'https://api.plivo.com/v1/Account/MA') =>
	await downloadFile(
		{
			context,
			itemIndex: 0,
			door: { provider: 'Plivo', credential: 'plivoVoiceApi', root, secrets: [] },
			mayTakeCredential: (url) => new URL(url).hostname.endsWith('.plivo.com'),
		},
		START,
	);

describe('T1.12 where a download may be led', () => {
	test.each([
		['https://storage.example.com/1.wav?signature=1', undefined],
		['/2.wav', undefined],
		['http://storage.example.com/1.wav', 'http://gateway.example.com'],
		['http://10.0.0.7/1.wav', 'http://127.0.0.1:4001'],
	])('to %s', async (location, root) => {
		const { context, sent } = nodeAnswered({ statusCode: 302, location }, { statusCode: 200 });
		await download(context, root);
		expect(sent.map(({ url }) => url)).toEqual([START, new URL(location, START).href]);
	});

	test.each([
		['http://storage.example.com/1.wav', undefined, /to storage\.example\.com, without encryption/],
		['https://169.254.169.254/latest', undefined, /to 169\.254\.169\.254, which is in a private/],
		['https://[::1]/1.wav', undefined, /to \[::1\], which is in a private network/],
		['https://localhost:8443/', 'http://gateway.example.com', /which is in a private network/],
		['file:///etc/passwd', undefined, /no web address/],
		['https://[storage/1.wav', undefined, /no web address/],
	])('not to %s', async (location, root, words) => {
		const { context, sent } = nodeAnswered({ statusCode: 302, location }, { statusCode: 200 });
		await expect(download(context, root)).rejects.toThrow(words);
		// Not a second time either.
		expect(sent).toEqual([{ url: START, signedIn: false }]);
	});

	it('says of the API that it refused the credential, once it was sent', async () => {
		const { context, sent } = nodeAnswered({ statusCode: 401 }, { statusCode: 401 });
		await expect(download(context)).rejects.toThrow('Plivo refused the credential');
		expect(sent.map(({ signedIn }) => signedIn)).toEqual([false, true]);
	});

	it('names the host that refused where the credential was not sent', async () => {
		const location = 'https://storage.example.com/1.wav';
		const { context } = nodeAnswered({ statusCode: 302, location }, { statusCode: 403 });
		await expect(download(context)).rejects.toMatchObject({
			message: 'storage.example.com did not give the file',
			description: 'HTTP status 403.',
			httpCode: '403',
		});
	});
});
