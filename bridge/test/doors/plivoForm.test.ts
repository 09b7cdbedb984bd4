import type { IncomingMessage } from 'node:http';
import { signV3 } from '../../../nodes/shared/plivoSignature';
import { readPlivoForm, type PlivoFormOptions } from '../../src/doors/plivoForm';
import { Refusal } from '../../src/doors/refusal';
import type { RoutedRequest } from '../../src/doors/route';

const TOKEN = 'a-plivo-auth-token';
const TARGET = '/answer/token';
const FORM = 'CallUUID=call-1&From=%2B14155550100';

interface Asked {
	method?: 'GET' | 'POST';
	body?: string;
	query?: string;
	headers?: Record<string, string>;
}

const routed = ({
	method = 'POST',
	body = '',
	query = '',
	headers = {},
}: Asked): RoutedRequest => ({
	request: { method, headers } as unknown as IncomingMessage,
	parameters: [],
	query: new URLSearchParams(query),
	target: query === '' ? TARGET : `${TARGET}?${query}`,
	body: Buffer.from(body),
});

/** The headers with which Plivo signs a form for this address. */
const signed = (url: string, authToken = TOKEN) => ({
	'x-plivo-signature-v3': signV3({
		method: 'POST',
		url,
		parameters: { CallUUID: 'call-1', From: '+14155550100' },
		nonce: '1',
		authToken,
	}),
	'x-plivo-signature-v3-nonce': '1',
});

const read = (asked: Asked, options: Partial<PlivoFormOptions> = {}, bridgeUrl?: string) =>
	readPlivoForm(routed(asked), bridgeUrl, { plivoAuthTokens: [], ...options });

const refusalOf = (work: () => unknown): number => {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error.status;
		throw error;
	}
	throw new Error('It was not refused.');
};

describe('what Plivo asks with', () => {
	it('is read from the body, decoded', () => {
		expect(read({ body: FORM })).toEqual({
			callUuid: 'call-1',
			fields: { CallUUID: 'call-1', From: '+14155550100' },
		});
	});

	it('is read from the query of a GET', () => {
		expect(read({ method: 'GET', query: FORM }).callUuid).toBe('call-1');
	});

	it('counts as the body says where both say something', () => {
		const { fields, callUuid } = read({ body: 'CallUUID=body', query: 'CallUUID=query&step=2' });
		expect(callUuid).toBe('body');
		expect(fields).toEqual({ CallUUID: 'body', step: '2' });
	});

	it.each([
		['no call', 'From=1'],
		['an empty one', 'CallUUID='],
		['two calls', 'CallUUID=a&CallUUID=b'],
		['more than an id can be', `CallUUID=${'a'.repeat(201)}`],
	])('is refused when it names %s', (_what, body) => {
		expect(refusalOf(() => read({ body }))).toBe(400);
	});

	it('may name an id of 200 characters', () => {
		const callUuid = 'a'.repeat(200);
		expect(read({ body: `CallUUID=${callUuid}` }).callUuid).toBe(callUuid);
	});

	describe('where Plivo has to have signed it', () => {
		const options = {
			plivoAuthTokens: ['another-auth-token', TOKEN],
			publicUrl: 'wss://bridge.example.com/voice/',
		};
		const ask = (headers: Record<string, string>, bridgeUrl?: string) => () =>
			read({ body: FORM, headers }, options, bridgeUrl);

		it.each([
			['https://bridge.example.com/voice/answer/token', undefined],
			['http://bridge.example.com/voice/answer/token', undefined],
			['https://other.example.com/answer/token', 'wss://other.example.com'],
			['http://other.example.com/answer/token', 'ws://other.example.com/'],
			// The token names another address than the bridge has itself: Plivo may have been given either.
			['https://bridge.example.com/voice/answer/token', 'wss://other.example.com'],
		])('%s is an address that it may have signed (told: %s)', (url, bridgeUrl) => {
			expect(ask(signed(url), bridgeUrl)().callUuid).toBe('call-1');
		});

		it('the query is part of what was signed', () => {
			const query = 'step=2';
			const url = `https://bridge.example.com/voice/answer/token?${query}`;
			const headers = signed(url);
			expect(read({ body: FORM, query, headers }, options).callUuid).toBe('call-1');
			expect(refusalOf(() => read({ body: FORM, query: 'step=3', headers }, options))).toBe(403);
		});

		const genuine = signed('https://bridge.example.com/voice/answer/token');
		it.each([
			['without a signature', {}],
			['signed for another address', signed('https://evil.example.com/answer/token')],
			['signed with another token', signed('https://bridge.example.com/voice/answer/token', 'x')],
			['with another nonce', { ...genuine, 'x-plivo-signature-v3-nonce': '2' }],
		])('%s it is refused', (_how, headers) => {
			expect(refusalOf(ask(headers))).toBe(403);
		});

		it('with another body it is refused, before it is asked which call it is for', () => {
			expect(refusalOf(() => read({ body: 'From=1', headers: genuine }, options))).toBe(403);
		});

		it('nothing is genuine where no address of the bridge is known', () => {
			const unknown = { plivoAuthTokens: [TOKEN] };
			expect(refusalOf(() => read({ body: FORM, headers: genuine }, unknown))).toBe(403);
		});
	});
});
