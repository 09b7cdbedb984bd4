import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startBridge } from '../src/bridge';
import {
	BridgeConfigError,
	configFromEnvironment as fromEnvironment,
	readConfig,
} from '../src/config/config';

const secret = { BRIDGE_SHARED_SECRET: ' sixteen characters ' };

describe('configuration from the environment', () => {
	it('needs the shared secret only, and trims it', () => {
		expect(fromEnvironment(secret)).toMatchObject({
			sharedSecret: 'sixteen characters',
			host: '127.0.0.1',
			port: 8080,
			plivoAuthTokens: [],
			logLevel: 'info',
			limits: { agentConnectTimeoutMs: 2_500, eventTimeoutMs: 10_000, drainMs: 10_000 },
		});
		expect(fromEnvironment(secret).publicUrl).toBeUndefined();
	});

	it('reads every variable', () => {
		const config = fromEnvironment({
			...secret,
			BRIDGE_HOST: '0.0.0.0',
			BRIDGE_PORT: '9000',
			BRIDGE_PUBLIC_URL: 'wss://bridge.example.com/voice',
			BRIDGE_LOG_LEVEL: 'debug',
			BRIDGE_AGENT_TIMEOUT_MS: '1',
			BRIDGE_CALLBACK_TIMEOUT_MS: '2',
			BRIDGE_DRAIN_TIMEOUT_MS: '3',
			PLIVO_AUTH_TOKEN: 'one, two',
		});
		expect(config).toMatchObject({
			host: '0.0.0.0',
			port: 9000,
			publicUrl: 'wss://bridge.example.com/voice',
			logLevel: 'debug',
			limits: { agentConnectTimeoutMs: 1, eventTimeoutMs: 2, drainMs: 3 },
			plivoAuthTokens: ['one', 'two'],
		});
	});

	it('leaves alone what is not meant for it, though it has such a name', () => {
		const others = {
			PLIVO_AUTH_ID: 'MAXXXXXXXXXXXXXXXXXX',
			BRIDGE_EMPTY: ' ',
			// A service of Kubernetes that is named bridge-pods.
			BRIDGE_PODS_SERVICE_HOST: '10.0.0.1',
			BRIDGE_PODS_SERVICE_PORT: '8080',
			BRIDGE_PODS_SERVICE_PORT_HTTP: '8080',
			BRIDGE_PODS_PORT: 'tcp://10.0.0.1:8080',
			BRIDGE_PODS_PORT_8080_TCP: 'tcp://10.0.0.1:8080',
			BRIDGE_PODS_PORT_8080_TCP_ADDR: '10.0.0.1',
		};
		expect(fromEnvironment({ ...secret, ...others })).toEqual(fromEnvironment(secret));
	});

	it('takes its own answer again', () => {
		const config = fromEnvironment({ ...secret, BRIDGE_PORT: '1' });
		expect(readConfig(config)).toEqual(config);
	});

	it('takes an empty variable for an absent one', () => {
		expect(fromEnvironment({ ...secret, BRIDGE_PORT: '', PLIVO_AUTH_TOKEN: ' ' })).toMatchObject({
			port: 8080,
			plivoAuthTokens: [],
		});
	});

	it.each([
		[{}, 'BRIDGE_SHARED_SECRET must be set, with at least 16 characters and no comma.'],
		[
			{ BRIDGE_SHARED_SECRET: 'short' },
			'BRIDGE_SHARED_SECRET must be set, with at least 16 characters and no comma.',
		],
		[
			{ BRIDGE_SHARED_SECRET: 'a former secret, it would be two' },
			'BRIDGE_SHARED_SECRET must be set, with at least 16 characters and no comma.',
		],
		[{ ...secret, BRIDGE_PORT: 'http' }, 'BRIDGE_PORT must be a whole number from 0 to 65535.'],
		[{ ...secret, BRIDGE_PORT: '70000' }, 'BRIDGE_PORT must be a whole number from 0 to 65535.'],
		...[
			'https://bridge.example.com',
			'WSS://bridge.example.com',
			'ws:bridge.example.com',
			'wss:///voice',
			'wss://bridge.example.com\\voice',
			'wss://bridge.example.com?x=1',
			'wss://bridge.example.com/voice?x=1',
			'wss://bridge.example.com/#voice',
			'wss://bridge.example.com/a voice',
			'wss://bridge.example.com:port',
		].map((url): [Record<string, string>, string] => [
			{ ...secret, BRIDGE_PUBLIC_URL: url },
			'BRIDGE_PUBLIC_URL must be an address that begins with wss:// or ws://, with neither query nor fragment.',
		]),
		[
			{ ...secret, BRIDGE_LOG_LEVEL: 'loud' },
			'BRIDGE_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
		],
		[
			{ ...secret, BRIDGE_PLAYBACK_QUEUE_MS: '19999' },
			'BRIDGE_PLAYBACK_QUEUE_MS must be a whole number of milliseconds from 20000, which Ultravox may send ahead, to 2147483647.',
		],
		[
			{ ...secret, BRIDGE_DRAIN_TIMEOUT_MS: '2147483648', BRIDGE_CALLS: '0' },
			'BRIDGE_CALLS must be a whole number, 1 or more. ' +
				'BRIDGE_DRAIN_TIMEOUT_MS must be a whole number of milliseconds from 1 to 2147483647, which is 24 days.',
		],
		[
			{ ...secret, PLIVO_AUTH_TOKEN: 'one' },
			'PLIVO_AUTH_TOKEN needs BRIDGE_PUBLIC_URL too: Plivo signs the public address, not the local one.',
		],
		[
			{ ...secret, PLIVO_AUTH_TOKENS: 'one' },
			'PLIVO_AUTH_TOKENS is no setting of the bridge: is PLIVO_AUTH_TOKEN meant?',
		],
		[
			{ ...secret, BRIDGE_PROCESS: '4', BRIDGE_RECORDING: '/tmp' },
			'BRIDGE_PROCESS is no setting of the bridge: is BRIDGE_PROCESSES meant? ' +
				'BRIDGE_RECORDING is no setting of the bridge: is BRIDGE_RECORDINGS meant?',
		],
		[
			{ ...secret, BRIDGE_RECORD: 'all', BRIDGE_RECORDING_FORMAT: 'wav' },
			'BRIDGE_RECORD needs BRIDGE_RECORDINGS too: without it, it does nothing.',
		],
		[
			{ ...secret, BRIDGE_RECORDINGS: '/tmp', BRIDGE_S3_ACCESS_KEY_ID: 'x' },
			'BRIDGE_S3_ACCESS_KEY_ID needs BRIDGE_RECORDINGS=s3://bucket/prefix too: without it, it does nothing.',
		],
		[
			{ ...secret, BRIDGE_EVENTS_SYNC: 'true' },
			'BRIDGE_EVENTS_SYNC needs BRIDGE_DATA_FOLDER too: without it, it does nothing.',
		],
		[
			{ ...secret, BRIDGE_PAGE_VIEWERS: '5', BRIDGE_PAGE_LISTENERS: '10' },
			'BRIDGE_PAGE_VIEWERS needs BRIDGE_PAGE_PASSWORD too: without it, it does nothing.',
		],
	])('refuses %j in one sentence', (environment, sentence) => {
		expect(() => fromEnvironment(environment)).toThrow(new BridgeConfigError(sentence));
	});
});

