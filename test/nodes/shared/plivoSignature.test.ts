import fc from 'fast-check';
import { validateSignature, validateV3Signature } from 'plivo';
import vectorFile from '../../contracts/plivo-signature-vectors.json';
import type { PlivoParameters, PlivoRequest } from '../../../nodes/shared/plivoSignature';
import {
	parseFormBody,
	signV2,
	signV3,
	verifyPlivoRequest,
	verifyPlivoUpgrade,
} from '../../../nodes/shared/plivoSignature';

interface Vector {
	id: string;
	version: string;
	method?: string;
	url: string;
	params?: PlivoParameters;
	nonce?: string;
	authToken: string;
	signature: string;
	signatureHeader?: string;
	sdkResult: boolean;
}

const VECTORS = vectorFile.vectors as unknown as Vector[];
const V3 = VECTORS.filter((vector) => vector.version === 'V3');
const V2 = VECTORS.filter((vector) => vector.version === 'V2');

const TOKEN = 'MTIzNDU2Nzg5MGFiY2RlZjEyMzQ1Njc4OTBhYmNk';
const NONCE = '96883677497519007720';
const URL_OF_HOOK = 'https://n8n.example.com/webhook/plivo';
const FIELDS = { CallUUID: 'u1', From: '+14155550100' };

/** Trimming the entries of a list is ours; the SDK does not, and so calls this one false. */
const accepted = (vector: Vector) =>
	vector.sdkResult || vector.id === 'v3-multi-signature-with-space';

/** The fixtures hand the parameters of a GET over separately; they stand for its query. */
function requestOf(vector: Vector): PlivoRequest {
	const headers = {
		[`X-Plivo-Signature-${vector.version}`]: vector.signatureHeader ?? vector.signature,
		[`X-Plivo-Signature-${vector.version}-Nonce`]: vector.nonce,
	};
	const method = vector.method ?? 'POST';
	if (method !== 'GET') return { method, url: vector.url, headers, parameters: vector.params };
	const query = new URLSearchParams(vector.params as Record<string, string>).toString();
	const joint = vector.url.includes('?') ? '&' : '?';
	return { method, url: query === '' ? vector.url : `${vector.url}${joint}${query}`, headers };
}

const signed = (overrides: Partial<PlivoRequest> = {}): PlivoRequest => ({
	method: 'POST',
	url: URL_OF_HOOK,
	parameters: FIELDS,
	headers: {
		'X-Plivo-Signature-V3': signV3({
			method: 'POST',
			url: URL_OF_HOOK,
			parameters: FIELDS,
			nonce: NONCE,
			authToken: TOKEN,
		}),
		'X-Plivo-Signature-V3-Nonce': NONCE,
	},
	...overrides,
});

describe('D4.10 vectors of the contract', () => {
	it('are all looked at here', () => {
		const legacy = VECTORS.filter((vector) => vector.version === 'V1');
		expect(V3.length + V2.length + legacy.length).toBe(VECTORS.length);
		expect(V3.length).toBeGreaterThan(20);
		expect(V2.length).toBeGreaterThan(1);
	});

	it.each(V3.map((vector): [string, Vector] => [vector.id, vector]))('V3 %s', (_id, vector) => {
		const signature = signV3({
			method: vector.method as 'GET' | 'POST',
			url: vector.url,
			parameters: vector.params,
			nonce: vector.nonce ?? '',
			authToken: vector.authToken,
		});
		expect(signature === vector.signature).toBe(accepted(vector));
		expect(verifyPlivoRequest(requestOf(vector), vector.authToken)).toBe(accepted(vector));
	});

	it.each(V2.map((vector): [string, Vector] => [vector.id, vector]))('V2 %s', (_id, vector) => {
		const { url, nonce = '', authToken, signature } = vector;
		expect(signV2({ url, nonce, authToken })).toBe(signature);
		expect(verifyPlivoRequest(requestOf(vector), authToken)).toBe(true);
	});

	it('the legacy SHA-1 signature opens nothing', () => {
		for (const vector of VECTORS.filter(({ version }) => version === 'V1')) {
			for (const version of ['V1', 'V2', 'V3']) {
				const headers = {
					'X-Plivo-Signature': vector.signature,
					[`X-Plivo-Signature-${version}`]: vector.signature,
					[`X-Plivo-Signature-${version}-Nonce`]: '1',
				};
				const request = { method: 'POST', url: vector.url, headers, parameters: vector.params };
				expect(verifyPlivoRequest(request, vector.authToken)).toBe(false);
			}
		}
	});
});

