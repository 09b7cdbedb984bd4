import { Shutdown } from '../../src/start/shutdown';

describe('Shutdown', () => {
	it('stops in the opposite order of the start, each part once', async () => {
		const stopped: string[] = [];
		const shutdown = new Shutdown(() => undefined);
		for (const name of ['lab', 'bridge', 'n8n']) {
			await shutdown.add(name, async () => void stopped.push(name));
		}
		await Promise.all([shutdown.stopAll(), shutdown.stopAll()]);
		expect(stopped).toEqual(['n8n', 'bridge', 'lab']);
	});

	it('goes on after a part that fails and one that hangs, and says so', async () => {
		const troubles: string[] = [];
		let labStopped = false;
		const shutdown = new Shutdown((sentence) => troubles.push(sentence), 20);
		await shutdown.add('the lab', async () => void (labStopped = true));
		await shutdown.add('the bridge', async () => await new Promise(() => undefined));
		await shutdown.add('n8n', async () => {
			throw new Error('no such process');
		});
		await shutdown.stopAll();
		expect(labStopped).toBe(true);
		expect(troubles).toEqual([
			'n8n was not stopped cleanly: no such process',
			'the bridge was not stopped cleanly: it took more than 0.02 seconds',
		]);
	});

	it('stops at once what comes up while everything stops', async () => {
		const shutdown = new Shutdown(() => undefined);
		await shutdown.stopAll();
		let stopped = false;
		await shutdown.add('n8n', async () => void (stopped = true));
		expect(stopped).toBe(true);
	});
});
