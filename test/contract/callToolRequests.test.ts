import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import type { DataField } from '../../nodes/shared/simpleAgent/read';
import { arrive } from '../nodes/InboundCallTrigger/answer/arrive';
import { ultravoxCall } from '../nodes/InboundCallTrigger/answer/fakeWebhook';
import {
	askForHuman,
	isReturn,
	isTransfer,
	phoneCall,
	plivoAsks,
	providers,
} from '../nodes/InboundCallTrigger/answer/handoffCalls';
import { stopTime } from '../nodes/movedTime';
import { plivoErrors } from './support/plivoContract';
import { sentRequest } from './support/sentRequest';
import { ultravoxErrors } from './support/ultravoxContract';

stopTime();

const dataFields: DataField[] = [
	{ name: 'full name', description: 'of the caller', type: 'text' },
	{ name: 'guests', description: '', type: 'number' },
	{ name: 'agrees', description: '', type: 'boolean' },
	{ name: 'day', description: '', type: 'date' },
];

test('O3.6 O3.8 P2.11 the call of an agent with a handoff number and fields: as the document has it', async () => {
	const agentId = randomUUID();
	const systemPrompt = joinPrompt('You answer the phone.', {
		languages: [],
		accent: null,
		handoffNumber: '+14155550142',
		allActions: null,
		modelLabel: null,
		dataWebhookUrl: null,
		dataFields,
	});
	// A tool of the agent's own with the name of one of ours gives way.
	const selectedTools = [{ toolName: 'mine', nameOverride: 'transferToHuman' }];
	const { requests, agentRequests } = await arrive({
		agent: () => ({ agentId, callTemplate: { systemPrompt, selectedTools } }),
		parameters: { agent: { mode: 'id', value: agentId } },
		ultravox: () => ultravoxCall(),
	});
	const asked = [...agentRequests, ...requests].map((one) => sentRequest('ultravoxApi', one));
	expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
	expect(asked.flatMap(ultravoxErrors)).toEqual([]);
	const { toolOverrides } = asked[1]?.body as { toolOverrides: IDataObject };
	expect(toolOverrides).toMatchObject({ remove: ['transferToHuman'], add: { length: 2 } });
});

test('P2.11 the order to move a leg: as the document has it', async () => {
	const { requests } = await askForHuman(phoneCall());
	const asked = requests.map((one) =>
		sentRequest(isTransfer(one) ? 'plivoVoiceApi' : 'ultravoxApi', one),
	);
	expect(asked.map(({ credential }) => credential)).toEqual(['ultravoxApi', 'plivoVoiceApi']);
	expect(asked.slice(0, 1).flatMap(ultravoxErrors)).toEqual([]);
	expect(asked.slice(1).flatMap(plivoErrors)).toEqual([]);
});

test('P2.11 a call that was dialled, without its id: the one live call between both numbers is moved', async () => {
	const callUuid = randomUUID();
	const metadata = { n8nCallKey: 'run:0', n8nTo: '+14155550100', n8nFrom: '+14155550123' };
	const phone = phoneCall({ metadata });
	phone.claims.key = { name: 'n8nCallKey', value: 'run:0' };
	const live: string[] = [callUuid];
	const { requests } = await askForHuman(phone, {
		ultravox: (request) =>
			request.method === 'GET' && request.url.endsWith('/Call/')
				? { calls: live, api_id: '1' }
				: providers(phone)(request),
	});
	const asked = requests.slice(1).map((one) => sentRequest('plivoVoiceApi', one));
	expect(asked.map(({ method, query }) => [method, query])).toEqual([
		[
			'GET',
			{
				status: 'live',
				call_direction: 'outbound',
				to_number: '14155550100',
				from_number: '14155550123',
			},
		],
		['POST', {}],
	]);
	expect(asked[1]?.url).toContain(callUuid);
	expect(asked.flatMap(plivoErrors)).toEqual([]);
});

test('P2.11 two live calls between both numbers: nobody is moved', async () => {
	const phone = phoneCall({ metadata: { n8nCallKey: 'k', n8nTo: '+14155550100', n8nFrom: '+1' } });
	phone.claims.key = { name: 'n8nCallKey', value: 'k' };
	const { requests, sent } = await askForHuman(phone, {
		ultravox: (request) =>
			request.url.endsWith('/Call/')
				? { calls: [randomUUID(), randomUUID()] }
				: providers(phone)(request),
	});
	expect(requests.filter(isTransfer)).toHaveLength(0);
	expect(sent[0]?.body).toContain('did not work');
});

test.each([{ plivo: {} }, { serverWebSocket: { inputSampleRate: 8000, outputSampleRate: 8000 } }])(
	'P2.11 the call of a caller who comes back: as the document has it (%j)',
	async (medium) => {
		const phone = phoneCall({ medium });
		const { requests } = await plivoAsks(
			phone,
			'handoff-end',
			{ DialStatus: 'busy' },
			{ bridge: true },
		);
		const asked = requests.map((one) => sentRequest('ultravoxApi', one));
		expect(requests.filter(isReturn)).toHaveLength(1);
		expect(asked.flatMap(ultravoxErrors)).toEqual([]);
	},
);