describe('D4.10 verifyPlivoRequest', () => {
	it('accepts a genuine request, whatever the case of names and method', () => {
		expect(verifyPlivoRequest(signed(), TOKEN)).toBe(true);
		const { headers } = signed();
		const lower = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		expect(verifyPlivoRequest(signed({ headers: lower, method: 'post' }), TOKEN)).toBe(true);
	});

	it('refuses what was tampered with', () => {
		const { headers } = signed();
		const nonce = { ...headers, 'X-Plivo-Signature-V3-Nonce': '96883677497519007721' };
		for (const tampered of [
			signed({ parameters: { ...FIELDS, From: '+14155550101' } }),
			signed({ parameters: { ...FIELDS, Extra: '' } }),
			signed({ parameters: { CallUUID: 'u1' } }),
			signed({ parameters: undefined }),
			signed({ url: `${URL_OF_HOOK}?a=1` }),
			signed({ url: `${URL_OF_HOOK}/` }),
			signed({ method: 'GET' }),
			signed({ method: 'PUT' }),
			signed({ headers: nonce }),
		]) {
			expect(verifyPlivoRequest(tampered, TOKEN)).toBe(false);
		}
		expect(verifyPlivoRequest(signed(), `${TOKEN}x`)).toBe(false);
	});

	it('accepts any of several signatures in one header, blanks or not, and in several headers', () => {
		const good = signed().headers['X-Plivo-Signature-V3'] as string;
		const lists: Array<string | string[]> = [
			`AAAA=,${good}`,
			` ${good} , AAAA=`,
			`,,${good},`,
			['AAAA=', good],
			['AAAA=,BBBB=', `CCCC=, ${good}`],
		];
		for (const list of lists) {
			const headers = { 'x-plivo-signature-v3': list, 'x-plivo-signature-v3-nonce': NONCE };
			expect(verifyPlivoRequest(signed({ headers }), TOKEN)).toBe(true);
		}
	});

	it('accepts the signature of the main account, and any of several tokens', () => {
		const main = signed().headers['X-Plivo-Signature-V3'];
		const headers = {
			'X-Plivo-Signature-V3': 'made with the token of a subaccount',
			'X-Plivo-Signature-MA-V3': main,
			'X-Plivo-Signature-V3-Nonce': NONCE,
		};
		expect(verifyPlivoRequest(signed({ headers }), TOKEN)).toBe(true);
		expect(verifyPlivoRequest(signed({ headers }), ['old token', TOKEN])).toBe(true);
		expect(verifyPlivoRequest(signed({ headers }), ['old token', 'older token'])).toBe(false);
	});

	it('falls back to V2 only when there is no V3 header at all', () => {
		const v2 = {
			'X-Plivo-Signature-Ma-V2': signV2({ url: URL_OF_HOOK, nonce: NONCE, authToken: TOKEN }),
			'X-Plivo-Signature-V2-Nonce': NONCE,
		};
		expect(verifyPlivoRequest(signed({ headers: v2 }), TOKEN)).toBe(true);
		for (const v3 of [
			{ 'X-Plivo-Signature-V3': 'wrong', 'X-Plivo-Signature-V3-Nonce': NONCE },
			{ 'X-Plivo-Signature-V3': '' },
			{ 'X-Plivo-Signature-Ma-V3': 'wrong' },
			{ 'X-Plivo-Signature-V3-Nonce': NONCE },
		]) {
			expect(verifyPlivoRequest(signed({ headers: { ...v2, ...v3 } }), TOKEN)).toBe(false);
		}
	});

	it('refuses without a nonce, with two nonces, and with an empty token', () => {
		const signature = signed().headers['X-Plivo-Signature-V3'];
		const header = { 'X-Plivo-Signature-V3': signature };
		expect(verifyPlivoRequest(signed({ headers: header }), TOKEN)).toBe(false);
		const two = { ...header, 'X-Plivo-Signature-V3-Nonce': [NONCE, NONCE] };
		expect(verifyPlivoRequest(signed({ headers: two }), TOKEN)).toBe(false);
		const forged = signV3({ method: 'GET', url: URL_OF_HOOK, nonce: NONCE, authToken: '' });
		const headers = { 'X-Plivo-Signature-V3': forged, 'X-Plivo-Signature-V3-Nonce': NONCE };
		for (const tokens of ['', [], ['', TOKEN]]) {
			const request = { method: 'GET', url: URL_OF_HOOK, headers };
			expect(verifyPlivoRequest(request, tokens)).toBe(false);
			expect(verifyPlivoUpgrade(request, tokens)).toBe(false);
		}
	});

	it('D4.11 goes by the public URL it is given, not by any Host header', () => {
		const { headers } = signed();
		const proxied = { ...headers, host: 'localhost:5678', 'x-forwarded-host': 'evil.example' };
		expect(verifyPlivoRequest(signed({ headers: proxied }), TOKEN)).toBe(true);
		const local = signed({ headers: proxied, url: 'http://localhost:5678/webhook/plivo' });
		expect(verifyPlivoRequest(local, TOKEN)).toBe(false);
	});

	it('does not count the query of a GET twice when it is handed over as parameters too', () => {
		const url = `${URL_OF_HOOK}?CallUUID=u1&From=%2B14155550100`;
		const signature = signV3({ method: 'GET', url, nonce: NONCE, authToken: TOKEN });
		const headers = { 'X-Plivo-Signature-V3': signature, 'X-Plivo-Signature-V3-Nonce': NONCE };
		const request = { method: 'GET', url, headers, parameters: FIELDS };
		expect(verifyPlivoRequest(request, TOKEN)).toBe(true);
	});

	it('verifies the raw form body that Plivo posted', () => {
		const parameters = parseFormBody('CallUUID=u1&From=%2B14155550100');
		expect(verifyPlivoRequest(signed({ parameters }), TOKEN)).toBe(true);
	});

	it('never throws and never accepts what nobody signed', () => {
		const headerName = fc.constantFrom(
			'x-plivo-signature-v3',
			'X-Plivo-Signature-Ma-V3',
			'x-plivo-signature-v3-nonce',
			'x-plivo-signature-v2',
			'x-plivo-signature-v2-nonce',
			'__proto__',
		);
		const headers = fc.dictionary(headerName, fc.anything());
		const anyRequest = fc.record({
			method: fc.oneof(fc.constantFrom('GET', 'POST'), fc.anything()),
			url: fc.oneof(fc.constant(URL_OF_HOOK), fc.string(), fc.anything()),
			headers: fc.oneof(headers, fc.anything()),
			parameters: fc.oneof(fc.dictionary(fc.string(), fc.anything()), fc.anything()),
		});
		fc.assert(
			fc.property(anyRequest, fc.anything(), (request, tokens) => {
				const asRequest = request as unknown as PlivoRequest;
				expect(verifyPlivoRequest(asRequest, tokens as string)).toBe(false);
				expect(verifyPlivoRequest(asRequest, TOKEN)).toBe(false);
				expect(verifyPlivoUpgrade(asRequest, tokens as string)).toBe(false);
				expect(verifyPlivoUpgrade(asRequest, TOKEN)).toBe(false);
			}),
			{ numRuns: 1000 },
		);
		expect(verifyPlivoRequest(undefined as unknown as PlivoRequest, TOKEN)).toBe(false);
	});
});

