import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { assertBridgeUnderstandsTokens } from '../../../nodes/shared/bridgeRequest';
import { STREAM_TOKEN_VERSION } from '../../../nodes/shared/streamToken';

const CREDENTIALS: Record<string, object> = {
	plivoVoiceApi: { authId: 'MA', authToken: 'the-auth-token' },
	voiceBridgeApi: {
		publicUrl: 'wss://bridge.example.com',
		controlUrl: 'https://bridge.example.com/',
		sharedSecret: 'a secret of the unit test',
	},
};

/** Asks a bridge that gives this answer. */
async function ask(answer: () => unknown) {
	const requests: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({
			name: 'Node',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { voiceBridgeApi: { id: '1', name: 'Bridge' } },
		}),
		getCredentials: async (name: string) => CREDENTIALS[name],
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				requests.push(options);
				return await answer();
			},
		},
	} as unknown as IExecuteFunctions;
	const outcome = await assertBridgeUnderstandsTokens(context).catch((error: unknown) => error);
	return { outcome, requests };
}

test('the bridge is asked at its own address alone', async () => {
	const { outcome, requests } = await ask(() => ({ tokenVersions: [STREAM_TOKEN_VERSION] }));
	expect(outcome).toBeUndefined();
	expect(requests).toEqual([
		expect.objectContaining({
			url: 'https://bridge.example.com/control/status',
			disableFollowRedirect: true,
		}),
	]);
});

test('one that leads elsewhere is refused', async () => {
	const { outcome } = await ask(async () => await Promise.reject({ statusCode: 302, body: '' }));
	expect((outcome as Error).message).toBe(
		'The bridge leads on to another address, which is not followed',
	);
});

test('one that does not know these tokens is refused', async () => {
	const { outcome } = await ask(() => ({ version: '0.1.0', tokenVersions: [] }));
	expect((outcome as Error).message).toMatch(/^The bridge \(version 0\.1\.0\) does not understand/);
});
