import type { LabUnderTest } from './labUnderTest';
import { WebSocketCaller } from './webSocketCaller';

/** Ids of one of everything, by the path parameters of the vendor's document. */
export type Ids = Record<string, string>;

const PLIVO = { authId: 'MALABPHONE0000000000', authToken: 'token-of-plivo' };
const TWILIO = { accountSid: 'ACLAB', authToken: 'token-of-twilio' };
const TELNYX = {
	accountSid: 'telnyx-lab',
	apiKey: 'KEY-of-telnyx',
	publicKey: 'public-of-telnyx',
	applicationSid: 'application-1',
};
const VOICE = { lmnt: { voiceId: 'lily' } };
const TOOL = {
	modelToolName: 'lookUp',
	http: { baseUrlPattern: 'https://127.0.0.1:1/look', httpMethod: 'GET' },
};
const CRAWL = { startUrls: ['https://example.com/'], maxDepth: 1 };
const REGISTRATION = { username: 'alice', password: 'sip-password', proxy: 'sip.example.com' };
const THROTTLE = { name: 'slow', rules: [{ maxCalls: 9, windowSeconds: 1 }] };
const SOCKET = { serverWebSocket: { inputSampleRate: 8000 } };

/** A body that each operation which takes one accepts, by `METHOD /path`. */
export function bodies({ agent_id = '', document_id }: Ids): Record<string, unknown> {
	const soon = new Date(Date.now() + 3_600_000).toISOString();
	const outgoing = {
		medium: { twilio: { outgoing: { to: '+14155550100', from: '+14155550199' } } },
	};
	const agents = '/api/agents/{agent_id}';
	const source = '/api/corpora/{corpus_id}/sources';
	return {
		'PATCH /api/accounts/me/telephony_config': { twilio: TWILIO },
		'PATCH /api/accounts/me/tts_api_keys': { lmnt: 'key-of-lmnt' },
		'POST /api/agents': { name: 'Ava', callTemplate: { systemPrompt: 'Be nice.' } },
		[`PATCH ${agents}`]: { name: 'Eve' },
		[`POST ${agents}/calls`]: { medium: SOCKET },
		[`POST ${agents}/scheduled_batches`]: { windowStart: soon, calls: [outgoing] },
		[`PATCH ${agents}/scheduled_batches/{batch_id}`]: { windowStart: soon },
		[`POST ${agents}/telephony_xml`]: { From: '+14155550100' },
		'POST /api/api_keys': { name: 'Another' },
		'PUT /api/api_keys/{api_key_prefix}': { revoked: false },
		'PATCH /api/api_keys/{api_key_prefix}': { revoked: true },
		'POST /api/call_throttles': THROTTLE,
		'PUT /api/call_throttles/{throttle_id}': { ...THROTTLE, name: 'slower' },
		'PATCH /api/call_throttles/{throttle_id}': { name: 'slowest' },
		'POST /api/calls': { medium: SOCKET },
		'POST /api/calls/{call_id}/send_data_message': { type: 'hang_up' },
		'POST /api/corpora': { name: 'Another' },
		'PUT /api/corpora/{corpus_id}': { name: 'Shop' },
		'PATCH /api/corpora/{corpus_id}': { description: 'Of us' },
		'POST /api/corpora/{corpus_id}/query': { query: 'opening hours' },
		[`POST ${source}`]: { crawl: CRAWL },
		[`PUT ${source}/{source_id}`]: { name: 'Site', upload: { documentIds: [document_id] } },
		[`PATCH ${source}/{source_id}`]: { description: 'Of us' },
		'POST /api/corpora/{corpus_id}/uploads': { mimeType: 'text/plain' },
		'PATCH /api/sip': { allowedAgents: [{ agentId: agent_id }] },
		'POST /api/sip/registrations': REGISTRATION,
		'PATCH /api/sip/registrations/{registration_id}': { username: 'bob' },
		'POST /api/telephony_configs/plivo': { ...PLIVO, callCreationAllowAllAgents: true },
		'PATCH /api/telephony_configs/plivo': { requestContextMapping: { From: 'phone' } },
		'POST /api/telephony_configs/telnyx': TELNYX,
		'PATCH /api/telephony_configs/telnyx': { accountSid: 'telnyx-other' },
		'POST /api/telephony_configs/twilio': TWILIO,
		'PATCH /api/telephony_configs/twilio': { accountSid: 'ACOTHER' },
		'POST /api/tools': { name: 'another', definition: TOOL },
		'PUT /api/tools/{tool_id}': { name: 'lookUp', definition: TOOL },
		'POST /api/tools/{tool_id}/test': {},
		'POST /api/voice_preview': { name: 'Lily', definition: VOICE },
		'POST /api/voices': { name: 'Another', definition: VOICE },
		'PUT /api/voices/{voice_id}': { name: 'Lily', definition: VOICE },
		'PATCH /api/voices/{voice_id}': { description: 'A voice' },
		'POST /api/webhooks': { url: 'https://example.com/', events: ['call.ended'] },
		'PUT /api/webhooks/{webhook_id}': { url: 'https://example.com/', events: ['call.ended'] },
		'PATCH /api/webhooks/{webhook_id}': { url: 'https://example.com/other' },
	};
}

