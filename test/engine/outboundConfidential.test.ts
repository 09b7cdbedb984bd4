import type { IDataObject } from 'n8n-workflow';
import type { AnswerClaims } from '../../nodes/shared/streamToken';
import { openToken, STREAM_TOKEN_VERSION } from '../../nodes/shared/streamToken';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { BRIDGE_SECRET, startProviders } from './support/outboundProviders';
import type { RecordedRequest, Reply } from './support/recordingServer';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders(true);
});

afterEach(async () => await providers.close());

const signatureIn = (url: unknown): string =>
	new URL(String(url)).searchParams.get('signature') ?? '';

describe('what wakes a waiting execution is in no error', () => {
	/** A refusal that repeats the address it was given, and the signature alone. */
	const repeating =
		(sent: () => RecordedRequest[], field: (body: IDataObject) => unknown): Reply =>
		(response) => {
			const url = field(sent()[0]?.body as IDataObject);
			const said = `cannot use ${String(url)} with ${signatureIn(url)}`;
			response.writeHead(400, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ detail: said, error: said }));
		};

	test('also where Ultravox repeats it', async () => {
		const callback = (body: IDataObject) =>
			((body.callbacks as IDataObject).ended as IDataObject).url;
		providers.creations.push({ reply: repeating(() => providers.creating(), callback) });
		const outcome = await runOutbound(providers);
		const signature = signatureIn(callback(providers.creating()[0]?.body as IDataObject));
		expect(signature).not.toBe('');
		const items = JSON.stringify(outcome.items());
		expect(items).toContain('cannot use');
		expect(items).not.toContain(signature);
	});

	test('also where Plivo repeats it', async () => {
		providers.dials.push(
			repeating(
				() => providers.dialing(),
				({ hangup_url: url }) => url,
			),
		);
		const outcome = await runOutbound(providers, { bridge: true });
		const body = providers.dialing()[0]?.body as IDataObject;
		const signature = signatureIn(body.hangup_url);
		expect(signature).not.toBe('');
		const items = JSON.stringify(outcome.items());
		expect(items).toContain('cannot use');
		expect(items).not.toContain(signature);
	});
});

describe('where no execution sleeps, the bridge reports nothing', () => {
	/** What is sealed into the answer URL for the bridge. */
	function sealed(): AnswerClaims {
		const { answer_url: url } = providers.dialing()[0]?.body as IDataObject;
		const [, , token = ''] = new URL(String(url)).pathname.split('/');
		return openToken(token, { secret: BRIDGE_SECRET, audience: 'answer' }) as AnswerClaims;
	}

	test('of a call of an AI agent', async () => {
		providers.others.set('GET /Call/uuid-1/', {
			status: 200,
			body: { call_uuid: 'uuid-1', hangup_cause_code: 4000, call_state: 'ANSWER' },
		});
		const outcome = await runOutbound(providers, {
			bridge: true,
			node: { rewireOutputLogTo: 'ai_tool' },
		});
		expect(outcome.message).toBeUndefined();
		expect(sealed().stream?.events).toEqual([]);
	});

	test('of a test call', async () => {
		providers.others.set('GET /', { status: 200, body: {} });
		providers.others.set('GET /api/accounts/me', { status: 200, body: {} });
		providers.others.set('GET /Number/14155550100/', {
			status: 200,
			body: { number: '14155550100' },
		});
		providers.others.set('GET /control/status', {
			status: 200,
			body: { tokenVersions: [STREAM_TOKEN_VERSION] },
		});
		const outcome = await runOutbound(providers, { bridge: true, operation: 'testCall' });
		expect(outcome.message).toBeUndefined();
		expect(sealed().stream?.events).toEqual([]);
	});
});
