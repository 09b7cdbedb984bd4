import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');
const exec = promisify(execFile);

/** Runs the benchmark and returns what it printed. */
export async function runBench(options: string[]): Promise<{ stdout: string; stderr: string }> {
	return await exec(process.execPath, [join(ROOT, 'bench/run.mjs'), ...options], { cwd: ROOT });
}

/**
 * What an expression with the exports of one of the benchmark's modules in `bench` comes to. In a process of its own:
 * Jest does not load JavaScript modules.
 */
export async function evaluate<Value>(module: string, expression: string): Promise<Value> {
	const url = pathToFileURL(join(ROOT, 'bench', module)).href;
	const code = `import * as bench from '${url}';\nconsole.log(JSON.stringify(await (${expression})));`;
	const { stdout } = await exec(process.execPath, ['--input-type=module', '--eval', code]);
	return JSON.parse(stdout) as Value;
}
