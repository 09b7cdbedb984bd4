import { testRequestUrl } from '../engine/support/credentialTest';

const PLIVO = { authId: 'MAUNITTEST0000000000', authToken: 'unit-test-token' };
const ULTRAVOX = { apiKey: 'UNITTEST.key' };
const OTHER = ' http://127.0.0.1:4010/ ';

describe('where a test request goes', () => {
	test("Plivo: the account on the vendor's host", async () => {
		const { baseUrl, path } = await testRequestUrl('plivoVoiceApi', PLIVO);
		expect(baseUrl + path).toBe('https://api.plivo.com/v1/Account/MAUNITTEST0000000000/');
	});

	test("Ultravox: the key's own account on the vendor's host", async () => {
		const { baseUrl, path } = await testRequestUrl('ultravoxApi', ULTRAVOX);
		expect(baseUrl + path).toBe('https://api.ultravox.ai/api/accounts/me');
	});

	test('Bridge: the control URL, which is always its own', async () => {
		const { baseUrl, path } = await testRequestUrl('voiceBridgeApi', {
			publicUrl: 'wss://bridge.example.com',
			controlUrl: ' https://bridge.example.com/voice// ',
			sharedSecret: 'a secret of the unit test',
		});
		expect(baseUrl + path).toBe('https://bridge.example.com/voice/control/status');
	});

	test.each([
		['plivoVoiceApi', PLIVO, '/v1/Account/MAUNITTEST0000000000/'],
		['ultravoxApi', ULTRAVOX, '/api/accounts/me'],
	])('D4.17 %s: another address counts with the switch on only', async (type, values, path) => {
		const vendor = (await testRequestUrl(type, values)).baseUrl;
		const off = await testRequestUrl(type, { ...values, advanced: false, baseUrl: OTHER });
		expect(off).toEqual({ baseUrl: vendor, path });
		const on = await testRequestUrl(type, { ...values, advanced: true, baseUrl: OTHER });
		expect(on).toEqual({ baseUrl: 'http://127.0.0.1:4010', path });
	});

	test.each([
		['plivoVoiceApi', PLIVO],
		['ultravoxApi', ULTRAVOX],
	])("%s: a blank address is the vendor's, in the test as in the nodes", async (type, values) => {
		const vendor = await testRequestUrl(type, values);
		const blank = await testRequestUrl(type, { ...values, advanced: true, baseUrl: '   ' });
		expect(blank).toEqual(vendor);
	});

	test('an Auth ID with blanks around it makes the same URL', async () => {
		const { path } = await testRequestUrl('plivoVoiceApi', {
			...PLIVO,
			authId: ' MAUNITTEST0000000000\n',
		});
		expect(path).toBe('/v1/Account/MAUNITTEST0000000000/');
	});
});
