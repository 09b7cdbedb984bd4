import { createHmac } from 'node:crypto';
import type { LabUnderTest } from './support/labUnderTest';
import { eventually, startLabUltravox } from './support/labUnderTest';
import { WebhookSink } from './support/webhookSink';

interface Batch {
	batchId: string;
	windowStart: string | null;
	windowEnd: string | null;
	webhookSecret?: string | null;
	paused: boolean;
	totalCount: number;
	completedCount: number;
	endedAt: string | null;
}

interface ScheduledCall {
	status: string;
	callId: string | null;
	error: string | null;
}

interface Page<T> {
	results: T[];
	total: number;
	next: string | null;
}

const MINUTE = 60_000;
const OUTGOING = { medium: { twilio: { outgoing: { to: '+14155550100', from: '+14155550199' } } } };
const SOCKET = { medium: { serverWebSocket: { inputSampleRate: 8000 } } };

let lab: LabUnderTest;
let sink: WebhookSink;
let batches: string;

beforeEach(async () => {
	lab = await startLabUltravox();
	lab.ultravox.clock.stop();
	sink = new WebhookSink();
	await sink.start();
	const { agentId } = lab.ultravox.addAgent({ name: 'Ava', systemPrompt: 'Talk to {{name}}.' });
	batches = `/api/agents/${agentId}/scheduled_batches`;
});

afterEach(async () => {
	await lab.close();
	await sink.close();
});

const to = (name: string, call: object = OUTGOING) => ({ templateContext: { name }, ...call });
const inMinutes = (minutes: number) =>
	new Date(lab.ultravox.clock.now() + minutes * MINUTE).toISOString();

async function createBatch(body: object): Promise<Batch> {
	const answer = await lab.api<Batch>('POST', batches, body);
	expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
	return answer.body;
}

async function read(batchId: string): Promise<Batch> {
	return (await lab.api<Batch>('GET', `${batches}/${batchId}`)).body;
}

async function scheduled(batchId: string, query = ''): Promise<ScheduledCall[]> {
	const path = `${batches}/${batchId}/scheduled_calls${query}`;
	return (await lab.api<Page<ScheduledCall>>('GET', path)).body.results;
}

async function statuses(batchId: string): Promise<string[]> {
	return (await scheduled(batchId)).map(({ status }) => status);
}

async function untilStatuses(batchId: string, expected: string[]): Promise<void> {
	let last: string[] = [];
	await eventually(async () => {
		last = await statuses(batchId);
		return last.join() === expected.join() ? true : undefined;
	}, `the statuses ${expected.join()}`).catch((error: unknown) => {
		throw new Error(`${String(error)}; they were ${last.join()}`);
	});
}

async function untilEnded(batchId: string): Promise<Batch> {
	return await eventually(async () => {
		const batch = await read(batchId);
		return batch.endedAt === null ? undefined : batch;
	}, 'the end of the batch');
}

