import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import {
	answerCall,
	askDocument,
	BRIDGE_URL,
	SORRY,
} from '../../bridge/test/doors/support/answeredCall';
import { FaultBench, SECRET } from './support/faultBench';

jest.setTimeout(120_000);

describe('SIGTERM', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle);
	});
	afterEach(async () => await bench.close());

	const ready = async () =>
		(await fetch(`http://127.0.0.1:${await bench.bridge.port()}/readyz`)).status;
	const stop = async () => {
		bench.bridge.child.kill('SIGTERM');
		await bench.bridge.line('bridge shutting down');
	};

	it('turns readiness off and refuses new streams, and the calls that are up finish', async () => {
		const calls = await bench.calls(5);
		expect(await ready()).toBe(200);
		await stop();
		expect(await ready()).toBe(503);
		expect(await bench.connectStatus(bench.claims())).toBe(503);
		await Promise.all(calls.map((call, index) => talk(call, 20, index + 1)));
		for (const { plivo } of calls) {
			expect([plivo.closed, bench.bridge.exitCode]).toEqual([undefined, undefined]);
			plivo.socket.close(1000);
		}
		expect(await bench.bridge.exited()).toBe(0);
		for (const call of calls) {
			expect(await bench.reportOf(call)).toMatchObject({
				reason: 'caller-hangup',
				framesFromCaller: 20,
				framesToCaller: 20,
			});
		}
	});

	it('sent a second time ends the calls at once, properly', async () => {
		const calls = await bench.calls(3);
		await stop();
		bench.bridge.child.kill('SIGTERM');
		expect(await bench.bridge.exited()).toBe(0);
		for (const { plivo, agent, claims } of calls) {
			expect(await plivo.isClosed()).toEqual({ code: 1001, reason: 'bridge-shutdown' });
			expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
			expect((await bench.reportOf({ claims })).reason).toBe('bridge-shutdown');
		}
	});

	it('in a restart under load: the next bridge takes the new calls, and no call is lost', async () => {
		const balancer = await bench.proxyToBridge();
		const old = bench.bridge;
		const before = await bench.calls(10, { plivo: balancer });
		// Connected to the old one, and started only after the signal.
		const claims = bench.claims();
		const waiting = await bench.connect(claims, balancer);
		let talking = true;
		let rounds = 0;
		const conversations = before.map(async (call, index) => {
			for (let round = 1; talking; round++) {
				await talk(call, 5, index * 1_000 + round);
				rounds += 1;
			}
		});
		await stop();
		// Until the balancer has noticed, Plivo is refused, and connects again.
		expect(await bench.connectStatus(bench.claims(), balancer)).toBe(503);
		const next = await bench.run();
		balancer.target = await next.port();
		const after = await bench.calls(10, { plivo: balancer });
		waiting.start({ callId: claims.callUuid });
		const agent = await bench.agent.connected(20);
		await agent.isOpen();
		const late = { claims, plivo: waiting, agent };
		await Promise.all([...after, late].map((call, index) => talk(call, 10, 100_000 + index)));
		const sofar = rounds;
		await eventually('all go on talking', () => rounds > sofar + before.length);
		talking = false;
		await Promise.all(conversations);
		for (const { plivo } of [...before, late]) plivo.socket.close(1000);
		expect(await old.exited()).toBe(0);
		await Promise.all(after.map((call, index) => talk(call, 10, 200_000 + index)));
		for (const { plivo } of after) plivo.socket.close(1000);
		for (const call of [...before, late, ...after]) {
			expect(await bench.reportOf(call)).toMatchObject({
				reason: 'caller-hangup',
				droppedFrames: 0,
			});
		}
	});

	it('between the answer of a call and its stream: whoever has picked up hears a sentence, and then the process ends', async () => {
		const bridge = await bench.run({ BRIDGE_PUBLIC_URL: BRIDGE_URL });
		const httpUrl = `http://127.0.0.1:${await bridge.port()}`;
		const { claims, after } = await answerCall(httpUrl, SECRET, bench.claims());
		bridge.child.kill('SIGTERM');
		await bridge.line('bridge shutting down');
		for (let tries = 0; tries < 3; tries++) expect(await bench.connectStatus(claims)).toBe(503);
		expect(await askDocument(httpUrl, after, claims.callUuid)).toMatch(SORRY);
		expect(await bridge.exited()).toBe(0);
	});
});
