import { dialLog } from '../src/dialLog';
import type { Lab } from '../src/lab';
import { startLab } from '../src/lab';
import { travel } from '../src/travel';
import { LAB_ULTRAVOX_API_KEY } from '../src/ultravox/ultravoxState';

jest.setTimeout(60_000);

const FROM = '+14155550123';
const HOUR = 3_600_000;

let lab: Lab;
let batches: string;

beforeEach(async () => {
	lab = await startLab();
	lab.ultravox.clock.stop();
	lab.plivo.account.addNumber(FROM);
	lab.plivo.account.limits.callStartsPerSecond = 1000;
	const { authId, authToken } = lab.plivo.account;
	await post('/api/telephony_configs/plivo', { authId, authToken });
	const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
	batches = `/api/agents/${agentId}/scheduled_batches`;
});

afterEach(async () => {
	await lab.close();
});

async function post(path: string, body: object): Promise<Record<string, unknown>> {
	const response = await fetch(`${lab.ultravox.apiUrl}${path}`, {
		method: 'POST',
		headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(201);
	return (await response.json()) as Record<string, unknown>;
}

/** People who are busy, and a batch that calls them between two hours from now on. */
async function batchTo(numbers: string[], hours: [number, number], more: object = {}) {
	const now = lab.ultravox.clock.now();
	for (const number of numbers) lab.plivo.people.add({ number, behavior: 'busy', ringMs: 0 });
	const { batchId } = await post(batches, {
		windowStart: new Date(now + hours[0] * HOUR).toISOString(),
		windowEnd: new Date(now + hours[1] * HOUR).toISOString(),
		calls: numbers.map((to) => ({ medium: { plivo: { outgoing: { to, from: FROM } } } })),
		...more,
	});
	return String(batchId);
}

const numbers = (count: number, area: string) =>
	Array.from({ length: count }, (_, index) => `+1${area}555${String(1000 + index)}`);

describe('travelling in time', () => {
	test('batches make their calls on the way, each in its window; the dial log says when', async () => {
		const start = lab.ultravox.clock.now();
		const later = await batchTo(numbers(5, '212'), [48, 50]);
		const sooner = await batchTo(numbers(40, '415'), [24, 26]);
		await travel(lab, 72 * HOUR);
		const dials = dialLog(lab);
		expect(lab.ultravox.clock.now()).toBe(start + 72 * HOUR);
		expect(dials).toHaveLength(45);
		expect(new Set(dials.map(({ to }) => to)).size).toBe(45);
		for (const { batchId, at } of dials) {
			const [from, to] = batchId === sooner ? [24, 26] : [48, 50];
			expect(at).toBeGreaterThanOrEqual(start + from * HOUR);
			expect(at).toBeLessThan(start + to * HOUR);
		}
		expect(dials.filter(({ batchId }) => batchId === later)).toHaveLength(5);
		expect(dials[0]).toMatchObject({ by: 'Make Call', from: '14155550123' });
		expect(lab.ultravox.calls.has(dials[0]?.ultravoxCallId ?? '')).toBe(true);
	});

	test('a throttle spreads them', async () => {
		const rules = [{ maxCalls: 1, windowSeconds: 1800 }];
		await post('/api/call_throttles', { name: 'slow', rules });
		const start = lab.ultravox.clock.now();
		await batchTo(numbers(3, '415'), [1, 3], { throttle: 'slow' });
		await travel(lab, 5 * HOUR, { untilCallsEnd: true });
		expect(dialLog(lab).map(({ at }) => (at - start) / HOUR)).toEqual([1, 1.5, 2]);
	});

	test('what is paused in its window expires', async () => {
		const batchId = await batchTo(numbers(2, '415'), [1, 3], { paused: true });
		await travel(lab, 5 * HOUR);
		expect(dialLog(lab)).toEqual([]);
		const path = `${lab.ultravox.apiUrl}${batches}/${batchId}/scheduled_calls`;
		const response = await fetch(path, { headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY } });
		const { results } = (await response.json()) as { results: Array<{ status: string }> };
		expect(results.map(({ status }) => status)).toEqual(['EXPIRED', 'EXPIRED']);
	});
});
