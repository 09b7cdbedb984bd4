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

async function attempt(what, work) {
	try {
		const done = await withProgress(what, work);
		return done === false ? `${what} did not work.` : undefined;
	} catch (error) {
		say(error.message);
		return error.message;
	}
}

/**
 * Installs what the suites need.
 * @returns {Promise<Map<string, string | undefined>>} need -> why it is not there; undefined when it is
 */
export async function fulfil(wanted, node24, { buildsItself }) {
	const answers = await systemNeeds(wanted);
	if (wanted.has('n8n')) {
		answers.set('n8n', await attempt('Installing n8n', () => ensureN8n(node24)));
	}
	if (wanted.has('scanner')) {
		answers.set('scanner', await attempt("Installing n8n's scanner", () => ensureScanner(node24)));
	}
	if (wanted.has('build') && !buildsItself) {
		answers.set('build', await attempt('Building', () => ensureBuilt(node24)));
	}
	return answers;
}
