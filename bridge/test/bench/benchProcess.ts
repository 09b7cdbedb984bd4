import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');
const exec = promisify(execFile);

/** Runs the benchmark and returns what it printed and its exit code: 1 when it found something wrong. Fails when it could not run. */
export async function runBench(options: string[]): Promise<{ stdout: string; code: number }> {
	const program = [join(ROOT, 'bench/run.mjs'), ...options];
	try {
		const { stdout } = await exec(process.execPath, program, { cwd: ROOT });
		return { stdout, code: 0 };
	} catch (error) {
		const { code, stdout } = error as { code: number; stdout: string };
		if (code !== 1) throw error;
		return { stdout, code };
	}
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
