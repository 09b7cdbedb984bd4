import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ProviderRequestOptions } from '../../../nodes/shared/providerRequest';
import { providerRequest } from '../../../nodes/shared/providerRequest';

const DOOR = {
	provider: 'Plivo' as const,
	credential: 'plivoVoiceApi',
	root: 'https://api.example.com/v1/Account/MA',
	secrets: ['the-auth-token'],
};

/** Sends one request to a provider that gives these answers by turns: a status, or what it says. */
async function send(options: Partial<ProviderRequestOptions>, answers: Array<number | object>) {
	let sent = 0;
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async () => {
				const answer = answers[sent++];
				if (typeof answer !== 'number') return answer;
				throw Object.assign(new Error(`Request failed with status code ${answer}`), {
					response: {
						status: answer,
						headers: answer === 429 ? { 'retry-after': '0' } : {},
						data: { error: `no, the-auth-token, ${answer}` },
					},
				});
			},
		},
	} as unknown as IExecuteFunctions;
	const request = { method: 'POST' as const, path: '/Call/', ...options };
	const outcome = await providerRequest(context, DOOR, request).catch((error: unknown) => error);
	return { outcome, sent };
}

test('never: sent once, whatever comes back', async () => {
	for (const status of [429, 500, 503]) {
		const { outcome, sent } = await send({ repeat: 'never' }, [status, {}]);
		expect(sent).toBe(1);
		expect(outcome).toBeInstanceOf(NodeApiError);
	}
});

test('refused: sent again after 429 alone', async () => {
	expect(await send({ repeat: 'refused' }, [429, { ok: 1 }])).toEqual({
		outcome: { ok: 1 },
		sent: 2,
	});
	expect((await send({ repeat: 'refused' }, [500, { ok: 1 }])).sent).toBe(1);
});

test('three attempts at most, and the last refusal is told without secrets', async () => {
	const { outcome, sent } = await send({ repeat: 'refused' }, [429, 429, 429, {}]);
	expect(sent).toBe(3);
	expect((outcome as Error).message).toContain('no, [removed], 429');
});

describe('a DELETE whose first answer was lost', () => {
	const lost = { method: 'DELETE', repeat: 'safe' } as const;

	test('finds the thing gone: that is what was asked for', async () => {
		expect(await send(lost, [500, 404])).toEqual({ outcome: '', sent: 2 });
	});

	test('is refused where the thing has to be there', async () => {
		const { outcome } = await send({ ...lost, mustBeThere: true }, [500, 404]);
		expect(outcome).toBeInstanceOf(NodeApiError);
	});

	test('is refused when the thing was not there in the first place', async () => {
		const { outcome, sent } = await send(lost, [404]);
		expect(sent).toBe(1);
		expect(outcome).toBeInstanceOf(NodeApiError);
	});
});
