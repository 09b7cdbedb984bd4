import { BundledBridge } from '../bridgeProcess';
import { eventually } from '../eventually';
import { ProcessBench, type ProcessCall } from './processBench';

jest.setTimeout(120_000);

const MOST = 4;

describe('calls of two processes', () => {
	let bundle: BundledBridge;
	let bench: ProcessBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await ProcessBench.start(bundle, {
			BRIDGE_CALLS: String(MOST),
			BRIDGE_WAITING_STREAMS: String(MOST),
		});
	});
	afterEach(async () => await bench.close());

	/** A call that the bridge answers itself: a request, and then the stream. */
	const answeredCall = async () => {
		await bench.answer(`/answer/${bench.answerToken()}`, 'whoever');
		return await bench.call();
	};
	const fill = async () => {
		const calls: ProcessCall[] = [];
		while (calls.length < 2 * MOST) calls.push(await answeredCall());
		return calls;
	};

	it('are shared by both, also where a request comes before each stream', async () => {
		const workers = (await fill()).map(({ claims }) => bench.workerOf(claims));
		const [one] = workers;
		expect(workers.filter((worker) => worker === one)).toHaveLength(MOST);
		await eventually('both are full', async () => !(await bench.isReady()));
		expect(await bench.isReady()).toBe(false);
		expect(await bench.connectStatus(bench.claims())).toBe(503);
	});

	it('go to the one that has room while the other one is full', async () => {
		const calls = await fill();
		const emptied = bench.workerOf((calls[0] as ProcessCall).claims);
		const over = calls.filter(({ claims }) => bench.workerOf(claims) === emptied);
		for (const { plivo } of over) plivo.socket.close(1000);
		await eventually('it has room', async () => await bench.isReady());
		for (let taken = 0; taken < over.length; taken++) {
			expect([await bench.isReady(), await bench.isReady()]).toEqual([true, true]);
			expect(bench.workerOf((await answeredCall()).claims)).toBe(emptied);
		}
	});

	it('are all taken when they come at once, and one has more room than the other', async () => {
		const calls = await fill();
		const [first] = calls as [ProcessCall];
		const emptied = bench.workerOf(first.claims);
		for (const { plivo, claims } of calls) {
			if (bench.workerOf(claims) === emptied) plivo.socket.close(1000);
		}
		const ended = () => bench.sink.accepted.filter(({ type }) => type === 'ended').length;
		await eventually('it has no calls', () => ended() === MOST);
		const atOnce = Array.from({ length: MOST }, () => bench.connectStatus(bench.claims()));
		expect(await Promise.all(atOnce)).toEqual(atOnce.map(() => 101));
	});

	it('are not held up by one that hangs, but for who was handed to it', async () => {
		const calls = [await answeredCall(), await answeredCall(), await answeredCall()];
		const [first, second, third] = calls.map(({ claims }) => bench.workerOf(claims));
		// The other one has two, and so is passed over.
		const lonely = first === second ? 2 : first === third ? 1 : 0;
		const { plivo, claims } = calls[lonely] as ProcessCall;
		const hanging = bench.workerOf(claims);
		plivo.socket.close(1000);
		await eventually('it has no calls', () =>
			bench.sink.accepted.some(({ type }) => type === 'ended'),
		);
		process.kill(hanging, 'SIGSTOP');
		let taken = 0;
		try {
			const all = [1, 2, 3].map(async () => {
				await bench.connect(bench.claims());
				taken += 1;
			});
			await eventually('the others are taken', () => taken === 2);
			process.kill(hanging, 'SIGCONT');
			await Promise.all(all);
		} finally {
			process.kill(hanging, 'SIGCONT');
		}
	});
});
