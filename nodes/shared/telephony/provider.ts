import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../operations/parameters';
import { getPlivoAccount } from '../plivoRequest';
import type { UltravoxApi } from '../ultravoxApi';

/** What Ultravox signs in to a provider with. */
export interface ProviderCredentials {
	/** By Ultravox's names, such as `authId`; only those that were given. */
	fields: Record<string, string>;
	/** Those among the values that nobody may see. */
	secrets: string[];
}

/** A telephony provider whose credentials Ultravox can keep, one configuration per account (ultravox.md §5.1). */
export interface TelephonyProvider {
	/** `Plivo` */
	name: string;
	path: string;
	/** Names of the fields that are written and never read; what is read is `<name>Prefix`. */
	secretFields: readonly string[];
	/** Inputs for what is not in an n8n credential; all of them are needed for a new configuration. */
	inputs: INodeProperties[];
	/** What is offered under 'Update Fields' to change the credentials. */
	updateInputs: INodeProperties[];
	credentials(api: UltravoxApi, parameters: Parameters): Promise<ProviderCredentials>;
	/** Those that an update is to change. */
	changedCredentials(api: UltravoxApi, fields: Parameters): Promise<ProviderCredentials>;
	/** What no answer may show, whatever is asked. */
	secrets(api: UltravoxApi): Promise<string[]>;
	/** A made-up call as the provider reports it. */
	sampleCall: IDataObject;
}

async function plivoCredentials({ context }: UltravoxApi): Promise<ProviderCredentials> {
	const { authId, authToken } = await getPlivoAccount(context);
	return { fields: { authId, authToken }, secrets: [authToken] };
}

/** Plivo: Auth ID and Auth Token come from the n8n credential alone (peers.md U0.2). */
export const plivoProvider: TelephonyProvider = {
	name: 'Plivo',
	path: '/api/telephony_configs/plivo',
	secretFields: ['authToken'],
	inputs: [],
	updateInputs: [
		{
			displayName: 'Renew Credential',
			name: 'renewCredential',
			type: 'boolean',
			default: true,
			description:
				'Whether to give Ultravox what is in the Plivo credential now, such as after it was changed in the Plivo console',
		},
	],
	credentials: plivoCredentials,
	changedCredentials: async (api, fields) =>
		fields.flag('renewCredential') ? await plivoCredentials(api) : { fields: {}, secrets: [] },
	secrets: async (api) => (await plivoCredentials(api)).secrets,
	sampleCall: {
		CallUUID: '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		From: '14155550100',
		To: '14155550123',
		CallStatus: 'ringing',
		Direction: 'inbound',
		CallerName: '+14155550100',
	},
};

interface CredentialInput {
	displayName: string;
	name: string;
	secret?: boolean;
	longest?: number;
	texts: Pick<INodeProperties, 'placeholder' | 'description'>;
}

function asProperty({ displayName, name, secret, texts }: CredentialInput): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		...(secret ? { typeOptions: { password: true } } : {}),
		default: '',
		...texts,
	};
}

/** Reads the inputs that were given, those that must be there or those that are. */
function readInputs(
	inputs: readonly CredentialInput[],
	read: (name: string) => string | undefined,
	parameters: Parameters,
): ProviderCredentials {
	const credentials: ProviderCredentials = { fields: {}, secrets: [] };
	for (const { name, secret, longest = Infinity } of inputs) {
		const value = read(name);
		if (value === undefined) continue;
		if (value.length > longest) {
			throw parameters.problem(name, `has ${value.length} characters, and may have ${longest}`);
		}
		credentials.fields[name] = value;
		if (secret) credentials.secrets.push(value);
	}
	return credentials;
}

/** A provider for which n8n has no credential of this package: what signs in is typed into the node. */
function typedProvider(
	{ name, path, sampleCall }: Pick<TelephonyProvider, 'name' | 'path' | 'sampleCall'>,
	inputs: readonly CredentialInput[],
): TelephonyProvider {
	const properties = inputs.map(asProperty);
	return {
		name,
		path,
		sampleCall,
		secretFields: inputs.filter(({ secret }) => secret).map((input) => input.name),
		inputs: properties.map((property) => ({ ...property, required: true })),
		updateInputs: properties,
		credentials: async (_api, parameters) =>
			readInputs(inputs, (field) => parameters.text(field), parameters),
		changedCredentials: async (_api, fields) =>
			readInputs(inputs, (field) => fields.optionalText(field), fields),
		secrets: async () => [],
	};
}

export const twilioProvider = typedProvider(
	{
		name: 'Twilio',
		path: '/api/telephony_configs/twilio',
		sampleCall: {
			CallSid: 'CA00000000000000000000000000000000',
			From: '+14155550100',
			To: '+14155550123',
			CallStatus: 'ringing',
			Direction: 'inbound',
			FromCity: 'SAN FRANCISCO',
			FromState: 'CA',
			FromZip: '94105',
			FromCountry: 'US',
		},
	},
	[
		{
			displayName: 'Account SID',
			name: 'accountSid',
			texts: {
				placeholder: 'e.g. AC00000000000000000000000000000000',
				description: 'Shown on the first page of the Twilio console',
			},
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			secret: true,
			texts: { description: 'Beside the Account SID; Ultravox keeps it and never shows it' },
		},
	],
);

export const telnyxProvider = typedProvider(
	{
		name: 'Telnyx',
		path: '/api/telephony_configs/telnyx',
		sampleCall: {
			CallSid: 'v3:2f1b6f0e6f3a4c7e9c550a4d0f6d8f11',
			From: '+14155550100',
			To: '+14155550123',
		},
	},
	[
		{
			displayName: 'Account SID',
			name: 'accountSid',
			texts: { description: 'Shown in the Telnyx portal under Account Settings > General' },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			secret: true,
			texts: { description: 'Ultravox keeps it and never shows it' },
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			secret: true,
			texts: { description: 'Shown in the Telnyx portal under API Keys > Public Key' },
		},
		{
			displayName: 'Application SID',
			name: 'applicationSid',
			longest: 40,
			texts: {
				description:
					'A TeXML application with an outbound voice profile that may call your destinations; at most 40 characters',
			},
		},
	],
);
