import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBridgeEvent } from '../../nodes/shared/bridgeEvents';
import { backoffMs } from '../src/events/backoff';
import type { Delivery } from './fakes/eventSink';
import { eventually } from './eventually';
import { SECRET, TestBench } from './testBench';

function genuine({ rawBody, headers }: Delivery, secret = SECRET): boolean {
	return verifyBridgeEvent({
		rawBody,
		timestamp: String(headers['x-bridge-timestamp']),
		signature: String(headers['x-bridge-signature']),
		secret,
	});
}

describe('events', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ limits: { drainMs: 200 } });
	});
	afterEach(async () => await bench.close());

	/** A whole call with two transcript lines and a digit. */
	const wholeCall = async () => {
		const { claims, plivo, agent } = await bench.call();
		const say = (ordinal: number, text: string) =>
			agent.tell({ type: 'transcript', role: 'agent', text, final: true, ordinal });
		say(0, 'One.');
		say(1, 'Two.');
		plivo.press('5#');
		await eventually('the digit is through', () => agent.messages.length === 1);
		plivo.socket.close(1000);
		return claims;
	};

	it('come signed, in order, and say which call they belong to', async () => {
		const claims = await wholeCall();
		await bench.sink.event('ended');
		const events = bench.sink.accepted;
		expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(events[0]).toMatchObject({
			version: 1,
			type: 'started',
			callUuid: claims.callUuid,
			callId: claims.callId,
			data: { streamId: 'stream-1', contentType: 'audio/x-l16;rate=16000' },
		});
		expect(events.map(({ type }) => type).sort()).toEqual(
			['dtmf', 'ended', 'quality', 'started', 'transcript', 'transcript'].sort(),
		);
		expect(events.at(-1)?.type).toBe('ended');
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(6);
		expect(events.every(({ at }) => new Date(at).toISOString() === at)).toBe(true);
		expect(bench.sink.deliveries.every((delivery) => genuine(delivery))).toBe(true);
		expect(bench.sink.deliveries.some((delivery) => genuine(delivery, 'another secret'))).toBe(
			false,
		);
	});

	it.each([503, 500, 429, 425, 408, 404, 403, 401, 302, 0])(
		'are repeated after %d until taken, in order',
		async (status) => {
			bench.sink.answers = [200, status, status, 200, status];
			await wholeCall();
			await bench.sink.event('ended');
			expect(bench.sink.accepted.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
			expect(bench.sink.deliveries.map(({ event }) => event.sequence)).toEqual([
				1, 2, 2, 2, 3, 3, 4, 5, 6,
			]);
			const repeats = bench.sink.deliveries.slice(1, 4);
			expect(new Set(repeats.map(({ rawBody }) => rawBody)).size).toBe(1);
			expect(bench.sink.deliveries.every((delivery) => genuine(delivery))).toBe(true);
		},
	);

	it.each([400, 410, 413])(
		'refused with %d are dropped, and the next ones come',
		async (status) => {
			bench.sink.answers = [status];
			await wholeCall();
			await bench.sink.event('ended');
			expect(bench.sink.deliveries.map(({ event }) => event.sequence)).toEqual([1, 2, 3, 4, 5, 6]);
			expect(bench.logLines.join('')).toContain('event refused');
		},
	);

	it('that are turned away are told of by readiness, which stays, until they are taken', async () => {
		bench.sink.answers = Array.from({ length: 10_000 }, () => 403);
		const readiness = async () => {
			const response = await fetch(`${bench.httpUrl}/readyz`);
			return (await response.json()) as { status: string; warning?: string };
		};
		await wholeCall();
		await eventually('it is tried', () => bench.sink.deliveries.length > 2);
		expect(await readiness()).toMatchObject({
			status: 'ready',
			warning: expect.stringContaining('(403)') as string,
		});
		bench.sink.answers = [];
		await bench.sink.event('ended');
		expect(await readiness()).toEqual({ status: 'ready' });
	});

	it('of one call do not wait for those of another', async () => {
		const stuck = await bench.call({ eventsUrl: 'http://127.0.0.1:1/nobody' });
		const { claims } = await bench.call();
		const started = await bench.sink.event('started');
		expect(started.callUuid).toBe(claims.callUuid);
		expect(started.callUuid).not.toBe(stuck.claims.callUuid);
	});
});

