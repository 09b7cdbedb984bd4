import { ANSWER_TIMING } from '../../nodes/shared/callbackTiming';
import type { IDataObject } from 'n8n-workflow';
import {
	AGENT,
	API_KEY,
	JOIN_KEY,
	onlyXml,
	PHONE_AGENT,
	runAnswerCall,
	setNode,
	startUltravoxServer,
	ultravoxCallFor,
	waitingItem,
	WEBHOOK_URL,
} from './support/answerCallBench';
import type { RecordedRequest, RecordingServer, Reply } from './support/recordingServer';

const TIMING = ANSWER_TIMING.replaceAll('&', '&amp;');

let ultravox: RecordingServer;
let reply: (request: RecordedRequest) => Reply;

beforeEach(async () => {
	ultravox = await startUltravoxServer((request) => reply(request));
});

afterEach(async () => await ultravox.close());

/** What sends Plivo to the first step of the trigger's ladder. */
const LADDER =
	'<?xml version="1.0" encoding="UTF-8"?><Response>' +
	`<Redirect method="POST">${WEBHOOK_URL}?event=continue&amp;step=0${TIMING}</Redirect></Response>`;

describe('Phone Agent > Answer Call when Ultravox refuses', () => {
	test.each([
		[402, 'Your account has used up its free minutes.', 'Ultravox asks for payment'],
		[429, 'Too many concurrent calls.', 'Ultravox is at its limit for this account'],
		[500, 'Something broke over here.', 'Ultravox failed'],
	])('%i: the caller goes down the ladder, the node says why', async (status, detail, lead) => {
		reply = () => ({ status, body: { detail } });
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(ultravox.requests).toHaveLength(1);
		expect(run.error?.message).toBe(`${lead}: ${detail}`);
		expect(run.error?.description).toContain(`HTTP status ${status}`);
		expect(run.error?.context).toMatchObject({ itemIndex: 0 });
		expect(run.items(PHONE_AGENT)).toBeUndefined();
	});

	test('U0.3 a refusal that echoes the key and the body gives nothing away', async () => {
		reply = ({ headers, body }) => ({
			status: 401,
			body: { detail: `Unknown key ${String(headers['x-api-key'])}`, received: body },
		});
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toContain('Ultravox refused the credential: Unknown key');
		expect(run.stored).not.toContain(API_KEY);
		expect(JSON.stringify(run.error)).not.toContain(API_KEY);
		expect(`${String(run.error?.stack)}${String(run.error?.cause)}`).not.toContain(API_KEY);
	});

	test('U0.3 a call for another medium is not given to Plivo, and its join URL stays hidden', async () => {
		reply = ({ body }) => ({
			status: 201,
			body: ultravoxCallFor(body, {
				medium: { serverWebSocket: { inputSampleRate: 16000 } },
				joinUrl: `wss://voice.ultravox.ai/calls/1/server_web_socket?k=${JOIN_KEY}`,
			}),
		});
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toContain("than 'Audio Path' needs");
		expect(run.stored).not.toContain(JOIN_KEY);
	});

	test.each([
		['no join URL', { joinUrl: null }],
		['no id', { callId: null }],
	])('a call with %s is no success', async (_what, overrides) => {
		reply = ({ body }) => ({ status: 201, body: ultravoxCallFor(body, overrides) });
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toBe('Ultravox created no call that can be joined');
		expect(run.stored).not.toContain(JOIN_KEY);
	});

	test('nobody at the address: the error says that Ultravox was not reached', async () => {
		const { url } = ultravox;
		await ultravox.close();
		const run = await runAnswerCall(url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toContain('Ultravox');
		expect(run.error?.description).toContain('reached from n8n');
	});

	test('an Ultravox that never answers does not keep the caller', async () => {
		reply = () => () => undefined;
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toMatch(/Ultravox/);
	});

	test('an Ultravox that answers without ever ending does not keep the caller', async () => {
		// A client's time-out counts from the last byte: this one never comes to it.
		let drip: NodeJS.Timeout | undefined;
		let dripsLeft = 80;
		let ended = false;
		reply = () => (response) => {
			response.writeHead(201, { 'content-type': 'application/json' });
			drip = setInterval(() => {
				response.write(' ');
				dripsLeft -= 1;
				if (dripsLeft > 0) return;
				ended = true;
				response.end('{}');
			}, 100);
		};
		try {
			const run = await runAnswerCall(ultravox.url);
			expect(onlyXml(run)).toBe(LADDER);
			expect(ended).toBe(false);
		} finally {
			clearInterval(drip);
		}
	}, 15_000);

	test('in a test of the editor the call ends, since nothing can be asked later', async () => {
		reply = () => ({ status: 429, body: { detail: 'Too many concurrent calls.' } });
		const run = await runAnswerCall(ultravox.url, [], { item: waitingItem({ isTest: true }) });
		expect(onlyXml(run)).toMatch(/<Response><Hangup\/><\/Response>$/);
	});

	test('an unusable name in the template context: no call is made, the caller goes down the ladder', async () => {
		reply = ({ body }) => ({ status: 201, body: ultravoxCallFor(body) });
		const run = await runAnswerCall(ultravox.url, [], {
			parameters: { templateContext: { values: [{ name: 'user..name', value: 'Ada' }] } },
		});
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: "'Template Context' has an unusable name: 'user..name'",
		});
		expect(ultravox.requests).toHaveLength(0);
	});

	test('no agent chosen: no call is made, the caller goes down the ladder, the input is named', async () => {
		reply = () => ({ status: 404, body: { detail: 'Not found.' } });
		const run = await runAnswerCall(ultravox.url, [setNode('Choose', { agent: '' })], {
			parameters: { agent: { __rl: true, mode: 'id', value: '={{ $json.agent }}' } },
		});
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toContain("'Agent'");
		expect(ultravox.requests).toHaveLength(0);
	});

	test('a longest call that is no number is refused before Ultravox is asked', async () => {
		reply = ({ body }) => ({ status: 201, body: ultravoxCallFor(body) });
		const run = await runAnswerCall(ultravox.url, [], {
			parameters: { options: { maximumDuration: '={{ "an hour" }}' } },
		});
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.error?.message).toContain("'Longest Call (Seconds)'");
		expect(ultravox.requests).toHaveLength(0);
	});
});

describe('Phone Agent > Answer Call set to continue on errors', () => {
	beforeEach(() => {
		reply = () => ({ status: 429, body: { detail: 'Too many concurrent calls.' } });
	});

	const failed = {
		json: { error: expect.stringContaining('Too many concurrent calls.') as string },
		pairedItem: { item: 0 },
	};

	test('the execution goes on with the words of Ultravox, the caller down the ladder', async () => {
		const run = await runAnswerCall(ultravox.url, [], {
			onError: 'continueRegularOutput',
			after: [setNode('Later', { said: '={{ $json.error }}' })],
		});
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.items(PHONE_AGENT)).toEqual([expect.objectContaining(failed)]);
		const said = (run.items('Later')?.[0]?.json as IDataObject).said;
		expect(said).toContain('Too many concurrent calls.');
	});

	test('with an error output the item leaves there', async () => {
		const run = await runAnswerCall(ultravox.url, [], { onError: 'continueErrorOutput' });
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toBe(LADDER);
		expect(run.items(PHONE_AGENT, 0)).toEqual([]);
		expect(run.items(PHONE_AGENT, 1)).toHaveLength(1);
		expect(run.items(PHONE_AGENT, 1)?.[0]?.json).toMatchObject(failed.json);
		expect(ultravox.requests[0]?.url).toBe(`/api/agents/${AGENT}/calls`);
	});
});
