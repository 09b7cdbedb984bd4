import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCredential } from '../engine/support/credentialTest';
import type { RecordingServer, Reply } from '../engine/support/recordingServer';
import { startRecordingServer } from '../engine/support/recordingServer';
import type { ContractCase } from './operations/contractCase';
import { API_KEY, AUTH_ID, AUTH_TOKEN, answer, byId } from './operations/contractCase';
import type { CheckedNode } from './operations/runCase';
import { keptOf, runCase } from './operations/runCase';
import { PHONE_AGENT } from './phoneAgent/support/checkCases';
import { PLIVO_VOICE } from './plivoVoice/support/checkCases';
import { ULTRAVOX } from './ultravoxNode/support/checkCases';

const ID = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

/** Whoever stands behind a redirect. He says yes to everything. */
let stranger: RecordingServer;

beforeAll(async () => {
	stranger = await startRecordingServer(() => answer(200, { auth_id: AUTH_ID, objects: [] }));
});

afterAll(async () => await stranger.close());

afterEach(() => expect(stranger.requests.splice(0)).toEqual([]));

const leadsOn =
	(status: number): Reply =>
	(response) => {
		response.writeHead(status, { location: `${stranger.url}/somewhere` });
		response.end();
	};

const STATUSES = [301, 302, 303, 307, 308];

type Asked = Pick<ContractCase, 'resource' | 'operation' | 'parameters'>;

const ring = { to: '+14155550123', from: byId('+14155550100') };

/** A read, a change, one that rings a phone, one whose answer is wanted as bytes. */
const ASKED: Array<[string, CheckedNode, Asked]> = [
	[
		'Plivo, a read',
		PLIVO_VOICE,
		{ resource: 'account', operation: 'get', parameters: { simplify: false } },
	],
	[
		'Plivo, a list',
		PLIVO_VOICE,
		{ resource: 'trunk', operation: 'getMany', parameters: { returnAll: true } },
	],
	[
		'Plivo, a call',
		PLIVO_VOICE,
		{
			resource: 'call',
			operation: 'make',
			parameters: { ...ring, answerUrl: 'https://example.com/answer.xml' },
		},
	],
	[
		'Plivo, a delete',
		PLIVO_VOICE,
		{ resource: 'sipCredential', operation: 'delete', parameters: { sipCredential: byId(ID) } },
	],
	['Ultravox, a read', ULTRAVOX, { resource: 'account', operation: 'get', parameters: {} }],
	[
		'Ultravox, a change',
		ULTRAVOX,
		{ resource: 'agent', operation: 'create', parameters: { name: 'Receptionist' } },
	],
	[
		'Ultravox, bytes',
		ULTRAVOX,
		{ resource: 'tool', operation: 'test', parameters: { tool: byId(ID) } },
	],
	[
		'the bridge, a read',
		PHONE_AGENT,
		{ resource: 'liveCall', operation: 'get', parameters: { callId: byId(ID) } },
	],
	[
		'the bridge, a hang-up',
		PHONE_AGENT,
		{ resource: 'liveCall', operation: 'hangUp', parameters: { callId: byId(ID) } },
	],
];

describe.each(ASKED)('%s: a redirect is not followed', (_what, node, asked) => {
	test.each(STATUSES)('%d', async (status) => {
		const done = await runCase(node, {
			...asked,
			size: 'more',
			title: '',
			source: '',
			answers: [leadsOn(status)],
			requests: [],
		});
		expect(done.requests).toHaveLength(1);
		expect(done.run.error?.message).toMatch(
			/^(?:Plivo|Ultravox|The bridge) leads on to another address, which is not followed$/,
		);
		const description = done.run.error?.description ?? '';
		expect(description).toMatch(/Check the (?:base URL|'Control URL') in the credential\./);
		expect(description).toContain(`HTTP status ${status}.`);
		expect(keptOf(done)).not.toContain(AUTH_TOKEN);
		expect(keptOf(done)).not.toContain(API_KEY);
	});
});

const CREDENTIALS: Array<[string, (url: string) => ICredentialDataDecryptedObject]> = [
	[
		'plivoVoiceApi',
		(url) => ({ authId: AUTH_ID, authToken: AUTH_TOKEN, advanced: true, baseUrl: url }),
	],
	['ultravoxApi', (url) => ({ apiKey: API_KEY, advanced: true, baseUrl: url })],
	[
		'voiceBridgeApi',
		(url) => ({
			publicUrl: 'wss://bridge.example.com',
			controlUrl: url,
			sharedSecret: 'a secret of the contract test',
		}),
	],
];

test.each(CREDENTIALS)(
	'the test of %s follows none either, and does not pass',
	async (type, at) => {
		const provider = await startRecordingServer(() => leadsOn(302));
		try {
			const verdict = await testCredential(type, at(provider.url));
			expect(verdict).toMatchObject({ status: 'Error', httpStatus: 302 });
			expect(provider.requests).toHaveLength(1);
		} finally {
			await provider.close();
		}
	},
);
