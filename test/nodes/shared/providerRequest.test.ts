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
	const requests: object[] = [];
	const context = {
		getNode: () => ({ name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, request: object) => {
				requests.push(request);
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
	return { outcome, sent, requests };
}

test('never: sent once, whatever comes back', async () => {
	for (const status of [429, 500, 503]) {
		const { outcome, sent } = await send({ repeat: 'never' }, [status, {}]);
		expect(sent).toBe(1);
		expect(outcome).toBeInstanceOf(NodeApiError);
	}
});

test('refused: sent again after 429 alone', async () => {
	expect(await send({ repeat: 'refused' }, [429, { ok: 1 }])).toMatchObject({
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

describe('a 2xx that is no answer of the API', () => {
	test.each([
		['a page of a proxy', '<html>Login to WiFi</html>'],
		['null', null],
		['a yes', true],
	])('%s is a refusal', async (_what, answer) => {
		const { outcome } = await send({}, [answer as unknown as object]);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toContain('what came back is not from its API');
		expect((outcome as NodeApiError).description).toMatch(/base URL/);
	});

	test('nothing at all is an answer to a change, not to a read', async () => {
		expect(await send({ method: 'DELETE' }, ['' as unknown as object])).toMatchObject({
			outcome: '',
			sent: 1,
		});
		const { outcome } = await send({ method: 'GET' }, ['' as unknown as object]);
		expect(outcome).toBeInstanceOf(NodeApiError);
	});

	test('one that says nothing but error is a refusal in those words', async () => {
		const { outcome } = await send({}, [{ api_id: 'f1c7', error: 'call not found' }]);
		expect((outcome as Error).message).toContain('call not found');
		expect((outcome as NodeApiError).description).toContain('f1c7');
	});

	test('so is one that says nothing but detail; an object with a detail is an answer', async () => {
		const { outcome } = await send({}, [{ detail: 'You may not.' }]);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toContain('You may not.');
		expect(await send({}, [{ detail: 'round', id: '1' }])).toMatchObject({
			outcome: { detail: 'round', id: '1' },
		});
	});
});

test('secrets of the request are in no answer either', async () => {
	const { outcome } = await send({ secrets: ['pw1234567'] }, [{ sip_user: 'u:pw1234567' }]);
	expect(outcome).toEqual({ sip_user: 'u:[removed]' });
});

describe('a DELETE whose first answer was lost', () => {
	const lost = { method: 'DELETE', repeat: 'safe' } as const;

	test('finds the thing gone: that is what was asked for', async () => {
		expect(await send(lost, [500, 404])).toMatchObject({ outcome: '', sent: 2 });
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

test('a body that is no JSON goes as it is, with its own content type', async () => {
	const raw = { bytes: Buffer.from('a=b'), contentType: 'text/plain' };
	const { requests } = await send({ raw }, [{}]);
	expect(requests).toEqual([
		{
			method: 'POST',
			url: `${DOOR.root}/Call/`,
			timeout: 20_000,
			disableFollowRedirect: true,
			json: true,
			body: raw.bytes,
			headers: { 'Content-Type': 'text/plain' },
		},
	]);
});

describe('an answer that is wanted as bytes', () => {
	const bytes = (statusCode: number, body: string, headers = {}) => ({
		statusCode,
		headers,
		body: Buffer.from(body),
	});

	test('comes with status and headers', async () => {
		const answer = bytes(200, 'RIFF', { 'content-type': 'audio/wav' });
		const { outcome, requests } = await send({ asBytes: true }, [answer]);
		expect(outcome).toEqual(answer);
		expect(requests).toEqual([
			expect.objectContaining({ encoding: 'arraybuffer', disableFollowRedirect: true }),
		]);
	});

	test('is a refusal when it leads on to another address', async () => {
		const moved = bytes(302, '', { location: 'https://storage.example.com/a' });
		const { outcome, sent } = await send({ asBytes: true, repeat: 'safe' }, [moved]);
		expect(sent).toBe(1);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toMatch(/leads on to another address/);
	});

	test('is refused in the words of the provider, without secrets', async () => {
		const { outcome, sent } = await send({ asBytes: true, repeat: 'safe' }, [
			bytes(400, '{"detail": "No such voice, the-auth-token."}'),
		]);
		expect(sent).toBe(1);
		expect(outcome).toBeInstanceOf(NodeApiError);
		expect((outcome as Error).message).toContain('No such voice, [removed].');
	});

	test('is asked for again when the provider held the request back', async () => {
		const answers = [bytes(429, '', { 'retry-after': '0' }), bytes(200, 'RIFF')];
		const { outcome, sent } = await send({ asBytes: true, repeat: 'refused' }, answers);
		expect(sent).toBe(2);
		expect(outcome).toEqual(answers[1]);
	});
});
