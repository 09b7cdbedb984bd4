import { createHmac } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { CallContext } from '../../../../nodes/shared/callContext';
import { createCallContext } from '../../../../nodes/shared/callContext';
import {
	deliverCollected,
	mayBeTakenYet,
} from '../../../../nodes/shared/callTools/deliverCollected';
import type { RequestContext } from '../../../../nodes/shared/providerFailure';

const ADDRESS = 'https://crm.example.com/collected';
const call: CallContext = createCallContext({
	callId: '33333333-3333-4333-8333-333333333333',
	callUuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
	from: '+14155550100',
	to: '+14155550123',
	direction: 'inbound',
	transcript: [{ role: 'user', text: 'private' }],
});
const collected = { name: 'Ada', guests: null };

/** Delivers to a receiver that answers like this, one after another; undefined does not answer. */
const deliver = async (...statuses: Array<number | undefined>) =>
	await deliverTo(ADDRESS, statuses);

async function deliverTo(
	url: string,
	statuses: Array<number | undefined>,
	n8n = 'https://n8n.example.com/',
) {
	const requests: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ name: 'Trigger' }),
		getInstanceBaseUrl: () => n8n,
		getCredentials: async () => ({ apiKey: ' the-api-key ' }),
		logger: { warn: () => undefined },
		helpers: {
			httpRequest: async (request: IHttpRequestOptions) => {
				requests.push(request);
				const statusCode = statuses[requests.length - 1];
				if (statusCode === undefined) throw new Error('connect ECONNREFUSED');
				return { statusCode, body: 'the inner secret of a receiver' };
			},
		},
	} as unknown as RequestContext;
	const delivery = await deliverCollected(context, { url, call, collected }, [1, 2, 3]);
	return { delivery, requests, headers: requests.map(({ headers }) => headers as IDataObject) };
}

const EVENT_ID = 'collected-33333333-3333-4333-8333-333333333333';

test('O3.8 one POST, with every field, the ids of the call, and nothing else of it', async () => {
	const { delivery, requests } = await deliver(200);
	expect(delivery).toEqual({
		delivered: true,
		eventId: EVENT_ID,
		attempts: 1,
		status: 200,
		reason: null,
	});
	expect(requests).toHaveLength(1);
	expect(requests[0]).toMatchObject({ method: 'POST', url: ADDRESS, disableFollowRedirect: true });
	expect(JSON.parse(String(requests[0]?.body))).toEqual({
		event: 'call.collected',
		eventId: EVENT_ID,
		call: {
			callId: call.callId,
			callUuid: call.callUuid,
			direction: 'inbound',
			from: '+14155550100',
			to: '+14155550123',
			agentId: null,
			agentName: null,
			startedAt: null,
			endedAt: null,
		},
		collected,
	});
});

test('O3.8 it is signed as the documentation says, without the API key itself', async () => {
	const { requests, headers } = await deliver(200);
	const secret = createHmac('sha256', 'the-api-key')
		.update('phone-agent/data-collection')
		.digest('hex');
	const timestamp = String(headers[0]?.['X-Phone-Agent-Timestamp']);
	expect(headers[0]?.['X-Phone-Agent-Signature']).toBe(
		createHmac('sha256', secret)
			.update(`${timestamp}.${String(requests[0]?.body)}`)
			.digest('hex'),
	);
	expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	expect(JSON.stringify(requests)).not.toContain('the-api-key');
});

test('O3.8 500 and then 200: sent again with the same id and body, and taken once', async () => {
	const { delivery, requests, headers } = await deliver(500, 200);
	expect(delivery).toMatchObject({ delivered: true, attempts: 2 });
	expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
	expect(headers.map((one) => one['X-Phone-Agent-Event-Id'])).toEqual([EVENT_ID, EVENT_ID]);
	expect(headers.map((one) => one['Idempotency-Key'])).toEqual([EVENT_ID, EVENT_ID]);
});

test('O3.8 never taken: the attempts end, and the item says so', async () => {
	const { delivery, requests } = await deliver(undefined, 503, 429, undefined);
	expect(requests).toHaveLength(4);
	expect(delivery).toMatchObject({ delivered: false, attempts: 4, status: null });
	expect(delivery.reason).toContain('could not be reached');
});

test.each([301, 400, 401, 404, 410])('%i is a refusal: not tried again', async (status) => {
	const { delivery, requests } = await deliver(status);
	expect(requests).toHaveLength(1);
	expect(delivery).toMatchObject({ delivered: false, status });
	expect(delivery.reason).toContain(String(status));
});

test('O3.8 nothing is sent to the machine of n8n or to the local link: an agent may have been written by somebody else', async () => {
	for (const url of ['http://127.0.0.1:5678/rest', 'http://169.254.169.254/latest/meta-data']) {
		const { delivery, requests } = await deliverTo(url, [200]);
		expect(requests).toEqual([]);
		expect(delivery).toMatchObject({ delivered: false, attempts: 0, status: null });
		expect(delivery.reason).toMatch(/: nothing was sent there\.$/);
	}
	const { requests } = await deliverTo('http://127.0.0.1:4001/', [200], 'http://localhost:5678/');
	expect(requests).toHaveLength(1);
});

test('O3.8 what a receiver answers is not in the item', async () => {
	for (const status of [200, 404]) {
		expect(JSON.stringify((await deliver(status)).delivery)).not.toContain('secret');
	}
});

test.each([
	['was taken', [200], false],
	['was refused for good', [400], false],
	['found nobody', [undefined, undefined, undefined, undefined], true],
	['found an overloaded receiver', [503, 503, 503, 503], true],
	['was held back', [429, 429, 429, 429], true],
] as const)(
	'O3.8 whether what %s may be taken another time, after %p: %p',
	async (_what, statuses, mayBe) => {
		const { delivery } = await deliver(...statuses);
		expect(mayBeTakenYet(delivery)).toBe(mayBe);
	},
);