describe('events that nobody takes', () => {
	it('are repeated when no answer comes in time', async () => {
		const bench = await TestBench.start({ limits: { eventTimeoutMs: 50, drainMs: 20 } });
		try {
			bench.sink.hang = true;
			await bench.call();
			await eventually('two attempts', () => bench.sink.deliveries.length >= 2);
			const [first, second] = bench.sink.deliveries;
			expect(second?.event.eventId).toBe(first?.event.eventId);
		} finally {
			await bench.close();
		}
	});

	it('are bounded in number, except the last', async () => {
		const bench = await TestBench.start({ limits: { eventsPerCall: 2, drainMs: 20 } });
		try {
			bench.sink.answers = Array.from({ length: 1_000 }, () => 503);
			const { plivo, agent } = await bench.call();
			for (let ordinal = 0; ordinal < 5; ordinal++) {
				agent.tell({ type: 'transcript', role: 'user', text: 'x', final: true, ordinal });
			}
			plivo.press('1#');
			await eventually('the digit is through', () => agent.messages.length === 1);
			plivo.socket.close(1000);
			await eventually('the call is over', () => bench.bridge.callCount === 0);
			bench.sink.answers = [];
			const ended = await bench.sink.event('ended');
			expect(bench.sink.accepted.map(({ sequence }) => sequence)).toEqual([1, 2, 9]);
			expect(ended.data.transcript).toHaveLength(5);
		} finally {
			await bench.close();
		}
	});

	it('are given up when they are too old', async () => {
		const bench = await TestBench.start({ limits: { eventMaxAgeMs: 1, drainMs: 20 } });
		try {
			bench.sink.answers = Array.from({ length: 1_000 }, () => 503);
			await bench.call();
			await eventually('the event is given up', () =>
				bench.logLines.some((line) => line.includes('events given up: too old')),
			);
		} finally {
			await bench.close();
		}
	});
});

describe('events that n8n finds too early', () => {
	it('are repeated soon, however often', async () => {
		const limits = { eventRetryLongestMs: 600_000, drainMs: 20 };
		const bench = await TestBench.start({ limits });
		try {
			// Pauses that doubled would add up to minutes.
			bench.sink.answers = Array.from({ length: 16 }, () => 425);
			await bench.call();
			await bench.sink.event('started');
			expect(bench.sink.deliveries.length).toBeGreaterThanOrEqual(17);
		} finally {
			await bench.close();
		}
	});
});

describe('events with a data folder', () => {
	let dataFolder: string;
	beforeEach(async () => {
		dataFolder = await mkdtemp(join(tmpdir(), 'bridge-events-'));
	});
	afterEach(async () => await rm(dataFolder, { recursive: true, force: true }));

	it('of a bridge that stopped while n8n was away are delivered by the next', async () => {
		const events = { dataFolder };
		const first = await TestBench.start({ events, limits: { drainMs: 20 } });
		first.sink.answers = Array.from({ length: 1_000 }, () => 503);
		const next = await TestBench.start({ events });
		try {
			const { claims, plivo } = await first.call({ eventsUrl: next.sink.url });
			next.sink.answers = Array.from({ length: 1_000 }, () => 503);
			plivo.socket.close(1000);
			await eventually('the call is over', () => first.bridge.callCount === 0);
			await first.bridge.close();
			next.sink.answers = [];
			const third = await TestBench.start({ events });
			try {
				const ended = await next.sink.event('ended');
				expect(ended.callId).toBe(claims.callId);
				expect(ended.data.report).toMatchObject({ reason: 'caller-hangup' });
			} finally {
				await third.close();
			}
		} finally {
			await first.close();
			await next.close();
		}
	});

	it('that cannot be written to are told of by readiness, which stays', async () => {
		const bench = await TestBench.start({ events: { dataFolder }, limits: { drainMs: 20 } });
		try {
			await rm(join(dataFolder, 'events'), { recursive: true });
			await writeFile(join(dataFolder, 'events'), '');
			await bench.call();
			await bench.sink.event('started');
			const response = await fetch(`${bench.httpUrl}/readyz`);
			expect(response.status).toBe(200);
			expect(await response.json()).toEqual({
				status: 'ready',
				warning: expect.stringContaining('cannot be written') as string,
			});
		} finally {
			await bench.close();
		}
	});
});

describe('pause between attempts', () => {
	const bounds = { firstMs: 500, longestMs: 30_000 };

	it('doubles up to its limit', () => {
		const pauses = [1, 2, 3, 7, 8, 1_000].map((attempt) => backoffMs(attempt, bounds, () => 1));
		expect(pauses).toEqual([500, 1_000, 2_000, 30_000, 30_000, 30_000]);
	});

	it('leaves out a random half at most', () => {
		expect(backoffMs(1, bounds, () => 0)).toBe(250);
	});
});
