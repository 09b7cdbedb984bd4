import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and resolves with what it wrote to stdout.
 * @throws Error with the end of its stderr when it does not end with 0
 */
export function runCommand(command: string, args: string[], cwd: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let errors = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve(output);
			else
				reject(new Error(`${command} ${args[0] ?? ''} ended with ${code}: ${errors.slice(-2000)}`));
		});
	});
}