describe('a batch', () => {
	test('makes its calls at once without a window', async () => {
		const batch = await createBatch({
			calls: [to('Bo', { ...OUTGOING, metadata: { a: 'b' } }), to('Cy')],
		});
		expect(batch).toMatchObject({ totalCount: 2, completedCount: 0, endedAt: null, paused: false });
		expect(await untilEnded(batch.batchId)).toMatchObject({ totalCount: 2, completedCount: 2 });
		const calls = await scheduled(batch.batchId);
		expect(calls).toMatchObject([
			{ status: 'SUCCESS', error: null, metadata: { a: 'b' }, templateContext: { name: 'Bo' } },
			{ status: 'SUCCESS', error: null, metadata: null, templateContext: { name: 'Cy' } },
		]);
		const made = await lab.api<Page<{ callId: string; systemPrompt: string }>>(
			'GET',
			`${batches}/${batch.batchId}/created_calls`,
		);
		expect(made.body.results.map(({ callId }) => callId).toSorted()).toEqual(
			calls.map(({ callId }) => callId).toSorted(),
		);
		expect(made.body.results.map(({ systemPrompt }) => systemPrompt).toSorted()).toEqual([
			'Talk to Bo.',
			'Talk to Cy.',
		]);
	});

	test('waits for its window', async () => {
		const { batchId } = await createBatch({ windowStart: inMinutes(60), calls: [to('Bo')] });
		expect(await statuses(batchId)).toEqual(['FUTURE']);
		lab.ultravox.clock.advance(59 * MINUTE);
		expect(await statuses(batchId)).toEqual(['FUTURE']);
		lab.ultravox.clock.advance(MINUTE);
		await untilStatuses(batchId, ['SUCCESS']);
	});

	test('what is not made by the end of the window expires', async () => {
		await lab.api('POST', '/api/call_throttles', {
			name: 'slow',
			rules: [{ maxCalls: 1, windowSeconds: 600 }],
		});
		const { batchId } = await createBatch({
			windowEnd: inMinutes(21),
			throttle: 'slow',
			calls: [to('Bo'), to('Cy'), to('Di')],
		});
		await untilStatuses(batchId, ['SUCCESS', 'PENDING', 'PENDING']);
		lab.ultravox.clock.advance(10 * MINUTE);
		await untilStatuses(batchId, ['SUCCESS', 'SUCCESS', 'PENDING']);
		await lab.api('PATCH', `${batches}/${batchId}`, { paused: true });
		lab.ultravox.clock.advance(12 * MINUTE);
		await untilStatuses(batchId, ['SUCCESS', 'SUCCESS', 'EXPIRED']);
		expect(await untilEnded(batchId)).toMatchObject({ totalCount: 3, completedCount: 2 });
		expect(await scheduled(batchId, '?status=EXPIRED')).toHaveLength(1);
		expect(await scheduled(batchId, '?status=SUCCESS')).toHaveLength(2);
		expect(await scheduled(batchId, '?status=FUTURE')).toEqual([]);
		const page = await lab.api<Page<ScheduledCall>>(
			'GET',
			`${batches}/${batchId}/scheduled_calls?status=SUCCESS&pageSize=1`,
		);
		expect(page.body).toMatchObject({ total: 2 });
		const next = page.body.next?.replace(lab.ultravox.apiUrl, '') ?? '';
		expect((await lab.api<Page<ScheduledCall>>('GET', next)).body).toMatchObject({
			results: [{ status: 'SUCCESS' }],
			next: null,
		});
	});

	test('a call that cannot be made is an error, and the next one comes after a pause', async () => {
		const { batchId } = await createBatch({ calls: [{ ...OUTGOING }, to('Cy')] });
		await untilStatuses(batchId, ['ERROR', 'PENDING']);
		const [failed] = await scheduled(batchId, '?status=ERROR');
		expect(failed).toMatchObject({
			callId: null,
			error: expect.stringContaining('name') as string,
		});
		lab.ultravox.clock.advance(1000);
		await untilStatuses(batchId, ['ERROR', 'SUCCESS']);
		expect(await untilEnded(batchId)).toMatchObject({ completedCount: 2 });
	});

	test('waits for a place among the concurrent calls', async () => {
		lab.ultravox.account.allowedConcurrentCalls = 1;
		const { batchId } = await createBatch({ calls: [to('Bo'), to('Cy')] });
		await untilStatuses(batchId, ['SUCCESS', 'PENDING']);
		const [first] = await scheduled(batchId);
		lab.ultravox.calls.get(first?.callId ?? '')?.end('hangup');
		await untilStatuses(batchId, ['SUCCESS', 'SUCCESS']);
	});

	test('can be listed, and deleted without its calls', async () => {
		const first = await createBatch({ calls: [to('Bo')] });
		await untilEnded(first.batchId);
		const second = await createBatch({ windowStart: inMinutes(9), calls: [to('Cy')] });
		const listed = await lab.api<Page<Batch>>('GET', batches);
		expect(listed.body.results.map(({ batchId }) => batchId)).toEqual([
			second.batchId,
			first.batchId,
		]);
		for (const { batchId } of [first, second]) {
			expect((await lab.api('DELETE', `${batches}/${batchId}`)).status).toBe(204);
			expect((await lab.api('GET', `${batches}/${batchId}`)).status).toBe(404);
		}
		lab.ultravox.clock.advance(10 * MINUTE);
		expect(lab.ultravox.calls.size).toBe(1);
	});

	test('belongs to its agent', async () => {
		const { batchId } = await createBatch({ calls: [to('Bo')] });
		const other = lab.ultravox.addAgent({ name: 'Other' });
		const path = `/api/agents/${other.agentId}/scheduled_batches`;
		expect((await lab.api('GET', `${path}/${batchId}`)).status).toBe(404);
		expect((await lab.api<Page<Batch>>('GET', path)).body.results).toEqual([]);
		expect((await lab.api('GET', '/api/agents/nobody/scheduled_batches')).status).toBe(404);
	});

	test('needs a plan that includes it', async () => {
		lab.ultravox.account.batchesEnabled = false;
		expect((await lab.api('POST', batches, { calls: [to('Bo')] })).status).toBe(403);
		lab.ultravox.variants.planRefusalStatus = 402;
		expect((await lab.api('POST', batches, { calls: [to('Bo')] })).status).toBe(402);
	});

	test.each([
		['no calls', () => ({ calls: [] }), 'calls'],
		['metadata that is no text', () => ({ calls: [{ ...OUTGOING, metadata: { a: 1 } }] }), 'calls'],
		['two media', () => ({ calls: [{ medium: { webRtc: {}, plivo: {} } }] }), 'calls'],
		['calls without a webhook', () => ({ calls: [to('Bo', SOCKET)] }), 'webhookUrl'],
		[
			'a webhook for outgoing calls',
			() => ({ webhookUrl: sink.url('/'), calls: [to('Bo')] }),
			'webhookUrl',
		],
		[
			'a URL too long',
			() => ({ webhookUrl: `http://a.test/${'x'.repeat(200)}`, calls: [to('Bo', SOCKET)] }),
			'webhookUrl',
		],
		['a throttle that is none', () => ({ throttle: 'x', calls: [to('Bo')] }), 'throttle'],
		[
			'a window without length',
			() => ({ windowStart: inMinutes(2), windowEnd: inMinutes(1), calls: [to('Bo')] }),
			'windowEnd',
		],
		['a window that is over', () => ({ windowEnd: inMinutes(-1), calls: [to('Bo')] }), 'windowEnd'],
		[
			'a window too short',
			() => ({ windowEnd: inMinutes(1), calls: Array.from({ length: 241 }, () => to('Bo')) }),
			'windowEnd',
		],
	])('%s is refused', async (_, body, field) => {
		const answer = await lab.api('POST', batches, body());
		expect(answer.status).toBe(400);
		expect(answer.body).toHaveProperty(field);
		if (field === 'windowEnd' && body().calls.length > 1) {
			expect(JSON.stringify(answer.body)).toContain('it must last at least 120s');
		}
	});
});

