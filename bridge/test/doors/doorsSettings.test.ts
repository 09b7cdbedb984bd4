import { configFromEnvironment } from '../../src/config/config';

const secret = { BRIDGE_SHARED_SECRET: 'sixteen characters' };

describe('the settings of the doors', () => {
	it('come from the environment', () => {
		const { doors } = configFromEnvironment({
			...secret,
			BRIDGE_CONTROL_KEY: 'a-key-of-the-control-API',
			BRIDGE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
			BRIDGE_TLS_CERT: '/etc/tls.crt',
			BRIDGE_TLS_KEY: '/etc/tls.key',
			BRIDGE_REQUESTS_PER_MINUTE: '5',
		});
		expect(doors).toMatchObject({
			controlKey: 'a-key-of-the-control-API',
			trustedProxies: ['10.0.0.0/8', '::1'],
			tlsCertificateFile: '/etc/tls.crt',
			tlsKeyFile: '/etc/tls.key',
			requestsPerMinute: 5,
			requestBurst: 200,
		});
	});

	it('trust nobody by default', () => {
		const { doors } = configFromEnvironment(secret);
		expect([doors.controlKey, doors.trustedProxies]).toEqual([undefined, []]);
	});

	it.each([
		[{ BRIDGE_CONTROL_KEY: 'short' }, 'BRIDGE_CONTROL_KEY must be at least 16 ASCII characters'],
		[{ BRIDGE_CONTROL_KEY: 'with spaces in between' }, 'BRIDGE_CONTROL_KEY must be'],
		[{ BRIDGE_TRUSTED_PROXIES: '10.0.0.0/8,all' }, 'BRIDGE_TRUSTED_PROXIES must be IP addresses'],
		[{ BRIDGE_TRUSTED_PROXIES: '10.0.0.0/64' }, 'BRIDGE_TRUSTED_PROXIES must be IP addresses'],
		[{ BRIDGE_TLS_CERT: 'a' }, 'BRIDGE_TLS_CERT and BRIDGE_TLS_KEY belong together'],
		[{ BRIDGE_REQUEST_BURST: '0' }, 'BRIDGE_REQUEST_BURST must be a whole number, 1 or more.'],
	])('refuse %j', (environment, sentence) => {
		expect(() => configFromEnvironment({ ...secret, ...environment })).toThrow(sentence);
	});
});