describe('verifyPlivoUpgrade', () => {
	const REST = '://bridge.example.com:8443/stream/abc?x=1';
	const headersFor = (scheme: string) => ({
		'x-plivo-signature-v3': signV3({
			method: 'GET',
			url: `${scheme}${REST}`,
			nonce: NONCE,
			authToken: TOKEN,
		}),
		'x-plivo-signature-v3-nonce': NONCE,
	});

	it.each(['http', 'https', 'wss', 'ws'])('accepts a signature over the %s form', (scheme) => {
		for (const known of ['wss', 'https']) {
			const request = { url: `${known}${REST}`, headers: headersFor(scheme) };
			expect(verifyPlivoUpgrade(request, TOKEN)).toBe(true);
			expect(verifyPlivoUpgrade(request, 'another token')).toBe(false);
		}
	});

	it('refuses another host, path or query, and a URL without a scheme', () => {
		const headers = headersFor('http');
		for (const url of [
			'wss://bridge.example.com/stream/abc?x=1',
			'wss://bridge.example.com:8443/stream/abd?x=1',
			'wss://bridge.example.com:8443/stream/abc?x=2',
			'bridge.example.com:8443/stream/abc?x=1',
		]) {
			expect(verifyPlivoUpgrade({ url, headers }, TOKEN)).toBe(false);
		}
	});

	it('takes no V2, which Plivo does not send there', () => {
		const url = `wss${REST}`;
		const headers = {
			'x-plivo-signature-v2': signV2({ url, nonce: NONCE, authToken: TOKEN }),
			'x-plivo-signature-v2-nonce': NONCE,
		};
		expect(verifyPlivoUpgrade({ url, headers }, TOKEN)).toBe(false);
	});
});

