import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { UtteranceDecoder } from '../../lab/src/audio/utterance';
import { decodeWav } from '../../lab/src/audio/wav';
import type { LabCall } from '../../lab/src/plivo/labCall';
import { callbackSignatureHeaders } from '../../lab/src/plivo/signedHeaders';
import type { AnsweringWorkflow } from './support/answeringWorkflow';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

afterEach(() => {
	world.lab.ultravox.faults.clear();
});

const SORRY = 'Sorry, we are closed.';
const sentence = { steps: [{ step: 'sentence', sentence: SORRY }] };
const createCall = /^POST \/api\/agents\/[^/]+\/calls$/;

/** What Plivo got each time that it asked what to do with a call: the one answer, unless it gave up waiting for it (plivo.md §6.8). */
const answersTo = ({ uuid }: LabCall) =>
	world.lab.plivo.callbacks
		.filter(({ purpose, fields }) => purpose === 'answer' && fields.CallUUID === uuid)
		.flatMap(({ attempts }) => attempts.map(({ status, failure }) => status ?? failure));

/** POSTs a form with exactly these headers (`Host` among them); the status of the answer. */
async function post(
	url: string,
	fields: Record<string, string>,
	headers: Record<string, string>,
): Promise<number | undefined> {
	const sent = request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
	});
	sent.end(new URLSearchParams(fields).toString());
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	answer.resume();
	await once(answer, 'end');
	return answer.statusCode;
}

/** What is said in a recording. */
async function heardIn(recordingUrl: string): Promise<string[]> {
	const file = await fetch(recordingUrl);
	const { sampleRate, samples } = decodeWav(new Uint8Array(await file.arrayBuffer()));
	const decoder = new UtteranceDecoder(sampleRate === 8000 ? 8000 : 16000);
	decoder.push(samples);
	decoder.flush();
	return decoder.heard.map(({ text }) => text);
}

describe('who is not Plivo', () => {
	let workflow: AnsweringWorkflow;

	beforeAll(async () => {
		workflow = await world.answering();
	});

	const forged = {
		CallUUID: '0f0f0f0f-0000-4000-8000-000000000001',
		From: '14155550199',
		To: '14155551001',
		Direction: 'inbound',
		CallStatus: 'ringing',
		Event: 'StartApp',
	};

	test('D4.10 a request signed with another token gets 403, and nothing happens', async () => {
		const callsBefore = world.lab.ultravox.calls.size;
		for (const query of ['', '?event=hangup', '?event=continue&step=0', '?event=voicemail']) {
			const answer = await world.lab.plivo.signedRequest({
				url: workflow.webhookUrl + query,
				fields: forged,
				tokens: { authToken: 'wrong', mainAuthToken: 'wrong' },
			});
			expect(answer.status).toBe(403);
			expect(answer.body).not.toContain('<Response');
		}
		expect(world.lab.ultravox.calls.size).toBe(callsBefore);
		expect(await workflow.executions()).toEqual([]);
	});

	test('D4.10 a request changed after it was signed gets 403', async () => {
		const answer = await world.lab.plivo.signedRequest({
			url: workflow.webhookUrl,
			fields: forged,
			tamper: (outgoing) => ({ ...outgoing, fields: { ...outgoing.fields, From: '19005550100' } }),
		});
		expect(answer.status).toBe(403);
	});

	test('D4.11 a request signed for another host is refused, whatever its Host header says', async () => {
		const fields = { ...forged, CallUUID: '0f0f0f0f-0000-4000-8000-000000000002' };
		const signedFor = (url: string) =>
			callbackSignatureHeaders({ method: 'POST', url, fields }, world.lab.plivo.account);
		const callsBefore = world.lab.ultravox.calls.size;
		const { pathname } = new URL(workflow.webhookUrl);
		const elsewhere = {
			host: 'n8n.example.com',
			'x-forwarded-host': 'n8n.example.com',
			'x-forwarded-proto': 'https',
		};
		const foreign = signedFor(`https://n8n.example.com${pathname}`);
		expect(await post(workflow.webhookUrl, fields, foreign)).toBe(403);
		expect(await post(workflow.webhookUrl, fields, { ...foreign, ...elsewhere })).toBe(403);
		expect(world.lab.ultravox.calls.size).toBe(callsBefore);

		// The public URL counts, and nothing else: the very same headers do no harm to a request of Plivo.
		const own = { ...signedFor(workflow.webhookUrl), ...elsewhere };
		expect(await post(workflow.webhookUrl, fields, own)).toBe(200);
		expect(world.lab.ultravox.calls.size).toBe(callsBefore + 1);
	});

	test('an event that the bridge did not sign gets 403', async () => {
		const answer = await fetch(`${workflow.webhookUrl}?event=bridge`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-bridge-signature': 'ab' },
			body: JSON.stringify({ type: 'ended', callUuid: 'x', callId: 'y' }),
		});
		expect(answer.status).toBe(403);
	});
});

