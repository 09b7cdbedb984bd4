import { Registry } from 'prom-client';
import { BridgeMetrics } from '../../src/metrics/bridgeMetrics';
import { createRegistry } from '../../src/metrics/bridgeRegistry';
import { publishLoopDelay } from '../../src/metrics/loopDelay';
import { Exposition } from './exposition';

const delay = (page: Exposition, quantile: string) =>
	page.value('bridge_event_loop_delay_seconds', { quantile });

describe('the delay of the event loop', () => {
	it('is what is beyond the pace of the measurement, since the last scrape', async () => {
		const registry = new Registry();
		const told = new Map([
			[50, 10.5e6],
			[99, 60e6],
			[100, 1_010e6],
		]);
		const histogram = { percentile: (p: number) => told.get(p) ?? 0, reset: () => told.clear() };
		publishLoopDelay(registry, histogram);
		const page = new Exposition(await registry.metrics());
		expect(delay(page, '0.5')).toBeCloseTo(0.0005, 9);
		expect(delay(page, '0.99')).toBeCloseTo(0.05, 9);
		expect(delay(page, '1')).toBeCloseTo(1, 9);
		const next = new Exposition(await registry.metrics());
		expect(['0.5', '0.99', '1'].map((quantile) => delay(next, quantile))).toEqual([0, 0, 0]);
	});

	it('is measured on this process, from the first scrape on', async () => {
		const registry = createRegistry(new BridgeMetrics());
		await registry.metrics();
		// The timer must have begun before the loop is held up.
		await new Promise((resolve) => setTimeout(resolve, 50));
		const until = performance.now() + 200;
		while (performance.now() < until);
		await new Promise((resolve) => setTimeout(resolve, 50));
		const page = new Exposition(await registry.metrics());
		expect(delay(page, '1')).toBeGreaterThan(0.1);
	});
});
