import type { IHttpRequestOptions } from 'n8n-workflow';
import { PlivoVoiceApi } from '../../credentials/PlivoVoiceApi.credentials';
import { UltravoxApi } from '../../credentials/UltravoxApi.credentials';
import { VoiceBridgeApi } from '../../credentials/VoiceBridgeApi.credentials';
import { isSignedBody, verifyControlAuthorization } from '../../nodes/shared/bridgeControl';

const request = (): IHttpRequestOptions => ({
	method: 'POST',
	url: 'https://api.example.com/thing',
	headers: { accept: 'application/json' },
	body: { kept: true },
});

/** What pasting brings along: blanks, a tab, the end of a line. */
const pasted = (value: string) => ` \t${value}\r\n`;

describe('what a credential puts on a request', () => {
	test('Plivo: HTTP Basic of Auth ID and Auth Token, without what pasting brings along', async () => {
		const values = {
			authId: pasted('MAUNITTEST0000000000'),
			authToken: pasted('unit-test-token'),
		};
		const original = request();
		const signed = await new PlivoVoiceApi().authenticate(values, original);
		expect(signed).toEqual({
			...request(),
			auth: { username: 'MAUNITTEST0000000000', password: 'unit-test-token' },
		});
		expect(original).toEqual(request());
	});

	test('U0.1 Ultravox: the key in the header X-API-Key, and in no other place', async () => {
		const values = { apiKey: pasted('UNITTEST.key') };
		const original = request();
		const signed = await new UltravoxApi().authenticate(values, original);
		expect(signed).toEqual({
			...request(),
			headers: { accept: 'application/json', 'X-API-Key': 'UNITTEST.key' },
		});
		expect(original).toEqual(request());
	});

	test('Bridge: a signature of the request that the bridge accepts; the secret itself stays here', async () => {
		const secret = 'a secret of the unit test';
		const values = { sharedSecret: pasted(secret), controlUrl: pasted('https://api.example.com/') };
		const original = request();
		const signed = await new VoiceBridgeApi().authenticate(values, original);
		const { Authorization, ...others } = signed.headers as Record<string, string>;
		expect(others).toEqual({ accept: 'application/json', 'Content-Type': 'application/json' });
		expect(String(signed.body)).toBe('{"kept":true}');
		const asked = { method: 'POST', target: '/thing' };
		const said = verifyControlAuthorization(Authorization, asked, secret);
		expect(said && isSignedBody(said, '{"kept":true}')).toBe(true);
		const another = 'another secret of the test';
		expect(verifyControlAuthorization(Authorization, asked, another)).toBeUndefined();
		expect(JSON.stringify(signed)).not.toContain(secret);
		expect(original).toEqual(request());
	});

	test('Bridge: no signature for a request to anywhere else', async () => {
		const values = {
			sharedSecret: 'a secret of the unit test',
			controlUrl: 'https://bridge.example.com',
		};
		await expect(new VoiceBridgeApi().authenticate(values, request())).rejects.toThrow(
			"below its 'Control URL' only",
		);
	});

	test.each([
		['Plivo', new PlivoVoiceApi()],
		['Ultravox', new UltravoxApi()],
	])(
		'%s: a credential that was saved empty is for the provider to refuse',
		async (_name, credential) => {
			await expect(credential.authenticate({}, request())).resolves.toBeDefined();
		},
	);

	test('Bridge: a credential that was saved empty says so', async () => {
		await expect(new VoiceBridgeApi().authenticate({}, request())).rejects.toThrow(
			"The bridge's shared secret is empty.",
		);
	});
});
