import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../nodes/shared/bridgeEvents';
import type { ResumeAnswer } from '../../nodes/shared/bridgeResume';
import { openResume } from '../../nodes/shared/bridgeResume';
import { CALL_ID_PARAMETER } from '../../nodes/shared/callTools/fieldParameters';
import { COLLECT_TOOL, HANDOFF_TOOL } from '../../nodes/shared/callTools/toolNames';
import { TOOL_TOKEN_HEADER } from '../../nodes/shared/callTools/toolToken';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import type { Providers } from './support/outboundProviders';
import { API_KEY, BRIDGE_SECRET, CALLER_ID, startProviders } from './support/outboundProviders';
import { callUuidOf, PacedRuns } from './support/pacedRuns';
import type { WaitingExecution, WebhookAnswer } from './support/waitingExecution';

/** The input item that was due when the execution went to sleep, and is dialed when the first has ended. */
const DUE = 2;
const HUMAN = '+14155550177';
const NEXT = '44444444-4444-4444-8444-444444444444';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
	providers.template.systemPrompt = joinPrompt('You call people.', {
		languages: [],
		accent: null,
		handoffNumber: HUMAN,
		allActions: null,
		modelLabel: null,
		dataWebhookUrl: null,
		dataFields: [{ name: 'guests', description: '', type: 'number' }],
	});
});

afterEach(async () => await providers.close());

/** A tool as a call was made with it. */
interface MadeTool {
	temporaryTool: {
		modelToolName: string;
		staticParameters: Array<{ name: string; value: string }>;
	};
	authTokens: Record<string, string>;
}

/** The agent of the call that was due uses a tool. */
async function use(
	execution: WaitingExecution,
	toolName: string,
	given: IDataObject,
	callId = paced.callOf(DUE).callId,
): Promise<WebhookAnswer> {
	const bodies = providers.creating().map(({ body }) => body as IDataObject);
	const { toolOverrides } = bodies.find(
		({ metadata }) => (metadata as IDataObject).n8nItem === String(DUE),
	) as { toolOverrides: { add: MadeTool[] } };
	const tool = toolOverrides.add.find(
		({ temporaryTool }) => temporaryTool.modelToolName === toolName,
	) as MadeTool;
	const query = tool.temporaryTool.staticParameters.map(({ name, value }) => [name, value]);
	const body = JSON.stringify({ [CALL_ID_PARAMETER]: callId, ...given });
	return await execution.post(Object.fromEntries(query) as Record<string, string>, body, {
		'content-type': 'application/json',
		[TOOL_TOKEN_HEADER]: Object.values(tool.authTokens)[0] ?? '',
	});
}

/** The conversation with whoever was due goes on in another call of Ultravox's. */
function isGoingOn(joinUrl: string, medium: IDataObject): void {
	const body = { callId: NEXT, joinUrl, medium };
	providers.others.set('POST /api/calls', { status: 201, body });
}

const goingOn = () =>
	providers.requests.filter(
		({ method, url }) => method === 'POST' && url.startsWith('/api/calls?priorCallId='),
	);

/** What the call that goes on carries, so that it is one of the call that was due. */
function expectOfDue(body: IDataObject): void {
	const { n8nCallKey, n8nRun } = paced.callOf(DUE).metadata as Record<string, string>;
	expect(body.metadata).toMatchObject({ n8nCallKey, n8nRun, n8nItem: String(DUE) });
	const { ended } = body.callbacks as { ended: { url: string; secrets: string[] } };
	expect(Object.fromEntries(new URL(ended.url).searchParams)).toMatchObject({
		event: 'ended',
		run: n8nRun,
		item: String(DUE),
	});
	expect(ended.secrets).toEqual([endEventSecret(API_KEY, String(n8nRun))]);
}

