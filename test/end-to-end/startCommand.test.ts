import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { executionError, outputItems } from '../../lab/src/n8n/executionData';
import { N8nApi } from '../../lab/src/n8n/n8nApi';
import { repositoryRoot, runtimePath } from '../../lab/src/n8n/repositoryRoot';
import type { CallSummary } from '../../lab/src/start/callSummary';
import { DEMO_PEOPLE } from '../../lab/src/start/demoAccounts';
import { lockHome } from '../../lab/src/start/homeLock';
import { LAB_HEADER } from '../../lab/src/start/labCredentials';
import { PREFERRED_PORTS } from '../../lab/src/start/ports';
import { addRows } from './support/dataTable';
import { eventually } from './support/eventually';
import { StartedLab } from './support/startedLab';

/** It starts an n8n of its own, and builds first when the sources have changed. */
const START_MS = 240_000;

const OVER = new Set(['success', 'error', 'crashed', 'canceled']);

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

test(
	'all example workflows are there, filled in for a first try; one that calls a person is tried',
	async () => {
		// What is tried here does not stay: with its home taken, the start has one that goes with it.
		const release = lockHome(runtimePath('home'));
		const lab = new StartedLab();
		try {
			const [, editor = ''] = await lab.prints(/^n8n +(http:\S+)/m, START_MS - 60_000);
			const api = new N8nApi(editor);
			await api.signIn();
			const listed = await api.workflows();
			const files = readdirSync(join(repositoryRoot(), 'workflows'));
			expect(listed).toHaveLength(files.filter((file) => file.endsWith('.json')).length);
			const published = listed.filter(({ active }) => active).map(({ id }) => id);
			expect(published.sort()).toEqual(['inboundCallDirect', 'inboundCallRelay']);
			const open = (await Promise.all(listed.map(({ id }) => api.workflow(id))))
				.flatMap(({ nodes }) => nodes)
				.filter(({ type }) => type.startsWith('n8n-nodes-plivo-ultravox.'))
				.filter(({ parameters, credentials }) => {
					const agent = parameters.agent as { value: string } | undefined;
					return !credentials || parameters.from === '' || agent?.value === '';
				});
			expect(open.map(({ name }) => name)).toEqual([]);

			const id = 'phoneAPersonForApproval';
			const setUp = await api.runManually(id, 'Set Up Once');
			await eventually('the set-up', async () => {
				const { status } = await api.execution(setUp);
				expect(status).not.toBe('error');
				return status === 'success';
			});
			const { agrees: phone } = DEMO_PEOPLE;
			await addRows({ api }, 'Approvers', [{ department: 'finance', phone }]);
			await api.publishWorkflow(id);
			const { status } = await fetch(`${editor}/webhook/approval-requests`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [LAB_HEADER.name]: LAB_HEADER.value },
				body: JSON.stringify({ department: 'finance', request: 'Refund 80 dollars to Ada?' }),
			});
			expect(status).toBe(200);
			const decision = await eventually(
				'the decision',
				async () => {
					const over = (await api.executions(id)).filter((one) => OVER.has(one.status));
					const executions = await Promise.all(over.map((one) => api.execution(one.id)));
					expect(executions.flatMap((one) => executionError(one) ?? [])).toEqual([]);
					return executions.flatMap((one) => outputItems(one, 'Approved'))[0]?.json;
				},
				90_000,
			);
			expect(decision).toMatchObject({ decision: 'approved' });

			lab.signal('SIGINT');
			expect({ code: await lab.exit(), stderr: lab.stderr }).toMatchObject({ code: 0 });
		} finally {
			await lab.kill();
			release?.();
		}
	},
	START_MS,
);
