import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import {
	createApplication,
	getApplication,
	updateApplication,
} from '../../../nodes/shared/plivoApplication';
import { wasRefused } from '../../../nodes/shared/providerStatus';

const FIELDS = {
	answer_url: 'https://n8n.example.com/webhook/1',
	answer_method: 'POST',
	hangup_url: '',
	hangup_method: 'POST',
	fallback_answer_url: '',
	fallback_method: 'POST',
};

/** A node that Plivo gives this answer, whatever it asks. */
function answered(reply: () => unknown) {
	let requests = 0;
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getCredentials: async () => ({ authId: 'MA', authToken: 'the-auth-token' }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				requests += 1;
				return await reply();
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, sent: () => requests };
}

/** As n8n's HTTP client throws a redirect that is not followed. */
const moved = async () =>
	await Promise.reject(
		Object.assign(new Error('Request failed with status code 302'), {
			response: { status: 302, headers: {}, data: '' },
		}),
	);

describe('a new Application', () => {
	test.each([
		['20372631212782780', '20372631212782780'],
		[4711, '4711'],
	])('has the id of the answer: %p', async (app_id, id) => {
		const { context } = answered(() => ({ api_id: 'f1c7', message: 'created', app_id }));
		expect(await createApplication(context, 'n8n', FIELDS)).toBe(id);
	});

	test.each([
		['no app_id', { api_id: 'f1c7', message: 'created' }],
		['an empty one', { message: 'created', app_id: '' }],
		['null', { message: 'created', app_id: null }],
		['an object', { message: 'created', app_id: {} }],
		['nothing at all', ''],
	])('is none when the answer has %s, and may be there all the same', async (_what, answer) => {
		const { context, sent } = answered(() => answer);
		const outcome = await createApplication(context, 'n8n', FIELDS).catch(
			(error: unknown) => error,
		);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toBe(
			'The request to Plivo failed: its answer to the new Application has no app_id',
		);
		// So whoever takes the step back looks for it by its name.
		expect(wasRefused(outcome)).toBe(false);
		expect(sent()).toBe(1);
	});
});

describe('a Plivo that leads on to another address', () => {
	test('has not said that there is no such Application', async () => {
		const { context } = answered(moved);
		await expect(getApplication(context, '1')).rejects.toThrow(/leads on to another address/);
	});

	test('is not asked once more with fewer fields', async () => {
		const { context, sent } = answered(moved);
		const current = { ...FIELDS, hangup_url: 'https://example.com/hangup' };
		await expect(updateApplication(context, '1', FIELDS, current)).rejects.toThrow(
			/leads on to another address/,
		);
		expect(sent()).toBe(1);
	});
});
