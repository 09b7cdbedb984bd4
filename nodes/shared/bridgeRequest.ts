import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { getPlivoAccount, PLIVO_VENDOR_URL } from './plivoRequest';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import { STREAM_TOKEN_VERSION } from './streamToken';

/** The Voice Bridge credential, trimmed; URLs without a trailing slash. */
export interface BridgeAccount {
	publicUrl: string;
	controlUrl: string;
	sharedSecret: string;
}

/** Reads the `voiceBridgeApi` credential of the node, or null when the user chose none. */
export async function getBridgeAccount(context: RequestContext): Promise<BridgeAccount | null> {
	if (!context.getNode().credentials?.voiceBridgeApi) return null;
	const credentials = await context.getCredentials('voiceBridgeApi');
	const text = (key: string) => String(credentials[key] ?? '').trim();
	return {
		publicUrl: text('publicUrl').replace(/\/+$/, ''),
		controlUrl: text('controlUrl').replace(/\/+$/, ''),
		sharedSecret: text('sharedSecret'),
	};
}

/**
 * The bridge of a node that needs one.
 * @throws NodeOperationError that names the credential to choose
 */
export async function requireBridgeAccount(context: RequestContext): Promise<BridgeAccount> {
	const bridge = await getBridgeAccount(context);
	if (bridge) return bridge;
	throw new NodeOperationError(
		context.getNode(),
		"'Audio Path' is 'Through Bridge' and no Voice Bridge credential is chosen",
		{
			description:
				"Choose a credential under 'Voice Bridge Credential', or set 'Audio Path' to 'Direct'",
		},
	);
}

/**
 * Asks the bridge whether it opens the tokens this package seals, so that an old bridge is found when the workflow is
 * published and not by the first caller.
 * @throws NodeApiError when the bridge cannot be asked, NodeOperationError when it is too old or its URL cannot work
 */
export async function assertBridgeUnderstandsTokens(context: RequestContext): Promise<void> {
	const bridge = await requireBridgeAccount(context);
	const { baseUrl } = await getPlivoAccount(context);
	const scheme = baseUrl === PLIVO_VENDOR_URL ? /^wss:\/\// : /^wss?:\/\//;
	if (!scheme.test(bridge.publicUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			"The 'Public URL' of the Voice Bridge credential does not begin with wss://",
			{
				description:
					'Plivo reaches the bridge under this address, for example wss://bridge.example.com',
			},
		);
	}
	let failure: unknown;
	let status: IDataObject | undefined;
	try {
		status = (await context.helpers.httpRequestWithAuthentication.call(context, 'voiceBridgeApi', {
			method: 'GET',
			url: `${bridge.controlUrl}/control/status`,
			json: true,
			timeout: 5_000,
			disableFollowRedirect: true,
		})) as IDataObject;
	} catch (error) {
		failure = error;
	}
	if (status === undefined) throw providerFailure(context, 'The bridge', failure);
	const versions = Array.isArray(status.tokenVersions) ? status.tokenVersions : [];
	if (versions.includes(STREAM_TOKEN_VERSION)) return;
	throw new NodeOperationError(
		context.getNode(),
		`The bridge (version ${String(status.version ?? 'unknown')}) does not understand stream tokens of version ${STREAM_TOKEN_VERSION}: update the bridge`,
		{
			description: `It understands: ${versions.length ? versions.join(', ') : 'none that it names'}`,
		},
	);
}