describe('agreement with the vendor SDK', () => {
	const word = fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', '_', '~'), minLength: 1 });
	const name = fc.oneof(word, fc.constantFrom('From', 'X-PH-Tenant', 'SIP-H-To', 'é'));
	const value = fc.string({
		unit: fc.oneof(fc.constantFrom(' ', '+', '&', '=', '%', 'é', '😀'), word),
	});
	const parameters = fc.dictionary(
		name,
		fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 })),
		{
			maxKeys: 5,
			noNullPrototype: true,
		},
	);
	const url = fc
		.tuple(
			fc.constantFrom('https', 'http'),
			fc.constantFrom('n8n.example.com', 'n8n.example.com:8443', 'n8n.example.com:443', '10.0.0.1'),
			fc.array(word, { maxLength: 3 }),
			fc.constantFrom('', '/'),
			// Keys once only: inside Jest the SDK takes the lists of Node's querystring for no arrays.
			// Repeated keys are in the vectors.
			fc.uniqueArray(fc.tuple(word, value), { maxLength: 4, selector: ([key]) => key }),
		)
		.map(([scheme, host, path, slash, pairs]) => {
			const query = new URLSearchParams(pairs).toString();
			const folders = path.map((folder) => `/${folder}`).join('');
			return `${scheme}://${host}${folders}${slash}${query === '' ? '' : `?${query}`}`;
		});

	it('V3: the SDK accepts what we sign', () => {
		const method = fc.constantFrom<'GET' | 'POST'>('GET', 'POST');
		fc.assert(
			fc.property(method, url, parameters, word, word, (verb, address, body, nonce, authToken) => {
				const given = verb === 'POST' ? body : {};
				const signature = signV3({
					method: verb,
					url: address,
					parameters: given,
					nonce,
					authToken,
				});
				const copy = JSON.parse(JSON.stringify(given)) as object;
				expect(validateV3Signature(verb, address, nonce, authToken, signature, copy)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it('V2: the SDK accepts what we sign', () => {
		fc.assert(
			fc.property(url, word, word, (address, nonce, authToken) => {
				const signature = signV2({ url: address, nonce, authToken });
				expect(validateSignature(address, nonce, signature, authToken)).toBe(true);
			}),
		);
	});

	it('leaves user, password and fragment of the URL unsigned, as the SDK does', () => {
		const full = 'https://user:pass@n8n.example.com/w?b=2&a=1#rt=5000';
		const input = { method: 'GET' as const, nonce: '1', authToken: 't' };
		const signature = signV3({ ...input, url: full });
		expect(signature).toBe(signV3({ ...input, url: 'https://n8n.example.com/w?a=1&b=2' }));
		expect(validateV3Signature('GET', full, '1', 't', signature)).toBe(true);
	});
});

describe('parseFormBody', () => {
	it('decodes, keeps text as text, and gathers repeated keys in order', () => {
		expect(parseFormBody('From=%2B1415&Name=a+b&x=2&x=1&x=3&Duration=066&empty=&bare')).toEqual({
			From: '+1415',
			Name: 'a b',
			x: ['2', '1', '3'],
			Duration: '066',
			empty: '',
			bare: '',
		});
	});

	it('keeps odd input: a leading question mark, broken codes, __proto__', () => {
		expect(parseFormBody('?a=1')).toEqual({ '?a': '1' });
		expect(parseFormBody('a=100%&b=%zz')).toEqual({ a: '100%', b: '%zz' });
		const odd = parseFormBody('__proto__=x');
		expect(Object.keys(odd)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(odd)).toBe(Object.prototype);
		expect(parseFormBody('')).toEqual({});
	});

	it('reads back whatever a form holds', () => {
		const text = fc.string({ unit: 'grapheme' });
		fc.assert(
			fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
				const parsed = parseFormBody(new URLSearchParams(pairs).toString());
				for (const [key] of pairs) {
					const values = pairs.filter(([other]) => other === key).map(([, value]) => value);
					expect(parsed[key]).toEqual(values.length === 1 ? values[0] : values);
				}
			}),
		);
	});
});

describe('signing', () => {
	it('refuses a URL that is not absolute', () => {
		const input = { nonce: '1', authToken: 't' };
		expect(() => signV3({ ...input, method: 'GET', url: '/webhook' })).toThrow(/absolute/);
		expect(() => signV2({ ...input, url: '/webhook' })).toThrow(/absolute/);
	});
});
