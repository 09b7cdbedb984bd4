import { isFromPage } from '../../src/page/sameOrigin';

const HOST = 'bridge.example.com';
const PUBLIC = `wss://${HOST}/voice`;

describe('isFromPage', () => {
	it.each([
		['the page, at the address it was asked for', { host: HOST, origin: `https://${HOST}` }],
		['the page, on this machine', { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }],
		['the page, behind a proxy that changes Host', { host: '10.0.0.1', origin: `https://${HOST}` }],
		[
			'the page, and the browser says so',
			{ host: HOST, origin: `https://${HOST}`, 'sec-fetch-site': 'same-origin' },
		],
	])('takes a request of %s', (_what, headers) => {
		expect(isFromPage(headers, PUBLIC)).toBe(true);
	});

	it.each([
		['another site', { host: HOST, origin: 'https://evil.example' }],
		['another port', { host: HOST, origin: `https://${HOST}:8443` }],
		['a sandboxed page', { host: HOST, origin: 'null' }],
		['a name that begins like it', { host: HOST, origin: `https://${HOST}.evil.example` }],
		['something that is no browser', { host: HOST }],
		['nobody knows where', {}],
		[
			'another site, whose Origin a proxy has changed',
			{ host: HOST, origin: `https://${HOST}`, 'sec-fetch-site': 'cross-site' },
		],
		[
			'a neighbour under the same domain',
			{ host: HOST, origin: `https://${HOST}`, 'sec-fetch-site': 'same-site' },
		],
	])('refuses a request of %s', (_what, headers) => {
		expect(isFromPage(headers, PUBLIC)).toBe(false);
		expect(isFromPage(headers, undefined)).toBe(false);
	});
});