describe('the webhook of a batch', () => {
	test('is asked for every call that nobody dials, signed with its secret', async () => {
		const batch = await createBatch({
			webhookUrl: sink.url('/batch'),
			calls: [to('Bo', SOCKET), to('Cy')],
		});
		await untilStatuses(batch.batchId, ['SUCCESS', 'SUCCESS']);
		const [delivery, ...others] = sink.received;
		expect(others).toEqual([]);
		const [first] = await scheduled(batch.batchId);
		expect(delivery?.payload).toMatchObject({
			event: 'call.started',
			call: { callId: first?.callId, joinUrl: expect.stringContaining('ws://') as string },
		});
		const signature = createHmac('sha256', batch.webhookSecret ?? '')
			.update(`${delivery?.rawBody ?? ''}${delivery?.timestamp ?? ''}`)
			.digest('hex');
		expect(delivery?.signature).toBe(signature);
	});

	test('one failure is an error of that call, without a repeat', async () => {
		sink.statuses.push(500);
		const { batchId } = await createBatch({
			webhookUrl: sink.url('/batch'),
			calls: [to('Bo', SOCKET), to('Cy', SOCKET)],
		});
		await untilStatuses(batchId, ['ERROR', 'PENDING']);
		lab.ultravox.clock.advance(1000);
		await untilStatuses(batchId, ['ERROR', 'SUCCESS']);
		const [failed] = await scheduled(batchId, '?status=ERROR');
		expect(failed).toMatchObject({
			callId: expect.any(String) as string,
			error: expect.stringContaining('500') as string,
		});
		expect(sink.received).toHaveLength(2);
	});

	test('may come unsigned, and the secret may be hidden', async () => {
		lab.ultravox.variants.batchWebhookSigned = false;
		lab.ultravox.variants.batchSecretReadable = false;
		const batch = await createBatch({
			webhookUrl: sink.url('/batch'),
			webhookSecret: 'known-to-both',
			calls: [to('Bo', SOCKET)],
		});
		expect(batch).not.toHaveProperty('webhookSecret');
		await untilStatuses(batch.batchId, ['SUCCESS']);
		expect(sink.received).toMatchObject([{ signature: undefined }]);
	});
});

