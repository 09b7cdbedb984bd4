import { LAB_OWNER } from '../n8n/n8nTypes';
import type { DemoCallResult, DemoPath } from './callSummary';
import { describeCall, startFailures, startResult } from './callSummary';
import { placeDemoCall } from './demoCall';
import { DEMO_PEOPLE } from './demoAccounts';
import type { DemoWorld } from './demoWorld';
import { startDemoWorld } from './demoWorld';
import { Output } from './output';
import { Shutdown, toldToStop } from './shutdown';
import { readStartArguments } from './startArguments';

type Results = Partial<Record<DemoPath, DemoCallResult>>;

const STOPPED = Symbol('told to stop');

/**
 * `lab.js start`: starts everything, places a direct and a relayed call, prints what was said, and stays up until it is
 * told to stop (or ends, with `--once`).
 * @returns the exit code: 0 when both calls were heard on both sides and all executions succeeded
 */
export async function startCommand(options: string[]): Promise<number> {
	const { once, json } = readStartArguments(options);
	const output = new Output(json);
	const shutdown = new Shutdown((sentence) => output.failure(sentence));
	const stop = toldToStop().then((): typeof STOPPED => STOPPED);
	const results: Results = {};
	const begun = begin(output, shutdown, results);
	const world = await Promise.race([begun, stop]).catch((error: Error) => {
		output.failure(error.message);
		return undefined;
	});
	// After a stop nobody waits for it any more, and what it was using is gone.
	begun.catch(() => undefined);
	reportCalls(output, results);
	const news =
		world === undefined || world === STOPPED || once
			? undefined
			: await stayUp(world, stop, output);
	if (news !== undefined) output.failure(news);
	output.progress('Stopping');
	await shutdown.stopAll();
	return startFailures(results).length === 0 && news === undefined ? 0 : 1;
}

async function begin(output: Output, shutdown: Shutdown, results: Results): Promise<DemoWorld> {
	const world = await startDemoWorld(output, shutdown);
	for (const path of ['direct', 'relay'] as const) {
		results[path] = await placeDemoCall(world, path, output);
	}
	return world;
}

function reportCalls(output: Output, results: Results): void {
	output.line('');
	for (const path of ['direct', 'relay'] as const) {
		const result = results[path];
		if (result) output.line(describeCall(path, result));
	}
	output.result(startResult(results));
	for (const sentence of startFailures(results)) output.failure(sentence);
}

/** Stays until the stop. @returns what ended by itself before, in a sentence */
async function stayUp(
	world: DemoWorld,
	stop: Promise<typeof STOPPED>,
	output: Output,
): Promise<string | undefined> {
	output.line(`
n8n      ${world.n8n.url}   user ${LAB_OWNER.email}   password ${LAB_OWNER.password}
lab      ${world.page.url}   place more calls here
people   ${DEMO_PEOPLE.agrees} picks up and agrees, ${DEMO_PEOPLE.busy} is busy: for the example workflows in n8n
Stop with Ctrl-C.`);
	const ended = (name: string, exited: Promise<number | string>) =>
		exited.then((how) => `${name} has ended by itself (${how}).`);
	const news = await Promise.race([
		stop,
		ended('n8n', world.n8n.exited),
		ended('The bridge', world.bridge.exited),
	]);
	return news === STOPPED ? undefined : news;
}
