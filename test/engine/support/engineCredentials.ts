import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import { packageCredentials } from './packageSource';

/** What the user typed, by credential type. */
export type CredentialValues = Record<string, ICredentialDataDecryptedObject>;

const unused = (what: string) => new Error(`${what} is not used by the nodes of this package.`);

/**
 * Stands in for n8n's store of credentials: the same defaults and hidden fields as there, no encryption. The real
 * `authenticate` of the credential class is called.
 */
export class EngineCredentials extends ICredentialsHelper {
	readonly #types = new Map<string, ICredentialType>(
		packageCredentials().map(({ instance }) => [instance.name, instance]),
	);

	constructor(readonly values: CredentialValues) {
		super();
	}

	#type(name: string): ICredentialType {
		const type = this.#types.get(name);
		if (!type) throw new Error(`There is no credential type ${name}.`);
		return type;
	}

	getParentTypes(name: string): string[] {
		return this.#type(name).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.#type(typeName);
		if (typeof authenticate !== 'function') throw unused('A generic authentication');
		return await authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw unused('The encrypted form of a credential');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const values = this.values[type];
		if (!values) throw new Error(`The test gave no values for the credential ${type}.`);
		return this.withDefaults(type, values);
	}

	/** What n8n hands to a node: defaults filled in, fields that the panel hides left out. */
	withDefaults(
		type: string,
		values: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		return NodeHelpers.getNodeParameters(
			properties,
			values as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(): Promise<void> {
		throw unused('Writing a credential');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw unused('OAuth');
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.#type(type).properties;
	}
}
