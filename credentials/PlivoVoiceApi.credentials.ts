import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class PlivoVoiceApi implements ICredentialType {
	name = 'plivoVoiceApi';

	displayName = 'Plivo Voice API';

	documentationUrl =
		'https://github.com/n8n-nodes-plivo-ultravox/n8n-nodes-plivo-ultravox/blob/main/docs/credentials.md#plivo-voice';

	icon: Icon = { light: 'file:../icons/plivo.svg', dark: 'file:../icons/plivo.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Auth ID',
			name: 'authId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. MAXXXXXXXXXXXXXXXXXX',
			description: 'Shown on the overview page of the Plivo console, 20 characters',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Beside the Auth ID. It also proves that a callback really comes from Plivo.',
		},
		{
			displayName: 'Default Caller ID',
			name: 'defaultCallerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. +15551234567',
			description: 'The Plivo number that calls are made from when a node names no other',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description:
				'Whether to reach Plivo through another address, such as a proxy or the phone lab',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.plivo.com',
			displayOptions: { show: { advanced: [true] } },
		},
	];

	/** HTTP Basic: Auth ID and Auth Token (plivo.md §1). A function, so that no expression is evaluated per request. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			auth: {
				username: String(credentials.authId ?? '').trim(),
				password: String(credentials.authToken ?? '').trim(),
			},
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.advanced && ($credentials.baseUrl || "").trim() || "https://api.plivo.com").replace(/\\/+$/, "") }}',
			url: '=/v1/Account/{{ $credentials.authId.trim() }}/',
			// As the nodes: no redirect takes the credential along.
			disableFollowRedirect: true,
		},
	};
}
