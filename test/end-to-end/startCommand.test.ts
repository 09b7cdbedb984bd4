import { once } from 'node:events';
import { createServer } from 'node:http';
import type { CallSummary } from '../../lab/src/start/callSummary';
import { PREFERRED_PORTS } from '../../lab/src/start/ports';
import { eventually } from './support/eventually';
import { StartedLab } from './support/startedLab';

/** It starts an n8n of its own, and builds first when the sources have changed. */
const START_MS = 240_000;

/** Somebody who listens where n8n would like to; whoever has the port already serves as well. */
async function occupy(port: number): Promise<() => Promise<unknown>> {
	const server = createServer((_request, response) => response.end('somebody else'));
	server.listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return async () => undefined;
	}
	return async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
}

const isServed = (url: string) =>
	fetch(url, { redirect: 'manual' }).then(
		() => true,
		() => false,
	);

test(
	'--once --json places both calls and prints one JSON object and nothing else',
	async () => {
		const lab = new StartedLab('--once', '--json');
		try {
			const code = await lab.exit();
			expect({ code, stderr: lab.stderr }).toMatchObject({ code: 0 });
			expect(lab.stdout.trim().split('\n')).toHaveLength(1);
			const printed = JSON.parse(lab.stdout) as Record<string, CallSummary>;
			expect(Object.keys(printed)).toEqual(['direct', 'relay']);
			for (const summary of Object.values(printed)) {
				expect(summary).toEqual({
					heardByCaller: expect.arrayContaining([expect.stringMatching(/\w/)]),
					heardByAgent: expect.arrayContaining([expect.stringMatching(/\w/)]),
					answerMs: expect.any(Number),
					firstAudioMs: expect.any(Number),
					executionId: expect.stringMatching(/^\w+$/),
					outcome: 'completed',
				});
			}
		} finally {
			await lab.kill();
		}
	},
	START_MS,
);

test(
	'a port that is taken is replaced by another one, and Ctrl-C leaves nothing behind',
	async () => {
		const release = await occupy(PREFERRED_PORTS.n8n);
		const lab = new StartedLab();
		try {
			const [, editor = ''] = await lab.prints(/^n8n +(http:\S+)/m, START_MS - 30_000);
			const [, page = ''] = await lab.prints(/^lab +(http:\S+)/m, 5_000);
			expect(new URL(editor).port).not.toBe(String(PREFERRED_PORTS.n8n));
			expect((await fetch(`${editor}/healthz`)).status).toBe(200);
			expect((await fetch(page)).status).toBe(200);
			expect(lab.stdout).toMatch(/^direct .*; completed, execution \w+$/m);
			expect(lab.stdout).toMatch(/^relay .*; completed, execution \w+$/m);
			// The lab, n8n and the bridge at least.
			expect(lab.processes().length).toBeGreaterThanOrEqual(3);

			lab.signal('SIGINT');
			expect({ code: await lab.exit(), stderr: lab.stderr }).toMatchObject({ code: 0 });
			await eventually('the end of all its processes', () => lab.left().length === 0, 10_000);
			expect(await Promise.all([editor, page].map(isServed))).toEqual([false, false]);
		} finally {
			await lab.kill();
			await release();
		}
	},
	START_MS,
);
