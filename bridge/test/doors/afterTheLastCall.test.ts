import { setTimeout as wait } from 'node:timers/promises';
import { SECRET, TestBench, type BenchCall } from '../testBench';
import {
	answerCall,
	askDocument,
	BRIDGE_URL,
	SORRY,
	type AnsweredCall,
} from './support/answeredCall';

describe('a bridge that stops and has answered a call', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ publicUrl: BRIDGE_URL });
	});
	afterEach(async () => await bench.close());

	const ask = async (url: string, callUuid: string): Promise<string> =>
		await askDocument(bench.httpUrl, url, callUuid);

	/** A call that the bridge has answered with this document. */
	const answered = async (end?: string): Promise<BenchCall & AnsweredCall> => {
		const call = await answerCall(bench.httpUrl, SECRET, bench.claims(), end);
		return { ...call, ...(await bench.call(call.claims)) };
	};

	it.each([
		['its calls have had their time', {}],
		['it is told to hurry', { now: true }],
	])(
		'when %s: listens until Plivo has asked what comes next, and a person hears a sentence',
		async (_when, options) => {
			const { plivo, claims, after } = await answered();
			const closed = bench.bridge.close(options);
			expect((await plivo.isClosed()).reason).toBe('bridge-shutdown');
			await wait(300);
			expect(await ask(after, claims.callUuid)).toMatch(/<Speak [^>]+>We are sorry, /);
			await closed;
			await expect(ask(after, claims.callUuid)).rejects.toThrow();
		},
	);

	it('waits for no question where nobody is left to hear the answer, or Plivo asks elsewhere', async () => {
		const gone = await answered();
		const elsewhere = await answered('<Redirect>https://n8n.example.com/next</Redirect>');
		expect([gone, elsewhere].map(({ claims }) => claims.asksAfter)).toEqual([true, undefined]);
		gone.plivo.socket.close(1000);
		await bench.sink.event('ended');
		jest.useFakeTimers({
			doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'],
			now: Date.now(),
		});
		try {
			const closed = bench.bridge.close({ now: true });
			await closed;
		} finally {
			jest.useRealTimers();
		}
	});

	it('waits for a stream that is still to come: it is turned away, and the person hears a sentence', async () => {
		const { claims, after } = await answerCall(bench.httpUrl, SECRET, bench.claims());
		const closed = bench.bridge.close();
		await expect(bench.connect(claims)).rejects.toMatchObject({ status: 503 });
		await expect(bench.connect(claims)).rejects.toMatchObject({ status: 503 });
		expect(await ask(after, claims.callUuid)).toMatch(SORRY);
		await closed;
		await expect(ask(after, claims.callUuid)).rejects.toThrow();
	});

	it('waits no longer for it when it is told to hurry', async () => {
		const { claims, after } = await answerCall(bench.httpUrl, SECRET, bench.claims());
		const closed = bench.bridge.close();
		expect(bench.bridge.close({ now: true })).toBe(closed);
		await closed;
		await expect(ask(after, claims.callUuid)).rejects.toThrow();
	});

	it('ends a stream that waits for its start: the person hears a sentence', async () => {
		const { claims, after } = await answerCall(bench.httpUrl, SECRET, bench.claims());
		const plivo = await bench.connect(claims);
		const closed = bench.bridge.close({ now: true });
		expect((await plivo.isClosed()).reason).toBe('bridge-shutdown');
		await wait(300);
		expect(await ask(after, claims.callUuid)).toMatch(SORRY);
		await closed;
	});
});