describe('changing a batch', () => {
	const paused = () => createBatch({ paused: true, calls: [to('Bo')] });
	const patch = async (batchId: string, body: object) =>
		await lab.api<Batch>('PATCH', `${batches}/${batchId}`, body);

	test('a paused batch makes no call until it is resumed', async () => {
		const { batchId } = await paused();
		lab.ultravox.clock.advance(60 * MINUTE);
		expect(await statuses(batchId)).toEqual(['PENDING']);
		expect((await patch(batchId, { paused: false })).body.paused).toBe(false);
		await untilStatuses(batchId, ['SUCCESS']);
	});

	test('resuming may be refused, or do nothing', async () => {
		const { batchId } = await paused();
		lab.ultravox.variants.batchResume = 'refuse';
		expect((await patch(batchId, { paused: false })).status).toBe(400);
		lab.ultravox.variants.batchResume = 'ignore';
		const ignored = await patch(batchId, { paused: false });
		expect([ignored.status, ignored.body.paused]).toEqual([200, true]);
	});

	test.each([
		['append', ['PENDING', 'PENDING']],
		['replace', ['PENDING']],
		['ignore', ['PENDING']],
	] as const)('calls in a patch: %s', async (how, expected) => {
		lab.ultravox.variants.batchPatchCalls = how;
		const { batchId } = await paused();
		const { body } = await patch(batchId, { calls: [to('Cy')] });
		expect(body).not.toHaveProperty('calls');
		expect(body.totalCount).toBe(expected.length);
		const path = `${batches}/${batchId}/scheduled_calls`;
		const calls = await lab.api<Page<{ templateContext: { name: string } }>>('GET', path);
		expect(calls.body.results.map(({ templateContext }) => templateContext.name)).toEqual(
			{ append: ['Bo', 'Cy'], replace: ['Cy'], ignore: ['Bo'] }[how],
		);
	});

	test('calls added to a batch that is over open it again', async () => {
		const { batchId } = await createBatch({ calls: [to('Bo')] });
		await untilEnded(batchId);
		expect((await patch(batchId, { calls: [to('Cy')] })).body.endedAt).toBeNull();
		await untilStatuses(batchId, ['SUCCESS', 'SUCCESS']);
		await untilEnded(batchId);
	});

	test('another window counts at once; one that is too short is refused and changes nothing', async () => {
		const windowStart = inMinutes(60);
		const { batchId } = await createBatch({ windowStart, calls: [to('Bo')] });
		expect((await patch(batchId, { windowEnd: inMinutes(30) })).status).toBe(400);
		expect(await read(batchId)).toMatchObject({ windowStart, windowEnd: null });
		expect((await patch(batchId, { windowStart: null })).body.windowStart).toBeNull();
		await untilStatuses(batchId, ['SUCCESS']);
	});
});

describe('what a success is', () => {
	beforeEach(() => {
		lab.ultravox.variants.batchSuccess = 'joined';
	});

	test('may be only a call that somebody joined', async () => {
		const { batchId } = await createBatch({ calls: [to('Bo')] });
		const [pending] = await eventually(async () => {
			const calls = await scheduled(batchId);
			return calls[0]?.callId === null ? undefined : calls;
		}, 'the call');
		expect(pending?.status).toBe('PENDING');
		expect(await read(batchId)).toMatchObject({ completedCount: 0, endedAt: null });
		lab.ultravox.calls.get(pending?.callId ?? '')?.end('unjoined');
		await untilStatuses(batchId, ['ERROR']);
		await untilEnded(batchId);
	});
});

describe('the usage of agents', () => {
	test('counts calls by agent and day, of those that pass the filters', async () => {
		const other = lab.ultravox.addAgent({ name: 'Other' });
		const agentPath = batches.replace('scheduled_batches', 'calls');
		await lab.api('POST', agentPath, to('Bo', { metadata: { team: 'red' } }));
		await lab.api('POST', agentPath, to('Cy', {}));
		await lab.api('POST', `/api/agents/${other.agentId}/calls`, {});
		await lab.api('POST', '/api/calls', {});
		const usage = async (query: string) =>
			(await lab.api<unknown[]>('GET', `/api/agents/usage${query}`)).body;
		const day = (calls: number) => [
			{ date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string, billedMinutes: 0, calls },
		];
		expect(await usage('')).toMatchObject([
			{ agent: { name: 'Ava' }, usage: day(2) },
			{ agent: { agentId: other.agentId, name: 'Other' }, usage: day(1) },
		]);
		expect(await usage('?metadata.team=red')).toMatchObject([
			{ agent: { name: 'Ava' }, usage: day(1) },
		]);
		expect(await usage(`?agentIds=${other.agentId}`)).toMatchObject([{ agent: { name: 'Other' } }]);
		expect(await usage('?toDate=2020-01-01')).toEqual([]);
		expect(await usage('?durationMin=1s')).toEqual([]);
	});
});