test('D4.4 D4.6 each number has its agent, and a number without one hears a sentence and a hang-up', async () => {
	const [one, two, three] = [world.number(), world.number(), world.number()];
	const agent = (greeting: string) => ({
		__rl: true,
		mode: 'id',
		value: world.agent({ greeting }),
	});
	const workflow = await world.workflow({
		phoneNumbers: [one, two, three],
		answerWith: 'agentByNumber',
		agentsByNumber: {
			rows: [
				{ number: one, agent: agent('This is one.') },
				{ number: two, agent: agent('This is two.') },
			],
		},
		unknownNumberSentence: 'Nobody works here.',
	});
	await workflow.publish();
	const hears = async (to: string) => {
		const call = workflow.call([{ waitForUtterance: true }, { hangUp: true }], { to });
		await call.waitForEnd();
		return call.heard.map(({ text }) => text);
	};
	expect(await hears(one)).toEqual(['This is one.']);
	expect(await hears(two)).toEqual(['This is two.']);

	const created = world.lab.ultravox.calls.size;
	const unknown = workflow.call([], { to: three });
	const end = await unknown.waitForEnd();
	expect(unknown.heard.map(({ text }) => text)).toEqual(['Nobody works here.']);
	expect(end).toMatchObject({ hangupSource: 'Answer XML', callStatus: 'completed' });
	expect(world.lab.ultravox.calls.size).toBe(created);
	expect((await workflow.answered(unknown)).answer).toMatchObject({ by: 'sentence' });
});

describe.each(['direct', 'bridge'] as const)('Ultravox refuses, audio path %s', (audioPath) => {
	test.each([
		[429, { detail: 'Too many concurrent calls' }, { 'retry-after': '30' }],
		[402, { detail: 'Payment required' }, {}],
		[503, { detail: 'No capacity' }, {}],
	])(
		'%i: the caller hears the sentence, and the workflow hears why',
		async (status, body, headers) => {
			const workflow = await world.answering({ audioPath, ladder: sentence });
			world.lab.ultravox.faults.add({ match: createCall, status, body, headers, times: 9 });
			const call = workflow.call();
			const end = await call.waitForEnd();
			expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
			expect(answersTo(call)).toEqual([200]);
			expect(end).toMatchObject({ hangupSource: 'Answer XML', callStatus: 'completed' });
			const { answer } = await workflow.answered(call);
			expect(answer?.by).toBe('sentence');
			expect(JSON.stringify(answer?.attempts)).toContain(body.detail);
			expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'failed' });
			// Never repeated: one caller, one attempt for each agent.
			const attempts = world.lab.ultravox.requests.filter(({ method, path }) =>
				createCall.test(`${method} ${path}`),
			);
			expect(
				attempts.filter(({ body: sent }) => JSON.stringify(sent).includes(call.uuid)),
			).toHaveLength(1);
		},
	);

	test('Ultravox hangs: the next agent takes the call within the budget', async () => {
		const other = world.agent({ greeting: 'The other agent here.' });
		const workflow = await world.answering({
			audioPath,
			ladder: { steps: [{ step: 'agent', agent: { __rl: true, mode: 'id', value: other } }] },
		});
		world.lab.ultravox.faults.add({ match: createCall, delayMs: Infinity, times: 1 });
		const call = workflow.call([{ waitForUtterance: true }, { hangUp: true }]);
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['The other agent here.']);
		expect(answersTo(call)).toEqual([200]);
		expect((await workflow.answered(call)).answer).toMatchObject({
			by: 'agent',
			attempts: [{ step: 'agent' }],
		});
	});

	test('Ultravox hangs for every agent: the caller hears the sentence within the budget', async () => {
		const other = world.agent({ greeting: 'Never heard.' });
		const workflow = await world.answering({
			audioPath,
			ladder: {
				steps: [
					{ step: 'agent', agent: { __rl: true, mode: 'id', value: other } },
					...sentence.steps,
				],
			},
		});
		world.lab.ultravox.faults.add({ match: createCall, delayMs: Infinity, times: 9 });
		const call = workflow.call();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual([SORRY]);
		expect(answersTo(call)).toEqual([200]);
	});
});

describe('the ladder', () => {
	const refuse = () =>
		world.lab.ultravox.faults.add({
			match: createCall,
			status: 429,
			body: { detail: 'full' },
			times: 9,
		});

	test('forwards to a human, who is heard, and is told as a transfer', async () => {
		const human = '+14155550777';
		world.lab.plivo.people.add({
			number: human,
			script: [{ say: 'This is a human.' }, { hangUp: true }],
		});
		const workflow = await world.answering({
			ladder: { steps: [{ step: 'forward', number: human, ringTime: 20 }, ...sentence.steps] },
		});
		refuse();
		const call = workflow.call([{ waitForUtterance: /human/ }]);
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['This is a human.']);
		expect((await workflow.answered(call)).answer).toMatchObject({ by: 'forward' });
		expect((await workflow.ended(call)).call).toMatchObject({ outcome: 'transferred' });
	});

	test('takes a voicemail when the human is busy, and the recording is in the item', async () => {
		const busy = '+14155550778';
		world.lab.plivo.people.add({ number: busy, behavior: 'busy' });
		const workflow = await world.answering({
			ladder: {
				steps: [
					{ step: 'forward', number: busy, ringTime: 20 },
					{ step: 'voicemail', prompt: 'Please speak.', longestMessage: 30 },
				],
			},
		});
		refuse();
		const call = workflow.call([
			{ waitForUtterance: /speak/ },
			{ waitForQuiet: true },
			{ say: 'Call me back.' },
			{ press: '#' },
		]);
		await call.waitForEnd();
		const ended = await workflow.ended(call);
		expect(ended.call).toMatchObject({
			outcome: 'voicemail',
			recordingUrl: expect.stringContaining(world.lab.plivo.mediaUrl),
		});
		expect(ended.voicemail).toMatchObject({ RecordUrl: ended.call.recordingUrl });
		expect(await heardIn(String(ended.call.recordingUrl))).toContain('Call me back.');
	});
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
