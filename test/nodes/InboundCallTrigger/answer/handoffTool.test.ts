import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { openToken } from '../../../../nodes/shared/streamToken';
import { stopTime } from '../../movedTime';
import { arrive } from './arrive';
import type { FakeWebhookOptions } from './fakeWebhook';
import { BRIDGE_SECRET, httpError, ultravoxCall, WEBHOOK_URL } from './fakeWebhook';
import type { Phone } from './handoffCalls';
import { askForHuman, HUMAN, isTransfer, phoneCall, simpleAgent } from './handoffCalls';
import { fromTool } from './toolRequest';

stopTime();

describe('P2.11 O3.6 the tool is there', () => {
	test('for an agent with a handoff number, in the request that creates the call', async () => {
		const { agentId, agent } = simpleAgent();
		const { requests, agentRequests, fields } = await arrive({
			agent,
			parameters: { agent: { mode: 'id', value: agentId } },
			ultravox: () => ultravoxCall(),
		});
		expect(agentRequests).toHaveLength(1);
		expect(requests).toHaveLength(1);
		expect(requests[0]?.body).toMatchObject({
			metadata: { plivoCallUuid: fields.CallUUID },
			toolOverrides: {
				add: [
					{
						temporaryTool: {
							modelToolName: 'transferToHuman',
							http: { baseUrlPattern: WEBHOOK_URL },
						},
					},
				],
			},
		});
	});

	test('what is known of an agent is not asked again with the next call', async () => {
		const { agentId, agent } = simpleAgent();
		const options = {
			agent,
			parameters: { agent: { mode: 'id', value: agentId } },
			ultravox: () => ultravoxCall(),
		};
		await arrive(options);
		const next = await arrive(options);
		expect(next.agentRequests).toHaveLength(0);
		expect(next.requests[0]?.body).toHaveProperty('toolOverrides');
	});

	test('an agent that cannot be looked up answers all the same', async () => {
		const { xml, requests, warnings } = await arrive({
			agent: () => Promise.reject(httpError(500, { detail: 'later' })),
			parameters: { agent: { mode: 'id', value: randomUUID() } },
			ultravox: () => ultravoxCall(),
		});
		expect(xml).toContain('<Stream');
		expect(requests[0]?.body).not.toHaveProperty('toolOverrides');
		expect(warnings.length).toBeGreaterThan(0);
	});

	test("in the editor's test it is not: nothing can be asked later", async () => {
		const { agentId, agent } = simpleAgent();
		const { requests } = await arrive({
			agent,
			test: true,
			parameters: { agent: { mode: 'id', value: agentId } },
			ultravox: () => ultravoxCall(),
		});
		expect(requests[0]?.body).not.toHaveProperty('toolOverrides');
	});
});

