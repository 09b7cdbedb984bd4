/** Gets what the suites need and the machine may not have yet. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBuilt } from '../../lab/runtime/build.mjs';
import {
	ensureN8n,
	ensureScanner,
	installSystemPackages,
	say,
} from '../../lab/runtime/install.mjs';
import { withProgress } from '../../lab/runtime/progress.mjs';

const SYSTEM = [
	{
		need: 'chromium',
		programs: ['chromium', 'chromium-browser', 'google-chrome'],
		packages: ['chromium', 'fonts-liberation'],
		what: 'Chromium for the browser tests',
	},
	{
		need: 'redis-server',
		programs: ['redis-server'],
		packages: ['redis-server'],
		what: "Redis for the tests of n8n's queue mode",
	},
	{
		// Without it the lab's voices have no words, only their modem burst: nothing fails.
		need: undefined,
		programs: ['espeak-ng'],
		packages: ['espeak-ng'],
		what: 'espeak-ng for the voices of the lab',
	},
	{
		// Without it nobody checks the unit for systemd: those tests are skipped, and say so.
		need: undefined,
		programs: ['systemd-analyze'],
		packages: ['systemd'],
		what: 'systemd-analyze for the unit of the bridge',
	},
];

function isProgram(name) {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => {
		try {
			accessSync(join(folder, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

const isMissing = ({ programs }) => !programs.some(isProgram);

async function systemNeeds(wanted) {
	const due = SYSTEM.filter(({ need }) => need === undefined || wanted.has(need));
	const missing = due.filter(isMissing);
	if (missing.length > 0) {
		const packages = missing.flatMap((one) => one.packages);
		const what = missing.map((one) => one.what).join(', ');
		await withProgress(what, () => installSystemPackages(packages, what));
	}
	return new Map(
		due
			.filter(({ need }) => need !== undefined)
			.map((one) => [
				one.need,
				isMissing(one) ? `There is no ${one.need} on this machine.` : undefined,
			]),
	);
}

/** @returns why it is not there; undefined when it is */
async function attempt(what, work) {
	try {
		return (await work()) === false ? `${what} did not work.` : undefined;
	} catch (error) {
		say(error.message);
		return error.message;
	}
}

/**
 * Begins to get what the suites need. What takes minutes goes on, one thing after another, beside the suites that do not need it.
 * @returns {Promise<Map<string, string | undefined | Promise<string | undefined>>>} need -> why it is not there; undefined when it is
 */
export async function beginNeeds(wanted, node24, { buildsItself }) {
	const answers = await systemNeeds(wanted);
	let before = Promise.resolve();
	const begin = (need, what, work) => {
		before = before.then(() => attempt(what, work));
		answers.set(need, before);
	};
	if (wanted.has('build') && !buildsItself) begin('build', 'Building', () => ensureBuilt(node24));
	if (wanted.has('n8n')) begin('n8n', 'Installing n8n', () => ensureN8n(node24));
	if (wanted.has('scanner')) {
		begin('scanner', "Installing n8n's scanner", () => ensureScanner(node24));
	}
	return answers;
}
