import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { statusRoutes, type BridgeState } from '../../src/doors/statusRoutes';
import { BRIDGE_VERSION } from '../../src/version';
import { DoorsBench, idle, SECRET } from './support/doorsBench';

describe('how the bridge is', () => {
	let bench: DoorsBench;
	let now: BridgeState;
	beforeEach(async () => {
		now = idle();
		const limits = { calls: 10, waitingStreams: 3 };
		bench = await DoorsBench.start({ routes: statusRoutes(() => now, limits) });
	});
	afterEach(async () => await bench.close());

	const get = async (path: string, headers: Record<string, string> = {}) => {
		const response = await fetch(bench.url + path, { headers });
		return [response.status, await response.json()];
	};
	const signed = {
		authorization: controlAuthorization(SECRET, { method: 'GET', target: '/control/status' }),
	};
	const health = { status: 'ok', version: BRIDGE_VERSION, tokenVersions: [1] };

	it('is told everybody as far as it is alive, and how many calls there are is not', async () => {
		now.calls = 7;
		expect(await get('/healthz')).toEqual([200, health]);
		now.draining = true;
		expect(await get('/healthz')).toEqual([200, { ...health, status: 'draining' }]);
	});

	it.each([
		['ready', 200, {}],
		['draining', 503, { draining: true, calls: 10 }],
		['full', 503, { calls: 10 }],
		['full', 503, { calls: 8, waitingStreams: 2 }],
		['full', 503, { waitingStreams: 3 }],
		['full', 503, { calls: 10, problem: 'events' }],
		['events', 503, { problem: 'events' }],
		['ready', 200, { calls: 9 }],
	])('is %s for a load balancer: %d with %j', async (status, code, state) => {
		Object.assign(now, state);
		expect(await get('/readyz')).toEqual([code, { status }]);
	});

	it('has a warning for who asks from a private address and for the control API, and not for strangers behind a proxy', async () => {
		now.warning = 'n8n refuses events (403).';
		const { warning } = now;
		expect(await get('/readyz')).toEqual([200, { status: 'ready', warning }]);
		expect(await get('/control/status', signed)).toMatchObject([200, { warning }]);
		for (const header of ['X-Forwarded-For', 'Forwarded']) {
			const answer = await get('/readyz', { [header]: '198.51.100.7' });
			expect(answer).toEqual([200, { status: 'ready' }]);
		}
	});

	it('is told in full who may use the control API', async () => {
		Object.assign(now, { calls: 2, waitingStreams: 1, queuedEvents: 5 });
		expect(await get('/control/status', signed)).toEqual([
			200,
			{
				...health,
				calls: 2,
				uptimeSeconds: expect.any(Number),
				waitingStreams: 1,
				queuedEvents: 5,
			},
		]);
		expect((await fetch(`${bench.url}/control/status`)).status).toBe(401);
	});
});
