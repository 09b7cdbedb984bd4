import { CallLedger } from '../src/call/callLedger';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import type { UpgradeRefused } from './fakes/fakePlivo';
import { TestBench } from './testBench';

describe('a stream token', () => {
	let bench: TestBench;
	beforeEach(async () => {
		bench = await TestBench.start();
	});
	afterEach(async () => await bench.close());

	const statusOf = async (connecting: Promise<unknown>) =>
		await connecting.then(
			() => 101,
			(error: UpgradeRefused) => error.status,
		);

	it('is good for three connects while no start came, and the third can still start', async () => {
		const claims = bench.claims();
		for (let connect = 1; connect <= 2; connect++) {
			const plivo = await bench.connect(claims);
			plivo.socket.terminate();
		}
		const third = await bench.connect(claims);
		expect(await statusOf(bench.connect(claims))).toBe(401);
		third.start({ callId: claims.callUuid });
		await bench.agent.connected();
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('does not make the bridge dial the agent before start', async () => {
		const plivo = await bench.connect(bench.claims());
		plivo.media(distinctBytes(640));
		plivo.socket.close();
		await plivo.isClosed();
		// A later call is dialled first, so an agent connection of the first would be there by now.
		await bench.call();
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('is spent by start: 401 during the call and after it', async () => {
		const { claims, plivo } = await bench.call();
		expect(await statusOf(bench.connect(claims))).toBe(401);
		plivo.socket.close(1000);
		await bench.sink.event('ended');
		expect(await statusOf(bench.connect(claims))).toBe(401);
		expect(bench.agent.connections).toHaveLength(1);
	});

	it('starts one stream only: a second start is closed with 1008 and disturbs nothing', async () => {
		const claims = bench.claims();
		const first = await bench.connect(claims);
		const second = await bench.connect(claims);
		first.start({ callId: claims.callUuid });
		const agent = await bench.agent.connected();
		second.start({ callId: claims.callUuid });
		expect((await second.isClosed()).code).toBe(1008);
		const speech = distinctBytes(640);
		first.media(speech);
		await eventually('the first call goes on', () => agent.heard.equals(speech));
		expect(bench.agent.connections).toHaveLength(1);
		expect(bench.sink.accepted.map(({ type }) => type)).toEqual(['started']);
	});

	it('is for one call: another callId is closed with 1008, and n8n hears nothing of it', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: 'somebody-else' });
		expect((await plivo.isClosed()).code).toBe(1008);
		expect(bench.agent.connections).toHaveLength(0);
		// The call itself comes, and is told of as if nothing had been.
		const genuine = await bench.connect(claims);
		genuine.start({ callId: claims.callUuid });
		await bench.agent.connected();
		await bench.sink.event('started');
		genuine.socket.close(1000);
		expect(await bench.sink.report()).toMatchObject({ reason: 'caller-hangup' });
		const types = bench.sink.accepted.map(({ type }) => type);
		expect(types.filter((type) => type === 'started' || type === 'ended')).toEqual([
			'started',
			'ended',
		]);
		expect(bench.logLines.join('')).toContain('stream of another call refused');
	});

	it('keeps all its connects when sockets of another call come with it', async () => {
		const claims = bench.claims();
		for (let time = 0; time < 5; time++) {
			const stranger = await bench.connect(claims);
			stranger.start({ callId: 'somebody-else' });
			await stranger.isClosed();
		}
		for (let time = 0; time < 3; time++) await bench.connect(claims);
		expect(await statusOf(bench.connect(claims))).toBe(401);
	});

	it.each([
		['rate', { mediaFormat: { encoding: 'audio/x-l16', sampleRate: 8000 } }],
		['encoding', { mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 16000 } }],
	])(
		'is for one audio format: another %s is closed with 1008 and reported',
		async (_what, start) => {
			const claims = bench.claims();
			const plivo = await bench.connect(claims);
			plivo.start({ callId: claims.callUuid, start });
			expect((await plivo.isClosed()).code).toBe(1008);
			expect(await bench.sink.report()).toMatchObject({
				endedBy: 'bridge',
				reason: 'protocol-error',
			});
			expect(bench.sink.accepted.map(({ type }) => type)).toEqual(['ended']);
			expect(bench.agent.connections).toHaveLength(0);
		},
	);

	it('trusts the format that was asked for when start names none', async () => {
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid, start: { mediaFormat: undefined } });
		await bench.agent.connected();
	});
});

describe('a socket without a start', () => {
	it('is closed after a while', async () => {
		const bench = await TestBench.start({ limits: { startTimeoutMs: 20 } });
		try {
			const plivo = await bench.connect(bench.claims());
			expect((await plivo.isClosed()).code).toBe(1008);
		} finally {
			await bench.close();
		}
	});
});

describe('CallLedger', () => {
	it('forgets the calls not seen for longest when there are too many', () => {
		const ledger = new CallLedger({ connectsPerCall: 3, rememberedCalls: 2 });
		for (const callId of ['a', 'b', 'c']) expect(ledger.spend(callId)).toBe(true);
		expect(ledger.spend('c')).toBe(false);
		expect(ledger.spend('b')).toBe(false);
		expect(ledger.spend('a')).toBe(true);
	});

	it('remembers a call for as long as somebody comes for it, in vain too', () => {
		const ledger = new CallLedger({ connectsPerCall: 3, rememberedCalls: 2 });
		ledger.spend('asked for');
		for (let other = 0; other < 10; other++) {
			ledger.connect(`other ${other}`);
			expect(ledger.connect('asked for')).toBe('spent');
		}
	});
});
