import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Bridge } from '../../bridge/src/bridge';
import { startBridge } from '../../bridge/src/bridge';
import { testCredential } from '../engine/support/credentialTest';
import type { RecordingServer } from '../engine/support/recordingServer';
import { startRecordingServer } from '../engine/support/recordingServer';

const AUTH_ID = 'MAUNITTEST0000000000';
const AUTH_TOKEN = 'unit-test-token';
const API_KEY = 'UNITTEST.key';
const SECRET = 'a secret of the unit test';

describe('a credential test that is really sent', () => {
	let provider: RecordingServer;

	/** Refuses what the providers refuse: a wrong secret, and at Plivo a path without its last slash. */
	beforeAll(async () => {
		const basic = `Basic ${Buffer.from(`${AUTH_ID}:${AUTH_TOKEN}`).toString('base64')}`;
		provider = await startRecordingServer(({ url, headers }) => {
			if (url === `/v1/Account/${AUTH_ID}/`) {
				return headers.authorization === basic
					? { status: 200, body: { auth_id: AUTH_ID } }
					: { status: 401, body: { error: 'Unauthorized' } };
			}
			if (url === '/api/accounts/me') {
				return headers['x-api-key'] === API_KEY
					? { status: 200, body: { name: 'Test' } }
					: { status: 401, body: { detail: 'Invalid API key.' } };
			}
			return { status: 404, body: {} };
		});
	});

	afterAll(async () => await provider.close());

	const at = (values: ICredentialDataDecryptedObject) => ({
		...values,
		advanced: true,
		baseUrl: provider.url,
	});

	test.each([
		['plivoVoiceApi', { authId: ` ${AUTH_ID} `, authToken: `${AUTH_TOKEN}\n` }],
		['ultravoxApi', { apiKey: ` ${API_KEY}\n` }],
	])('%s: the right secret passes, blanks around it or not', async (type, values) => {
		expect(await testCredential(type, at(values))).toEqual({ status: 'OK' });
	});

	test.each([
		['plivoVoiceApi', { authId: AUTH_ID, authToken: 'another-token' }],
		['ultravoxApi', { apiKey: 'UNITTEST.another' }],
	])('%s: a wrong secret does not', async (type, values) => {
		const verdict = await testCredential(type, at(values));
		expect(verdict).toMatchObject({ status: 'Error', httpStatus: 401 });
	});

	test('plivoVoiceApi: the Auth ID of somebody else does not', async () => {
		const values = { authId: 'MAANOTHERONE00000000', authToken: AUTH_TOKEN };
		const verdict = await testCredential('plivoVoiceApi', at(values));
		expect(verdict).toMatchObject({ status: 'Error', httpStatus: 404 });
	});
});

describe('the test of the Voice Bridge credential, against a bridge', () => {
	let bridge: Bridge;

	beforeAll(async () => {
		bridge = await startBridge({ sharedSecret: SECRET, port: 0 }, { write: () => undefined });
	});

	afterAll(async () => await bridge.close());

	const values = (sharedSecret: string) => ({
		publicUrl: 'wss://bridge.example.com',
		controlUrl: `http://127.0.0.1:${bridge.port}/`,
		sharedSecret,
	});

	test('the right secret passes', async () => {
		expect(await testCredential('voiceBridgeApi', values(` ${SECRET} `))).toEqual({ status: 'OK' });
	});

	test('a wrong secret does not', async () => {
		const verdict = await testCredential('voiceBridgeApi', values('another secret of the test'));
		expect(verdict).toMatchObject({ status: 'Error', httpStatus: 401 });
	});
});
