import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { signControlRequest } from '../nodes/shared/signedControlRequest';

export class VoiceBridgeApi implements ICredentialType {
	name = 'voiceBridgeApi';

	displayName = 'Voice Bridge API';

	documentationUrl =
		'https://github.com/n8n-nodes-plivo-ultravox/n8n-nodes-plivo-ultravox/blob/main/docs/credentials.md#voice-bridge';

	icon: Icon = {
		light: 'file:../icons/voiceBridge.svg',
		dark: 'file:../icons/voiceBridge.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Public URL',
			name: 'publicUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wss://bridge.example.com',
			description: 'The address under which Plivo reaches the bridge, beginning with wss://',
		},
		{
			displayName: 'Control URL',
			name: 'controlUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://bridge.example.com',
			description: 'The address under which n8n reaches the bridge, beginning with https://',
		},
		{
			displayName: 'Shared Secret',
			name: 'sharedSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The same text as BRIDGE_SHARED_SECRET of the bridge, at least 16 characters and no comma',
		},
	];

	/** Signs the request with the shared secret, which itself never travels. Only requests below the control URL are signed. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signControlRequest(requestOptions, {
			controlUrl: String(credentials.controlUrl ?? ''),
			sharedSecret: String(credentials.sharedSecret ?? '').trim(),
		});
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.controlUrl.trim().replace(/\\/+$/, "") }}',
			url: '/control/status',
			// As the nodes: no redirect takes the credential along.
			disableFollowRedirect: true,
		},
	};
}
