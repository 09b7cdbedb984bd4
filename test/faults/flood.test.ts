import { connect } from 'node:net';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { talk } from './support/audio';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

/** As many requests as a connection has, and as many as a kernel hands over at once. */
const AT_ONCE = [100, 1_800];

/** A client that asks over and over again without waiting for answers, and comes again when its connection is ended. */
class Flooder {
	/** Connections that the bridge has ended. */
	ended = 0;
	statuses: Record<string, number> = {};
	private stopped = false;

	constructor(
		private readonly port: number,
		/** One request. */
		private readonly request: string,
		private readonly atOnce: number,
	) {
		this.flood();
	}

	stop(): void {
		this.stopped = true;
	}

	private flood(): void {
		if (this.stopped) return;
		const socket = connect(this.port, '127.0.0.1');
		const requests = this.request.repeat(this.atOnce);
		const goOn = () => void socket.write(requests);
		let answers = '';
		socket.on('connect', goOn);
		socket.on('drain', goOn);
		socket.on('data', (bytes: Buffer) => (answers += bytes.toString('latin1')));
		socket.on('error', () => undefined);
		socket.on('close', () => {
			for (const [, status = ''] of answers.matchAll(/HTTP\/1\.1 (\d{3})/g)) {
				this.statuses[status] = (this.statuses[status] ?? 0) + 1;
			}
			this.ended += 1;
			this.flood();
		});
	}
}

const asking = (path: string, headers = '') =>
	`GET ${path} HTTP/1.1\r\nHost: bridge.example\r\n${headers}\r\n`;

describe('who asks far too much costs no caller a frame', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;
	let flooders: Flooder[] = [];

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		bench = await FaultBench.start(bundle, { BRIDGE_TRUSTED_PROXIES: '127.0.0.1' });
	});
	afterEach(async () => {
		for (const flooder of flooders) flooder.stop();
		flooders = [];
		await bench.close();
	});

	it.each([
		['how it is, from the address of a watchdog', asking('/healthz')],
		['how it is, through a proxy', asking('/readyz', 'X-Forwarded-For: 203.0.113.9\r\n')],
		['what there is not', asking('/nothing')],
	])('%s', async (_what, request) => {
		const port = await bench.bridge.port();
		const call = await bench.call();
		await talk(call, 50, 1);
		flooders = [...AT_ONCE, ...AT_ONCE].map((atOnce) => new Flooder(port, request, atOnce));
		const seen = (status: string) =>
			flooders.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
		await eventually('it is refused', () => seen('429') > 0);
		for (let seed = 2; seed < 12; seed++) {
			await talk(call, 50, seed);
			// A watchdog comes with a connection of its own.
			const headers = { connection: 'close' };
			const probe = await fetch(`http://127.0.0.1:${port}/healthz`, { headers });
			expect(probe.status).toBe(200);
		}
		const before = flooders.map(({ ended }) => ended);
		await eventually('each connection is ended, again and again', () =>
			flooders.every(({ ended }, index) => ended > (before[index] ?? 0) + 2),
		);
		await talk(call, 50, 12);
		call.plivo.socket.close(1000);
		expect(await bench.reportOf(call)).toMatchObject({
			reason: 'caller-hangup',
			framesFromCaller: 600,
			framesToCaller: 600,
			droppedFrames: 0,
		});
	});
});
