import type { N8nApi } from '../n8n/n8nApi';
import type { CredentialReference } from '../n8n/n8nTypes';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../plivo/credentials';
import { LAB_ULTRAVOX_API_KEY } from '../ultravox/ultravoxState';

export type LabCredentialType = 'plivoVoiceApi' | 'ultravoxApi' | 'voiceBridgeApi';
export type LabCredentials = Record<LabCredentialType, CredentialReference>;

/** Where the lab listens; base URLs without a trailing slash. */
export interface LabAddresses {
	plivoApiUrl: string;
	ultravoxApiUrl: string;
	ultravoxAppUrl: string;
	bridge: { publicUrl: string; controlUrl: string; sharedSecret: string };
}

/** The fields of the three credentials, pointing at the lab. */
export function labCredentialFields(
	addresses: LabAddresses,
): Record<LabCredentialType, Record<string, unknown>> {
	return {
		plivoVoiceApi: {
			authId: LAB_PLIVO_AUTH_ID,
			authToken: LAB_PLIVO_AUTH_TOKEN,
			defaultCallerId: '',
			advanced: true,
			baseUrl: addresses.plivoApiUrl,
		},
		ultravoxApi: {
			apiKey: LAB_ULTRAVOX_API_KEY,
			advanced: true,
			baseUrl: addresses.ultravoxApiUrl,
			appBaseUrl: addresses.ultravoxAppUrl,
		},
		voiceBridgeApi: { ...addresses.bridge },
	};
}

/** What a request to a webhook of the examples brings along. */
export const LAB_HEADER = { name: 'X-Phone-Lab', value: 'phone-lab' };

const HEADER_NAME = 'Header of the Phone Lab';

/** Makes the credential of webhooks that check a header, or takes the one from an earlier start. */
export async function ensureHeaderCredential(n8n: N8nApi): Promise<CredentialReference> {
	const type = 'httpHeaderAuth';
	const known = (await n8n.credentials()).find(
		(one) => one.type === type && one.name === HEADER_NAME,
	);
	return known ?? (await n8n.createCredential(HEADER_NAME, type, LAB_HEADER));
}

const NAMES: Record<LabCredentialType, string> = {
	plivoVoiceApi: 'Plivo of the Phone Lab',
	ultravoxApi: 'Ultravox of the Phone Lab',
	voiceBridgeApi: 'Bridge of the Phone Lab',
};

/**
 * Makes the three credentials, or points those of an earlier start at where the lab listens now, and tests each as the
 * editor's *Test* does.
 * @param suffix told apart by tests that share an n8n
 * @throws Error with n8n's words when a test fails
 */
export async function ensureLabCredentials(
	n8n: N8nApi,
	addresses: LabAddresses,
	suffix = '',
): Promise<LabCredentials> {
	const existing = await n8n.credentials();
	const fields = labCredentialFields(addresses);
	const ensure = async (type: LabCredentialType) => {
		const name = NAMES[type] + suffix;
		const known = existing.find((one) => one.type === type && one.name === name);
		const credential = known
			? await n8n.updateCredential(known, fields[type])
			: await n8n.createCredential(name, type, fields[type]);
		const { status, message } = await n8n.testCredential(credential, fields[type]);
		if (status !== 'OK') throw new Error(`The credential "${name}" does not work: ${message}`);
		return credential;
	};
	return {
		plivoVoiceApi: await ensure('plivoVoiceApi'),
		ultravoxApi: await ensure('ultravoxApi'),
		voiceBridgeApi: await ensure('voiceBridgeApi'),
	};
}