describe('a call that was due when the execution went to sleep', () => {
	test('O3.8 its agent submits what it has collected, for its own call alone', async () => {
		const { execution, ended } = await paced.sleeping();
		await ended(0);
		expect(await use(execution, COLLECT_TOOL, { guests: 4 })).toMatchObject({
			status: 200,
			body: expect.stringContaining('noted') as string,
			outputs: undefined,
		});
		const { callId } = paced.callOf(1);
		expect(await use(execution, COLLECT_TOOL, { guests: 4 }, callId)).toMatchObject({
			status: 403,
			body: '',
		});
	});

	test('O3.6 P2.11 its agent hands the person to a human', async () => {
		const { execution, ended } = await paced.sleeping();
		await ended(0);
		const leg = callUuidOf(DUE);
		providers.others.set('GET /Call/', { status: 200, body: { calls: [leg], objects: [] } });
		providers.others.set(`POST /Call/${leg}/`, { status: 202, body: { message: 'transferred' } });
		const answer = await use(execution, HANDOFF_TOOL, { sentence: 'One moment.' });
		expect(answer).toMatchObject({ status: 200, outputs: undefined });
		expect(JSON.parse(answer.body)).toEqual({ strict: true, message: 'One moment.' });
		const [order] = providers.requests.filter(({ url }) => url.endsWith(`/Call/${leg}/`));
		const { aleg_url: asked } = order?.body as { aleg_url: string };
		const query = Object.fromEntries(new URL(asked).searchParams);
		expect(query).toMatchObject({ event: 'handoff', item: String(DUE), number: HUMAN.slice(1) });
		const { body } = await execution.plivo(query, { CallUUID: leg });
		expect(body).toContain(`<Number>${HUMAN.slice(1)}</Number>`);
	});

	test('O3.6 P2.11 the human is busy: the person comes back to an agent whose end is told here', async () => {
		const { execution, ended } = await paced.sleeping();
		await ended(0);
		paced.isOver(DUE);
		isGoingOn('wss://voice.ultravox.ai/calls/4/telephony?key=hidden', { plivo: {} });
		const { body } = await execution.plivo(
			{
				event: 'handoff-end',
				item: String(DUE),
				callUuid: callUuidOf(DUE),
				callId: String(paced.callOf(DUE).callId),
				number: HUMAN,
				callerId: CALLER_ID,
				step: '0',
			},
			{ CallUUID: callUuidOf(DUE), DialStatus: 'busy' },
		);
		expect(body).toMatch(/<Stream [^>]*>wss:\/\/voice\.ultravox\.ai/);
		const [made, ...others] = goingOn();
		expect(others).toEqual([]);
		expect(made?.url).toBe(`/api/calls?priorCallId=${String(paced.callOf(DUE).callId)}`);
		expectOfDue(made?.body as IDataObject);
	});

	test('P2.6 through the bridge its agent is lost: another call goes on with the conversation', async () => {
		const { execution, ended } = await paced.sleeping({ bridge: true });
		await ended(0);
		Object.assign(paced.isOver(DUE), { endReason: 'connection_error' });
		const joinUrl = `wss://voice.ultravox.ai/calls/${NEXT}/server_web_socket?key=hidden`;
		isGoingOn(joinUrl, { serverWebSocket: {} });
		const sentAt = new Date().toISOString();
		const callUuid = randomUUID();
		const wanted = JSON.stringify({
			version: 1,
			type: 'resume',
			requestId: randomUUID(),
			at: sentAt,
			callUuid,
			callId: paced.callOf(DUE).callId,
		});
		const answer = await execution.post({ event: 'bridge', item: String(DUE) }, wanted, {
			'content-type': 'application/json',
			[BRIDGE_TIMESTAMP_HEADER]: sentAt,
			[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(wanted, BRIDGE_SECRET, sentAt),
		});
		expect(answer).toMatchObject({ status: 200, outputs: undefined });
		const { token } = JSON.parse(answer.body) as ResumeAnswer;
		expect(openResume(token, BRIDGE_SECRET)).toEqual({ callUuid, callId: NEXT, joinUrl });
		const [made, ...others] = goingOn();
		expect(others).toEqual([]);
		expectOfDue(made?.body as IDataObject);
	});
});
