import { refusalReason } from '../../src/page/requestGuard';

const reason = (method: string, headers: Record<string, string>) =>
	refusalReason({ method, headers }, 4105);

describe('refusalReason', () => {
	it.each(['127.0.0.1:4105', 'localhost:4105'])('answers under its own address %s', (host) => {
		expect(reason('GET', { host })).toBeUndefined();
		expect(reason('POST', { host, origin: `http://${host}` })).toBeUndefined();
	});

	it.each([
		['another name that leads to this machine', { host: 'evil.example:4105' }],
		['another port', { host: '127.0.0.1:4106' }],
		['no port', { host: '127.0.0.1' }],
		['no host at all', {}],
	])('refuses %s', (_what, headers: Record<string, string>) => {
		expect(reason('GET', headers)).toBe('This page answers only under its own address.');
	});

	it.each([
		['another website', 'https://evil.example'],
		['a sandboxed page', 'null'],
		['another port of this machine', 'http://127.0.0.1:4106'],
		['the same name over another scheme', 'https://127.0.0.1:4105'],
	])('refuses a form from %s', (_what, origin) => {
		expect(reason('POST', { host: '127.0.0.1:4105', origin })).toBe(
			'Calls can only be placed from the page itself.',
		);
	});

	it('refuses a form without an origin', () => {
		expect(reason('POST', { host: 'localhost:4105' })).toBeDefined();
	});
});
