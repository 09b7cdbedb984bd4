import { BridgeMetrics } from '../../src/metrics/bridgeMetrics';
import { createRegistry } from '../../src/metrics/bridgeRegistry';
import { Exposition } from './exposition';

describe('what the doors turn away', () => {
	it('is counted, by status and nothing else', async () => {
		const metrics = new BridgeMetrics();
		for (const status of [429, 429, 404]) metrics.requestRefused(status);
		metrics.connectionsRefused += 1;
		const page = new Exposition(await createRegistry(metrics).metrics());
		expect(page.value('bridge_requests_refused_total', { status: '429' })).toBe(2);
		expect(page.value('bridge_requests_refused_total', { status: '404' })).toBe(1);
		expect(page.value('bridge_connections_refused_total')).toBe(1);
	});
});
