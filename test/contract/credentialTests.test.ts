import { testRequestUrl } from '../engine/support/credentialTest';
import { CREDENTIALS } from './support/recordingContext';
import type { SentRequest } from './support/sentRequest';
import { operationOf, plivoErrors } from './support/plivoContract';
import { ultravoxErrors } from './support/ultravoxContract';

/** The test request of a credential with the vendor's own host, as it is sent. */
async function testRequest(credential: string): Promise<SentRequest> {
	const { baseUrl, path } = await testRequestUrl(credential, CREDENTIALS[credential] ?? {});
	return { credential, method: 'GET', url: baseUrl + path, query: {}, body: undefined };
}

describe('the test request of a credential is an operation of the vendor', () => {
	test('Plivo: the account', async () => {
		const request = await testRequest('plivoVoiceApi');
		expect(plivoErrors(request)).toEqual([]);
		expect(operationOf(request)).toBe('GET /');
	});

	test("U0.1 Ultravox: the key's own account", async () => {
		expect(ultravoxErrors(await testRequest('ultravoxApi'))).toEqual([]);
	});
});