/** Makes one of everything, with a call that is over and was recorded, and one that is deleted. */
export async function createEverything(lab: LabUnderTest): Promise<Ids> {
	const create = async (path: string, body: unknown, field: string) => {
		const answer = await lab.api('POST', path, body);
		if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
		return String(answer.body[field]);
	};
	const agent_id = await create('/api/agents', { name: 'Ava' }, 'agentId');
	const corpus_id = await create('/api/corpora', { name: 'Shop' }, 'corpusId');
	const { source_id, document_id } = await indexedDocument(lab, corpus_id);
	const given = bodies({ agent_id });
	const batches = '/api/agents/{agent_id}/scheduled_batches';
	const call_id = await spokenCall(lab, agent_id);
	return {
		agent_id,
		corpus_id,
		source_id,
		document_id,
		call_id,
		deleted_call_id: await deletedCall(lab),
		call_stage_id: lab.ultravox.calls.get(call_id)?.history.callStageId ?? '',
		call_stage_message_index: '1',
		batch_id: await create(
			batches.replace('{agent_id}', agent_id),
			given[`POST ${batches}`],
			'batchId',
		),
		api_key_prefix: await create('/api/api_keys', { name: 'Spare' }, 'prefix'),
		throttle_id: await create('/api/call_throttles', { ...THROTTLE, name: 'first' }, 'throttleId'),
		registration_id: await create('/api/sip/registrations', REGISTRATION, 'registrationId'),
		tool_id: await create('/api/tools', { name: 'lookUp', definition: TOOL }, 'toolId'),
		voice_id: await create('/api/voices', { name: 'Lily', definition: VOICE }, 'voiceId'),
		webhook_id: await create('/api/webhooks', given['POST /api/webhooks'], 'webhookId'),
	};
}

/** A call in which the agent said something, recorded. */
async function spokenCall(lab: LabUnderTest, agentId: string): Promise<string> {
	const { body } = await lab.api<{ callId: string; joinUrl: string }>(
		'POST',
		`/api/agents/${agentId}/calls`,
		{ medium: SOCKET, recordingEnabled: true },
	);
	const caller = await WebSocketCaller.join(body.joinUrl, 8000);
	await caller.phone.waitForHeard(/Hello/);
	caller.hangUp();
	await lab.ultravox.calls.get(body.callId)?.waitForEnd(5000);
	return body.callId;
}

async function deletedCall(lab: LabUnderTest): Promise<string> {
	const { body } = await lab.api<{ callId: string }>('POST', '/api/calls', {
		joinTimeout: '0.01s',
	});
	await lab.ultravox.calls.get(body.callId)?.waitForEnd(5000);
	await lab.api('DELETE', `/api/calls/${body.callId}`);
	return body.callId;
}

async function indexedDocument(lab: LabUnderTest, corpusId: string) {
	const uploads = await lab.api('POST', `/api/corpora/${corpusId}/uploads`, {
		mimeType: 'text/plain',
	});
	const document_id = String(uploads.body.documentId);
	await fetch(String(uploads.body.presignedUrl), {
		method: 'PUT',
		body: 'We open at nine.',
		headers: { 'content-type': 'text/plain' },
	});
	const source = await lab.api('POST', `/api/corpora/${corpusId}/sources`, {
		upload: { documentIds: [document_id] },
	});
	return { source_id: String(source.body.sourceId), document_id };
}