describe('P2.11 the agent hands the caller over', () => {
	test('the leg is moved, then the agent says its sentence and leaves', async () => {
		const phone = phoneCall();
		const { sent, headers, requests } = await askForHuman(phone);
		expect(sent[0]?.status).toBe(200);
		expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
			strict: true,
			message: 'One moment please.',
		});
		expect(headers['x-ultravox-response-type']).toBe('hang-up');
		const [transfer] = requests.filter(isTransfer);
		expect(transfer?.url).toContain(`/Call/${phone.callUuid}/`);
		expect(transfer?.body).toMatchObject({ legs: 'aleg', aleg_method: 'POST' });
		const url = new URL(String((transfer?.body as IDataObject).aleg_url));
		expect(`${url.origin}${url.pathname}`).toBe(WEBHOOK_URL);
		// What Plivo signs has no character that could be encoded in two ways.
		expect(url.search).not.toMatch(/[%+]/);
		expect(Object.fromEntries(url.searchParams)).toMatchObject({
			event: 'handoff',
			callId: phone.callId,
			number: HUMAN.slice(1),
		});
	});

	test('a request that is repeated, also at once, moves nobody twice and gets the same answer', async () => {
		const phone = phoneCall();
		const all = await Promise.all([askForHuman(phone), askForHuman(phone)]);
		all.push(await askForHuman(phone));
		expect(all.flatMap(({ requests }) => requests.filter(isTransfer))).toHaveLength(1);
		expect(new Set(all.map(({ sent }) => sent[0]?.body)).size).toBe(1);
	});

	test('Plivo refuses: the agent is told, stays, and may try again', async () => {
		const phone = phoneCall();
		const refused = await askForHuman(phone, {
			ultravox: (request) =>
				isTransfer(request) ? Promise.reject(httpError(404, { error: 'not found' })) : phone.call,
		});
		expect(refused.sent[0]?.status).toBe(200);
		expect(refused.sent[0]?.body).toContain('did not work');
		expect(refused.headers['x-ultravox-response-type']).toBeUndefined();
		const again = await askForHuman(phone);
		expect(again.headers['x-ultravox-response-type']).toBe('hang-up');
	});

	test('an order whose answer is lost is given again: as long as the stream runs it dials nobody', async () => {
		const phone = phoneCall();
		let orders = 0;
		const { requests, headers } = await askForHuman(phone, {
			ultravox: (request) => {
				if (!isTransfer(request)) return phone.call;
				orders += 1;
				return orders === 1
					? Promise.reject(new Error('socket hang up'))
					: { message: 'call transferred' };
			},
		});
		expect(requests.filter(isTransfer)).toHaveLength(2);
		expect(headers['x-ultravox-response-type']).toBe('hang-up');
	});

	test('a call that is over moves nobody', async () => {
		const phone = phoneCall({ ended: '2026-11-20T10:01:00Z', endReason: 'hangup' });
		const { sent, requests } = await askForHuman(phone);
		expect(sent[0]?.status).toBe(409);
		expect(requests.filter(isTransfer)).toHaveLength(0);
	});

	test.each<[string, (phone: Phone) => Partial<FakeWebhookOptions>, number]>([
		['without a token', () => ({ headers: {} }), 403],
		[
			'with a token of another key',
			({ claims, callId }) => fromTool(claims, {}, { callId, secret: 'forged' }),
			403,
		],
		[
			'for a call that Ultravox says is another one',
			({ claims, callId }) =>
				fromTool({ ...claims, key: { ...claims.key, value: randomUUID() } }, {}, { callId }),
			403,
		],
		[
			'for a call without that metadata',
			({ claims, callId }) =>
				fromTool({ ...claims, key: { name: 'missing', value: '' } }, {}, { callId }),
			403,
		],
		['without a call', ({ claims }) => fromTool(claims, {}, { callId: '../agents' }), 400],
		[
			'for a tool that there is not',
			({ claims, callId }) => fromTool({ ...claims, tool: 'deleteAll' }, {}, { callId }),
			403,
		],
	])('O3.6 a request %s moves nobody: %#', async (_words, options, status) => {
		const phone = phoneCall();
		const { sent, requests, result } = await askForHuman(phone, options(phone));
		expect(sent[0]?.status).toBe(status);
		expect(requests.filter(isTransfer)).toHaveLength(0);
		expect(result.workflowData).toBeUndefined();
	});
});

test('O3.7 an agent that may not be interrupted is so for the whole call, through the bridge', async () => {
	const urlFor = async (settings: object) => {
		const { agentId, agent } = simpleAgent(settings);
		const { xml } = await arrive({
			agent,
			bridge: true,
			parameters: { audioPath: 'bridge', agent: { mode: 'id', value: agentId } },
			ultravox: () =>
				ultravoxCall({
					medium: { serverWebSocket: {} },
					joinUrl: 'wss://voice.ultravox.ai/calls/3/server_web_socket',
				}),
		});
		return /<Stream[^>]*>([^<]*)</.exec(xml)?.[1] ?? '';
	};
	const claimsOf = (url: string) =>
		openToken(url.split('/stream/')[1] ?? '', {
			secret: BRIDGE_SECRET,
			audience: 'stream',
		});
	expect(claimsOf(await urlFor({ interruptible: false }))).toMatchObject({
		notInterruptible: true,
	});
	expect(claimsOf(await urlFor({ interruptible: true }))).not.toHaveProperty('notInterruptible');
});
