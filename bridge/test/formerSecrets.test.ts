import { controlAuthorization } from '../../nodes/shared/bridgeControl';
import { verifyBridgeEvent } from '../../nodes/shared/bridgeEvents';
import {
	answerUrl,
	fallbackUrl,
	openToken,
	STREAM_PLACEHOLDER,
} from '../../nodes/shared/streamToken';
import { readConfig } from '../src/config/config';
import { eventually } from './eventually';
import { REFUSE_ALL, SenderBench, wholeCall } from './events/support/senderBench';
import { SECRET as FORMER, TestBench } from './testBench';

const NEW = 'the shared secret that is in use now';
const OTHER = 'a shared secret that never was one';

describe('a bridge whose shared secret was changed', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start({
			sharedSecret: NEW,
			formerSecrets: ['an even older shared secret', FORMER],
			publicUrl: 'wss://bridge.example.com',
		});
	});
	afterEach(async () => await bench.close());

	const expiresAt = () => new Date(Date.now() + 60_000);
	const statusOf = async (url: string) =>
		(await fetch(bench.httpUrl + new URL(url).pathname)).status;

	it('takes calls whose tokens are older, and tells of them in a way that n8n takes before and after it changes too', async () => {
		// The bench seals with the former one.
		const { plivo } = await bench.call();
		plivo.socket.close(1000);
		await bench.sink.report();
		expect(bench.sink.deliveries.length).toBeGreaterThan(1);
		for (const { rawBody, headers } of bench.sink.deliveries) {
			const timestamp = String(headers['x-bridge-timestamp']);
			const signature = String(headers['x-bridge-signature']);
			const taken = [NEW, FORMER, OTHER].map((secret) =>
				verifyBridgeEvent({ rawBody, timestamp, signature, secret }),
			);
			expect(taken).toEqual([true, true, false]);
		}
	});

	it('answers with what was sealed with either, and seals with the new one', async () => {
		for (const [secret, status] of [
			[NEW, 200],
			[FORMER, 200],
			[OTHER, 401],
		] as const) {
			const options = { secret, expiresAt: expiresAt() };
			const base = 'https://bridge.example.com';
			expect(await statusOf(fallbackUrl(base, { xml: '<Response/>' }, options))).toBe(status);
			const xml = `<Response><Stream>${STREAM_PLACEHOLDER}</Stream></Response>`;
			const { callUuid, ...stream } = bench.claims();
			const url = new URL(answerUrl(base, { xml, stream }, options));
			const answer = await fetch(`${bench.httpUrl}${url.pathname}?CallUUID=${callUuid}`);
			expect(answer.status).toBe(status);
			const [, token] = /\/stream\/([^<]*)</.exec(await answer.text()) ?? [];
			if (status !== 200) continue;
			const claims = openToken(String(token), { secret: NEW, audience: 'stream' });
			expect(claims).toMatchObject({ callUuid });
		}
	});

	it('lets in what n8n signed with either', async () => {
		const target = '/control/status';
		const statuses = await Promise.all(
			[NEW, FORMER, OTHER].map(async (secret) => {
				const authorization = controlAuthorization(secret, { method: 'GET', target });
				return (await fetch(bench.httpUrl + target, { headers: { authorization } })).status;
			}),
		);
		expect(statuses).toEqual([200, 200, 401]);
	});
});

describe('events on disk whose shared secret was changed', () => {
	let bench: SenderBench;
	beforeEach(async () => {
		bench = await SenderBench.start();
	});
	afterEach(async () => await bench.close());

	it('are delivered by a bridge that knows the former one, and by no other', async () => {
		bench.sink.answers = [...REFUSE_ALL];
		const first = bench.run({}, { secret: FORMER });
		wholeCall(bench.call(first), 1);
		await eventually('an attempt failed', () => bench.sink.deliveries.length > 0);
		await first.sender.flush(0);
		bench.sink.answers = [];
		const before = bench.sink.deliveries.length;
		const stranger = bench.run({}, { secret: NEW });
		await eventually('it says so', () => stranger.log.join('').includes('cannot be opened'));
		expect(bench.sink.deliveries).toHaveLength(before);
		await stranger.sender.flush(0);
		bench.run({}, { secret: [NEW, FORMER] });
		await bench.sink.event('ended');
	});
});

describe('BRIDGE_FORMER_SECRETS', () => {
	it.each([[['too short']], [Array.from({ length: 5 }, (_, place) => `${OTHER} ${place}`)]])(
		'is not %j',
		(formerSecrets) => {
			expect(() => readConfig({ sharedSecret: NEW, formerSecrets })).toThrow(
				'BRIDGE_FORMER_SECRETS must be at most 4 texts of at least 16 characters',
			);
		},
	);
});
