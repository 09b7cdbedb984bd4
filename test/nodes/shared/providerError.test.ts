import fc from 'fast-check';
import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import type { ProviderErrorFacts, ProviderName } from '../../../nodes/shared/providerError';
import { readProviderError } from '../../../nodes/shared/providerError';
import { providerErrorText } from '../../../nodes/shared/providerErrorText';

const NOW = new Date('2026-09-01T12:00:00Z');
const NODE: INode = {
	id: '1',
	name: 'Plivo',
	type: 'n8n-nodes-plivo-ultravox.plivoVoice',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** As an HTTP client throws it. */
function httpError(status: number, data: unknown, headers: Record<string, string> = {}): Error {
	return Object.assign(new Error(`Request failed with status code ${status}`), {
		isAxiosError: true,
		code: 'ERR_BAD_REQUEST',
		config: { auth: { username: 'MA1', password: 'the auth token' } },
		response: { status, data, headers },
	});
}

const read = (error: unknown, provider: ProviderName = 'Plivo') =>
	readProviderError(provider, error, NOW);

describe('readProviderError', () => {
	it.each([
		['Plivo error', { api_id: 'a1', error: 'not found' }, 'not found', 'a1'],
		['Plivo message', { api_id: 'a1', message: 'bad trunk' }, 'bad trunk', 'a1'],
		[
			'Plivo error object',
			{ api_id: 'a1', error: { to: ['is required'] } },
			'to: is required',
			'a1',
		],
		['Plivo error with an error inside', { error: { error: 'deep' } }, 'deep', null],
		[
			'Plivo text',
			'Could not verify your access level',
			'Could not verify your access level',
			null,
		],
		['JSON as text', '{"api_id":"a1","error":"no"}', 'no', 'a1'],
		['JSON as bytes', Buffer.from('{"error":"no"}'), 'no', null],
		['nothing', {}, '', null],
		['a web page of a proxy', '<html><body>Bad gateway</body></html>', '', null],
		['Ultravox detail', { detail: 'Invalid API key.' }, 'Invalid API key.', null],
		[
			'Ultravox fields',
			{ maxDuration: ['Too long.', 'Too odd.'], medium: { plivo: ['Unknown.'] } },
			'maxDuration: Too long.; Too odd.; medium: plivo: Unknown.',
			null,
		],
		['Ultravox list', ['Voice does not exist.'], 'Voice does not exist.', null],
		['several lines', { error: ' one\n  two ' }, 'one two', null],
	])('reads %s', (_name, data, words, apiId) => {
		const facts = { provider: 'Plivo', status: 400, words, apiId, retryAfterSeconds: null };
		expect(read(httpError(400, data))).toEqual(facts);
		expect(read(new NodeApiError(NODE, httpError(400, data) as unknown as JsonObject))).toEqual(
			facts,
		);
		expect(read({ statusCode: 400, body: data, headers: {} })).toEqual(facts);
	});

	it('reads other forms of errors', () => {
		expect(read({ statusCode: 404, error: { api_id: 'a', error: 'gone' } })).toMatchObject({
			status: 404,
			words: 'gone',
			apiId: 'a',
		});
		expect(read({ httpCode: '403', cause: { error: 'geo permission' } })).toMatchObject({
			status: 403,
			words: 'geo permission',
		});
		expect(read({ api_id: 'a', error: 'only the body' })).toMatchObject({
			status: null,
			words: 'only the body',
			apiId: 'a',
		});
		expect(read({ httpCode: '400', description: 'from a stored error' }).words).toBe(
			'from a stored error',
		);
		expect(
			read({ httpCode: '400', description: 'Request failed with status code 400' }).words,
		).toBe('');
		expect(read('a plain text')).toMatchObject({ status: null, words: 'a plain text' });
	});

	it('reads an error without an answer', () => {
		const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), {
			code: 'ECONNREFUSED',
		});
		for (const error of [refused, new NodeApiError(NODE, refused as unknown as JsonObject)]) {
			expect(read(error)).toEqual({
				provider: 'Plivo',
				status: null,
				words: 'connect ECONNREFUSED 127.0.0.1:9',
				apiId: null,
				retryAfterSeconds: null,
			});
		}
	});

	it.each([
		['30', 30],
		['1.2', 2],
		['Tue, 01 Sep 2026 12:00:45 GMT', 45],
		['Tue, 01 Sep 2026 11:00:00 GMT', 0],
		['soon', null],
		['', null],
		['-5', null],
	])('reads Retry-After %p as %p seconds', (header, seconds) => {
		for (const name of ['retry-after', 'Retry-After']) {
			expect(read(httpError(429, {}, { [name]: header })).retryAfterSeconds).toBe(seconds);
		}
	});

	it('keeps secrets out and the words short', () => {
		const error = 'cannot join wss://voice.ultravox.ai/calls/1/telephony';
		expect(read(httpError(400, { error })).words).toBe('cannot join [removed]');
		expect(read(httpError(400, { error: 'x'.repeat(5000) })).words).toHaveLength(503);
		expect(JSON.stringify(read(httpError(401, {})))).not.toContain('the auth token');
	});

	it('never throws, and always gives facts that can be told', () => {
		const circle: Record<string, unknown> = { response: {} };
		circle.cause = circle;
		circle.response = { data: circle };
		const anything = fc.anything({ withNullPrototype: true, withDate: true, withTypedArray: true });
		const shaped = fc.record(
			{
				response: fc.oneof(
					fc.record({ status: anything, data: anything, headers: anything }),
					anything,
				),
				httpCode: anything,
				statusCode: anything,
				error: anything,
				cause: anything,
				message: anything,
				description: anything,
				context: anything,
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(anything, shaped, fc.constant(circle)), (error) => {
				const facts = readProviderError('Ultravox', error, NOW);
				expect(typeof facts.words).toBe('string');
				const { message, description } = providerErrorText(facts);
				expect(message).toContain('Ultravox');
				expect(typeof description).toBe('string');
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('providerErrorText', () => {
	const facts = (changes: Partial<ProviderErrorFacts>): ProviderErrorFacts => ({
		provider: 'Plivo',
		status: 400,
		words: 'the words',
		apiId: null,
		retryAfterSeconds: null,
		...changes,
	});

	it('carries the words, the status and the api_id', () => {
		expect(providerErrorText(facts({ apiId: 'a1' }))).toEqual({
			message: 'Plivo refused the request: the words',
			description: "HTTP status 400. Plivo's api_id for its support: a1.",
		});
		expect(providerErrorText(facts({ words: '' })).message).toBe('Plivo refused the request');
	});

	it.each<[ProviderName, RegExp]>([
		['Plivo', /Auth ID and the Auth Token/],
		['Ultravox', /API key/],
		['The bridge', /shared secret/],
	])('names what to check when %s refuses the credential', (provider, hint) => {
		const { message, description } = providerErrorText(facts({ provider, status: 401 }));
		expect(message).toBe(`${provider} refused the credential: the words`);
		expect(description).toMatch(hint);
	});

	it('says when to try again', () => {
		const limited = facts({ provider: 'Ultravox', status: 429, retryAfterSeconds: 30 });
		expect(providerErrorText(limited).description).toMatch(/^Try again in 30 seconds\./);
		expect(providerErrorText(facts({ status: 503 })).description).toMatch(/^Try again later\./);
	});

	it('leads to the base URL where the provider leads elsewhere', () => {
		expect(providerErrorText(facts({ status: 302 })).description).toBe(
			'Check the base URL in the credential. HTTP status 302.',
		);
	});

	it.each([
		[301, /leads on to another address, which is not followed/],
		[308, /leads on to another address, which is not followed/],
		[402, /payment/],
		[403, /does not allow/],
		[404, /did not find/],
		[429, /limit/],
		[408, /failed/],
		[500, /failed/],
		[422, /refused the request/],
	])('tells status %p apart', (status, words) => {
		expect(providerErrorText(facts({ status })).message).toMatch(words);
	});

	it('speaks of the network only when it was the network', () => {
		const refused = facts({ provider: 'The bridge', status: null, words: 'connect ECONNREFUSED' });
		expect(providerErrorText(refused)).toEqual({
			message: 'The request to the bridge failed: connection refused',
			description:
				"Check that the bridge can be reached from n8n, and the 'Control URL' in the credential.",
		});
		expect(
			providerErrorText(facts({ status: null, words: 'no credential is set' })).description,
		).toBe('');
	});
});
