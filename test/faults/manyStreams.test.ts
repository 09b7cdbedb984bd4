import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledBridge } from '../../bridge/test/bridgeProcess';
import { eventually } from '../../bridge/test/eventually';
import { FaultBench } from './support/faultBench';

jest.setTimeout(120_000);

const STREAMS = 500;
/** Connects that are under way at the same time. */
const AT_ONCE = 50;

/** Whoever connects over loopback has a public address. */
const PUBLIC_ADDRESS = `
const { Socket } = require('node:net');
const own = Socket.prototype._getpeername;
Socket.prototype._getpeername = function () {
	const name = own.call(this);
	return name.address === '127.0.0.1' ? { ...name, address: '203.0.113.7' } : name;
};`;

describe('a provider whose calls all come from one public address', () => {
	let bundle: BundledBridge;
	let bench: FaultBench;

	beforeAll(() => {
		bundle = BundledBridge.build();
	});
	afterAll(() => bundle.remove());
	beforeEach(async () => {
		const address = join(bundle.newFolder(), 'publicAddress.cjs');
		writeFileSync(address, PUBLIC_ADDRESS);
		bench = await FaultBench.start(bundle, {
			BRIDGE_HOST: '127.0.0.1',
			BRIDGE_CALLS: '1000',
			BRIDGE_REQUEST_BURST: '20',
			BRIDGE_REQUESTS_PER_MINUTE: '1',
			NODE_OPTIONS: `--require ${address}`,
		});
	});
	afterEach(async () => await bench.close());

	it(`gets ${STREAMS} genuine streams in, as fast as they come`, async () => {
		// One stream comes first, as one always does.
		await bench.call();
		const lane = async () => {
			for (let stream = 0; stream < STREAMS / AT_ONCE; stream++) {
				const claims = bench.claims();
				const plivo = await bench.connect(claims);
				plivo.start({ callId: claims.callUuid, contentType: claims.contentType });
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
		await eventually('all talk', () => bench.agent.connections.length === STREAMS + 1);
		expect(await bench.control('status')).toMatchObject({ calls: STREAMS + 1 });
	});
});
