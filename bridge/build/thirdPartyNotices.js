const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const RULE = `\n${'-'.repeat(80)}\n\n`;

/** Folders of the packages from which a bundle was made: those below which its inputs are, the innermost of several. */
function packageFolders(inputs) {
	const folders = inputs
		.map(
			(input) =>
				/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0],
		)
		.filter((folder) => folder !== undefined);
	return [...new Set(folders)];
}

/** The licence of one package, word for word. Throws when it comes without: then it must not be given away. */
function noticeOf(folder) {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
	if (files.length === 0) throw new Error(`${name} comes without its licence.`);
	const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
	return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

/**
 * What has to be said of the packages in a bundle.
 * @param root folder that the inputs are relative to
 * @param inputs paths of the files in the bundle, as esbuild's metafile has them
 * @param others notices of what no package speaks for
 */
function thirdPartyNotices(root, inputs, others = []) {
	const notices = packageFolders(inputs).map((folder) => noticeOf(join(root, folder)));
	const all = [...notices, ...others].sort((one, other) => one.localeCompare(other, 'en'));
	return `This program contains the following software.\n${RULE}${all.join(RULE)}`;
}

module.exports = { thirdPartyNotices };
