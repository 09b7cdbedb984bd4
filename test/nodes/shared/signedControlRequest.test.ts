import type { IHttpRequestOptions } from 'n8n-workflow';
import { isSignedBody, verifyControlAuthorization } from '../../../nodes/shared/bridgeControl';
import { signControlRequest } from '../../../nodes/shared/signedControlRequest';

const SECRET = 'a secret of the unit test';
const CONTROL_URL = 'https://bridge.example.com/voice';

const sign = (options: Partial<IHttpRequestOptions>, controlUrl = CONTROL_URL) =>
	signControlRequest(
		{ url: `${CONTROL_URL}/control/calls`, ...options },
		{ controlUrl, sharedSecret: SECRET },
	);
const saidOf = ({ headers }: IHttpRequestOptions, method: string, target: string) =>
	verifyControlAuthorization(String(headers?.Authorization), { method, target }, SECRET);

describe('a signed request to the bridge', () => {
	it.each([
		['a whole URL', {}, '/control/calls'],
		['a query in it', { url: `${CONTROL_URL}/control/calls?a=b%20c#d` }, '/control/calls?a=b%20c'],
		['fields', { qs: { limit: 5, callId: 'a b&c' } }, '/control/calls?limit=5&callId=a%20b%26c'],
		[
			'both, a list, and nothing',
			{ url: `${CONTROL_URL}/control/calls?a=b`, qs: { c: ['1', '2'], d: undefined } },
			'/control/calls?a=b&c=1&c=2',
		],
		['a base URL', { baseURL: `${CONTROL_URL}/`, url: '/control/status' }, '/control/status'],
		['the name of the HTTP Request node', { url: '', uri: `${CONTROL_URL}/metrics` }, '/metrics'],
		['characters that Node would encode', { url: `${CONTROL_URL}/control/ü` }, '/control/%C3%BC'],
	])('is signed for what goes over the wire: %s', (_what, options, target) => {
		const signed = sign(options);
		expect(saidOf(signed, 'GET', target)).toBeDefined();
		expect(signed.url).toBe(CONTROL_URL + target);
		expect(signed).not.toHaveProperty('qs');
		expect(signed).not.toHaveProperty('baseURL');
		expect((signed as { uri?: string }).uri).toBe('uri' in options ? signed.url : undefined);
	});

	it.each([
		['https://bridge.example.com', '/voice/control/calls'],
		['https://bridge.example.com/', '/voice/control/calls'],
		[` ${CONTROL_URL}// `, '/control/calls'],
		[`${CONTROL_URL}/control`, '/calls'],
	])('is signed below the control URL %j: %s', (controlUrl, target) => {
		expect(saidOf(sign({}, controlUrl), 'GET', target)).toBeDefined();
	});

	it.each([
		'https://elsewhere.example.com/voice/control/calls',
		'http://bridge.example.com/voice/control/calls',
		'https://bridge.example.com:8443/voice/control/calls',
		'https://bridge.example.com/voices/control/calls',
		'https://bridge.example.com/voice/../control/calls',
		'https://bridge.example.com@elsewhere.example.com/voice/control/calls',
	])('is signed nowhere else: %s', (url) => {
		expect(() => sign({ url })).toThrow("below its 'Control URL' only");
	});

	it.each([
		['JSON', { hello: 'wörld' }, '{"hello":"wörld"}', 'application/json'],
		['a list', [1], '[1]', 'application/json'],
		['text', 'a=b', 'a=b', undefined],
		['bytes', Buffer.from([1, 2]), '\u0001\u0002', undefined],
	])('is signed with the bytes of its body: %s', (_what, body, sent, contentType) => {
		const signed = sign({ method: 'POST', body });
		expect(String(signed.body as Buffer)).toBe(sent);
		expect(signed.headers?.['Content-Type']).toBe(contentType);
		const said = saidOf(signed, 'POST', '/control/calls');
		expect(said && isSignedBody(said, sent)).toBe(true);
	});

	it.each([undefined, null, '', {}, Buffer.alloc(0)])('has no body with %j', (body) => {
		const signed = sign({ method: 'POST', body: body as string });
		expect(signed).not.toHaveProperty('body');
		const said = saidOf(signed, 'POST', '/control/calls');
		expect(said && isSignedBody(said, '')).toBe(true);
	});

	it('can be signed again, with another nonce', () => {
		const once = sign({ method: 'POST', body: { a: 1 }, qs: { b: 2 } });
		const twice = sign(once);
		const [first, second] = [once, twice].map((one) => saidOf(one, 'POST', '/control/calls?b=2'));
		expect(first?.nonce).toBeDefined();
		expect(second?.nonce).not.toBe(first?.nonce);
		expect(second?.bodyHash).toBe(first?.bodyHash);
		expect(twice).toEqual({ ...once, headers: { ...once.headers, ...twice.headers } });
	});

	it('keeps what else there is, and alters nothing that it was given', () => {
		const options = { headers: { Accept: 'a/b' }, timeout: 5, disableFollowRedirect: true };
		const given = { ...options, qs: { a: 1 } };
		expect(sign(given)).toMatchObject(options);
		expect(given).toEqual({ ...options, qs: { a: 1 } });
	});

	it.each([
		['a stream', { body: new ReadableStream() as unknown as string, method: 'POST' as const }],
		['no URL', { url: 'control/calls' }],
	])('cannot be made with %s', (_what, options) => {
		expect(() => sign(options)).toThrow(/^(The bridge takes no|The address of the request)/);
	});

	it('cannot be made with a control URL that is none', () => {
		expect(() => sign({}, '')).toThrow(
			"The 'Control URL' of the Voice Bridge credential is not a URL.",
		);
	});
});
