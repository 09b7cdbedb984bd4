import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { SentRequest } from './sentRequest';
import { sentRequest } from './sentRequest';

/** What a provider answers to one request. */
export type Answer = (request: SentRequest) => unknown;

/** Credentials with the vendors' own hosts. */
export const CREDENTIALS: Record<string, ICredentialDataDecryptedObject> = {
	plivoVoiceApi: { authId: 'MACONTRACTTEST000000', authToken: 'contract-test-token' },
	ultravoxApi: { apiKey: 'CONTRACT.contracttestkey00000000000000000' },
	voiceBridgeApi: {
		publicUrl: 'wss://bridge.example.com',
		controlUrl: 'https://bridge.example.com',
		sharedSecret: 'contract-test-shared-secret',
	},
};

/** The part of every n8n context that requests go through, keeping what is sent. */
export function recordingContext(answer: Answer) {
	const requests: SentRequest[] = [];
	const context = {
		getNode: () => ({
			id: '7d1f4c1e-0000-4000-8000-000000000000',
			name: 'Node',
			type: 'n8n-nodes-plivo-ultravox.inboundCallTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: {},
		}),
		getCredentials: async (name: string) => CREDENTIALS[name],
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => {
				const request = sentRequest(type, options);
				requests.push(request);
				return await answer(request);
			},
		},
	};
	return { requests, context: context as unknown as ILoadOptionsFunctions };
}
