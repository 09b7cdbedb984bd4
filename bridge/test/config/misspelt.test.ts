import { misspelt } from '../../src/config/misspelt';

const KNOWN = ['BRIDGE_PORT', 'BRIDGE_PROCESSES', 'BRIDGE_RECORDINGS', 'PLIVO_AUTH_TOKEN'];
const told = (environment: Record<string, string | undefined>) => misspelt(environment, KNOWN);

describe('variables that look like settings and are none', () => {
	it.each([
		['BRIDGE_PROCESS', 'BRIDGE_PROCESSES'],
		['BRIDGE_PROT', 'BRIDGE_PORT'],
		['BRIDGE_RECORDING', 'BRIDGE_RECORDINGS'],
		['PLIVO_AUTH_TOKENS', 'PLIVO_AUTH_TOKEN'],
		['PLIVO_AUTHTOKEN', 'PLIVO_AUTH_TOKEN'],
	])('%s: the nearest setting is named', (name, nearest) => {
		expect(told({ [name]: 'a value' })).toEqual([
			`${name} is no setting of the bridge: is ${nearest} meant?`,
		]);
	});

	it('are told of one after the other, without their values', () => {
		const sentences = told({ BRIDGE_PROCESS: 'a-secret', BRIDGE_RECORDING: 'another-secret' });
		expect(sentences).toHaveLength(2);
		expect(sentences.join(' ')).not.toContain('secret');
	});

	it.each([
		['is a setting', { BRIDGE_PORT: '80' }],
		['is empty', { BRIDGE_PROCESS: ' ' }],
		['is absent', { BRIDGE_PROCESS: undefined }],
		["is read by Plivo's own libraries", { PLIVO_AUTH_ID: 'MA' }],
		['belongs to something else', { PATH: '/bin', MY_BRIDGE_PORT: '1', PLIVO_NUMBER: '1' }],
		['is the host of a service in Kubernetes', { BRIDGE_SERVICE_HOST: '10.0.0.1' }],
		['is the port of a service in Kubernetes', { BRIDGE_SERVICE_PORT_HTTP: '8080' }],
		['is an address of a service in Docker', { BRIDGE_PORT_8080_TCP_ADDR: '10.0.0.1' }],
		['has the value of such an address', { BRIDGE_MAIN: 'tcp://10.0.0.1:8080' }],
	])('are not what %s', (_what, environment) => {
		expect(told(environment)).toEqual([]);
	});
});
