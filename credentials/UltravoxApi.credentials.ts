import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class UltravoxApi implements ICredentialType {
	name = 'ultravoxApi';

	displayName = 'Ultravox API';

	documentationUrl =
		'https://github.com/n8n-nodes-plivo-ultravox/n8n-nodes-plivo-ultravox/blob/main/docs/credentials.md#ultravox';

	icon: Icon = { light: 'file:../icons/ultravox.svg', dark: 'file:../icons/ultravox.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Made in the Ultravox console under Settings > API Keys',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description:
				'Whether to reach Ultravox through other addresses, such as a proxy or the phone lab',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.ultravox.ai',
			description: 'The host of the API',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'App Base URL',
			name: 'appBaseUrl',
			type: 'string',
			default: 'https://app.ultravox.ai',
			description:
				'The host that Plivo asks for an answer when an agent is connected to a number directly',
			displayOptions: { show: { advanced: [true] } },
		},
	];

	/** Header X-API-Key (ultravox.md §1). A function, so that no expression is evaluated per request. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, 'X-API-Key': String(credentials.apiKey ?? '').trim() },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.advanced && ($credentials.baseUrl || "").trim() || "https://api.ultravox.ai").replace(/\\/+$/, "") }}',
			url: '/api/accounts/me',
			// As the nodes: no redirect takes the credential along.
			disableFollowRedirect: true,
		},
	};
}
