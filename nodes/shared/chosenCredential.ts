import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { RequestContext } from './providerFailure';

/** What each credential is called where it is chosen. */
const NAMES = { plivoVoiceApi: 'Plivo', ultravoxApi: 'Ultravox' };

/**
 * What a credential of the node holds.
 * @throws NodeOperationError that says which one is to be chosen, where n8n names its type alone; n8n's error for one that cannot be read
 */
export async function chosenCredential(
	context: RequestContext,
	type: keyof typeof NAMES,
): Promise<ICredentialDataDecryptedObject> {
	let failure: unknown;
	try {
		return await context.getCredentials(type);
	} catch (error) {
		failure = error;
	}
	const node = context.getNode();
	if (node.credentials?.[type] !== undefined) throw failure;
	throw new NodeOperationError(node, `No ${NAMES[type]} credential is chosen`, {
		description: 'Choose one at the top of the panel of this node',
	});
}
