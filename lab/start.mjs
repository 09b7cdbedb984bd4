/**
 * `npm start`: gets what is missing (Node.js 24, n8n, a build) and hands over to the lab, which starts everything,
 * places a direct and a relayed call and stays up. Plain JavaScript, because it runs on Node.js 20 too.
 * stdout carries only the conversation, or only the JSON with `--json`; progress goes to stderr.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './runtime/build.mjs';
import { ensureN8n, ensureNode24, root, say } from './runtime/install.mjs';
import { whenNpmIsGone } from './runtime/parentWatch.mjs';
import { withProgress } from './runtime/progress.mjs';

const HELP = `Usage: npm start [--silent] [-- options]

Starts a phone lab (a local Plivo and a local Ultravox), the bridge and a real n8n with this package, calls the
example workflows once directly and once through the bridge, and stays up until Ctrl-C.

  --once   end after the two calls: 0 when both were heard on both sides and all executions succeeded
  --json   print one JSON object about the two calls on stdout, and nothing else there
  --help   this text
`;
const OPTIONS = new Set(['--once', '--json']);

/** The lab stops n8n, bridge and servers within this time, or it is killed. */
const MS_TO_STOP = 25_000;

/** What `--json` prints when the lab did not get as far as a call. */
const NO_CALL = {
	heardByCaller: [],
	heardByAgent: [],
	answerMs: null,
	firstAudioMs: null,
	executionId: null,
	outcome: null,
};

function giveUp(options, reason) {
	say(reason);
	if (options.includes('--json')) {
		process.stdout.write(`${JSON.stringify({ direct: NO_CALL, relay: NO_CALL })}\n`);
	}
	process.exitCode = 1;
}

/** What a signal does: as long as only installing and building goes on, it ends this process. */
let stop = () => process.exit(1);

/** Runs the bundled lab; signals reach it, and its exit code becomes this one's. */
function runLab(node24, options) {
	const child = spawn(node24.node, [join(root, 'lab', 'dist', 'lab.js'), 'start', ...options], {
		cwd: root,
		env: node24.env,
		stdio: 'inherit',
	});
	stop = (signal) => {
		child.kill(signal);
		setTimeout(() => child.kill('SIGKILL'), MS_TO_STOP).unref();
	};
	child.once('error', (error) => giveUp(options, `The lab could not be started: ${error.message}`));
	child.once('exit', (code) => (process.exitCode = code ?? 1));
}

async function main(options) {
	if (options.includes('--help')) {
		say(HELP);
		return;
	}
	const unknown = options.find((option) => !OPTIONS.has(option));
	if (unknown !== undefined) {
		say(`There is no option ${unknown}.\n\n${HELP}`);
		process.exitCode = 2;
		return;
	}
	const node24 = await withProgress('Installing Node.js 24', ensureNode24);
	await withProgress('Installing n8n', () => ensureN8n(node24));
	if (!(await withProgress('Building', () => ensureBuilt(node24)))) {
		throw new Error('The build did not work; its output is above.');
	}
	runLab(node24, options);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
whenNpmIsGone(() => stop('SIGTERM'));

const options = process.argv.slice(2);
try {
	await main(options);
} catch (error) {
	giveUp(options, error.message);
}
