import { setTimeout as wait } from 'node:timers/promises';
import {
	answerUrl,
	STREAM_PLACEHOLDER,
	type StreamClaims,
} from '../../../nodes/shared/streamToken';
import { openStreamToken } from '../../src/doors/claims';
import { SECRET, TestBench, type BenchCall } from '../testBench';

const BRIDGE_URL = 'wss://bridge.example.com';

describe('a bridge that stops and has answered a call', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({ publicUrl: BRIDGE_URL });
	});
	afterEach(async () => await bench.close());

	const ask = async (url: string, callUuid: string): Promise<string> => {
		const body = new URLSearchParams({ CallUUID: callUuid });
		const headers = { connection: 'close' };
		const address = bench.httpUrl + new URL(url).pathname;
		return await (await fetch(address, { method: 'POST', body, headers })).text();
	};

	/** A call that the bridge has answered with this document. */
	const answered = async (end: string): Promise<BenchCall & { after: string }> => {
		const { callUuid, ...stream } = bench.claims();
		const xml = `<Response><Stream>${STREAM_PLACEHOLDER}</Stream>${end}</Response>`;
		const expiresAt = new Date(Date.now() + 60_000);
		const url = answerUrl(BRIDGE_URL, { xml, stream }, { secret: SECRET, expiresAt });
		const document = await ask(url, callUuid);
		const token = /\/stream\/([^<]+)<\/Stream>/.exec(document)?.[1] ?? '';
		const claims: StreamClaims = openStreamToken(token, [SECRET]);
		const after = /<Redirect>([^<]+)</.exec(document)?.[1]?.replaceAll('&amp;', '&') ?? '';
		return { ...(await bench.call(claims)), after };
	};

	it.each([
		['its calls have had their time', {}],
		['it is told to hurry', { now: true }],
	])(
		'when %s: listens until Plivo has asked what comes next, and a person hears a sentence',
		async (_when, options) => {
			const { plivo, claims, after } = await answered('<Hangup/>');
			const closed = bench.bridge.close(options);
			expect((await plivo.isClosed()).reason).toBe('bridge-shutdown');
			await wait(300);
			expect(await ask(after, claims.callUuid)).toMatch(/<Speak [^>]+>We are sorry, /);
			await closed;
			await expect(ask(after, claims.callUuid)).rejects.toThrow();
		},
	);

	it('waits for no question where nobody is left to hear the answer, or Plivo asks elsewhere', async () => {
		const gone = await answered('<Hangup/>');
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
});