describe('an address to listen on', () => {
	const at = { sharedSecret: 'sixteen characters', port: 0, logLevel: 'silent' as const };

	it.each([
		[
			'192.0.2.1',
			'BRIDGE_HOST must be an address of this machine: it has no such address (EADDRNOTAVAIL).',
		],
		[
			'[192.0.2.1]',
			'BRIDGE_HOST must be an address of this machine: it has no such address (EADDRNOTAVAIL).',
		],
	])('that is none of this machine is named by its setting: %s', async (host, sentence) => {
		await expect(startBridge({ ...at, host })).rejects.toEqual(new BridgeConfigError(sentence));
	});

	it('may be in brackets, as in an address of the web', async () => {
		const bridge = await startBridge({ ...at, host: '[127.0.0.1]' });
		expect((await fetch(`http://127.0.0.1:${bridge.port}/healthz`)).status).toBe(200);
		await bridge.close({ now: true });
	});
});

describe('a port that is taken', () => {
	it('rejects with the error of the system and leaves nothing running', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		const starting = startBridge({ sharedSecret: 'sixteen characters', port, logLevel: 'silent' });
		await expect(starting).rejects.toMatchObject({
			code: 'EADDRINUSE',
			message: 'BRIDGE_PORT is taken: another process listens there (EADDRINUSE).',
		});
		await new Promise((resolve) => other.close(resolve));
	});
});
