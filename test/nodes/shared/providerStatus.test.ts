import type { IExecuteFunctions } from 'n8n-workflow';
import { providerFailure } from '../../../nodes/shared/providerFailure';
import {
	leadsElsewhere,
	wasRefused,
	wasRefusedForItself,
} from '../../../nodes/shared/providerStatus';

const context = {
	getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
} as unknown as IExecuteFunctions;

/** What is thrown for an answer with this status; without one, for no answer. */
const failure = (statusCode?: number) =>
	providerFailure(context, 'Plivo', statusCode === undefined ? 'no answer' : { statusCode });

test.each([400, 404, 405, 409, 422])('%d is about this very request', (status) => {
	expect(wasRefused(failure(status))).toBe(true);
	expect(wasRefusedForItself(failure(status))).toBe(true);
	expect(leadsElsewhere(failure(status))).toBe(false);
});

test.each([401, 403, 429])('%d is a refusal of who asks, not of what is asked', (status) => {
	expect(wasRefused(failure(status))).toBe(true);
	expect(wasRefusedForItself(failure(status))).toBe(false);
});

test.each([301, 302, 307, 308])(
	'%d changed nothing, and says nothing about what was asked: the address is wrong',
	(status) => {
		expect(wasRefused(failure(status))).toBe(true);
		expect(wasRefusedForItself(failure(status))).toBe(false);
		expect(leadsElsewhere(failure(status))).toBe(true);
	},
);

test.each([303, 408, 500, 502, 503, 504, 524, undefined])(
	'after %p nobody knows what became of the request',
	(status) => {
		expect(wasRefused(failure(status))).toBe(false);
		expect(wasRefusedForItself(failure(status))).toBe(false);
	},
);

test('what is no answer of a provider is no refusal of it', () => {
	expect(wasRefused(new Error('404'))).toBe(false);
	expect(wasRefused(undefined)).toBe(false);
});
