/**
 * The one task runner: `gulp build` (what `npm run build` calls), `gulp lint`, `gulp typecheck`, `gulp check`.
 * The nodes are built and linted by n8n's own `n8n-node`; bridge and lab are bundled by esbuild, one file each.
 */
const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const esbuild = require('esbuild');
const { parallel, series } = require('gulp');
const { thirdPartyNotices } = require('./bridge/build/thirdPartyNotices.js');

const root = __dirname;
const manifest = require('./package.json');

function run(command, args, env = {}) {
	return new Promise((done, fail) => {
		const child = spawn(join(root, 'node_modules', '.bin', command), args, {
			cwd: root,
			// Build output is progress: stdout stays free for callers that print JSON.
			stdio: ['ignore', 2, 2],
			env: { ...process.env, ...env },
			shell: process.platform === 'win32',
		});
		child.on('error', fail);
		child.on('close', (code) =>
			code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')} exited with ${code}`)),
		);
	});
}

/**
 * The bridge is one file, its codec for recordings too: opus/opusCodec.ts takes it from here. thread/thread.ts knows by the other that
 * the file can be started once more as a thread.
 */
const bridgeDefinitions = () => ({
	BRIDGE_IS_BUNDLED: 'true',
	OPUS_WASM_BASE64: JSON.stringify(
		readFileSync(require.resolve('@evan/opus/wasm/simd.wasm'), 'base64'),
	),
});

function bundle(name, entry, define = {}) {
	return esbuild.build({
		entryPoints: [join(root, name, 'src', entry)],
		outfile: join(root, name, 'dist', `${name}.js`),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		sourcemap: 'linked',
		legalComments: 'none',
		banner: { js: '#!/usr/bin/env node' },
		// Optional native speed-ups of `ws`: absent on purpose, `ws` then uses its own JavaScript.
		external: ['bufferutil', 'utf-8-validate'],
		define,
		metafile: true,
		logLevel: 'warning',
	});
}

const buildNodes = () => run('n8n-node', ['build']);

/** The bundle, and beside it what is to be said of what is in it. */
async function bundleBridge() {
	const { metafile } = await bundle('bridge', 'main.ts', bridgeDefinitions());
	const codec = 'node_modules/@evan/opus/wasm/simd.wasm';
	const libopus = readFileSync(join(root, 'bridge', 'licenses', 'libopus.txt'), 'utf8');
	writeFileSync(
		join(root, 'bridge', 'dist', 'THIRD-PARTY-NOTICES.txt'),
		thirdPartyNotices(
			root,
			[...Object.keys(metafile.inputs), codec],
			[`libopus, in @evan/opus (BSD-3-Clause)\n\n${libopus}`],
		),
	);
}
const bundleLab = () => bundle('lab', 'main.ts');
buildNodes.displayName = 'nodes';
bundleBridge.displayName = 'bridge';
bundleLab.displayName = 'lab';

const CODEX_CATEGORIES = new Set([
	'Data & Storage',
	'Finance & Accounting',
	'Marketing & Content',
	'Productivity',
	'Miscellaneous',
	'Sales',
	'Development',
	'Analytics',
	'Communication',
	'Utility',
]);

/** Every node and credential has a light and a dark icon, and they differ. */
async function checkIcons() {
	const sources = [
		...manifest.n8n.nodes.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')),
		...manifest.n8n.credentials.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')),
	];
	for (const source of sources) {
		const text = readFileSync(join(root, source), 'utf8');
		const light = /light: 'file:([^']+)'/.exec(text)?.[1];
		const dark = /dark: 'file:([^']+)'/.exec(text)?.[1];
		if (!light || !dark) throw new Error(`${source}: needs a light and a dark icon`);
		const [lightFile, darkFile] = [light, dark].map((icon) => join(root, dirname(source), icon));
		for (const file of [lightFile, darkFile]) {
			if (!existsSync(file))
				throw new Error(`${source}: the icon ${basename(file)} does not exist`);
		}
		if (readFileSync(lightFile, 'utf8') === readFileSync(darkFile, 'utf8')) {
			throw new Error(`${source}: the light and the dark icon are the same file`);
		}
	}
}
checkIcons.displayName = 'icons';

/** Every node has a codex file with the fixed fields, and categories n8n knows. */
async function checkCodex() {
	for (const node of manifest.n8n.nodes) {
		const file = node.replace(/^dist\//, '').replace(/\.node\.js$/, '.node.json');
		const codex = JSON.parse(readFileSync(join(root, file), 'utf8'));
		const name = basename(file, '.node.json');
		const typeName = name[0].toLowerCase() + name.slice(1);
		if (codex.node !== `${manifest.name}.${typeName}`) {
			throw new Error(`${file}: "node" must be "${manifest.name}.${typeName}"`);
		}
		if (codex.nodeVersion !== '1.0' || codex.codexVersion !== '1.0') {
			throw new Error(`${file}: nodeVersion and codexVersion must be "1.0"`);
		}
		for (const category of codex.categories) {
			if (!CODEX_CATEGORIES.has(category))
				throw new Error(`${file}: n8n has no category "${category}"`);
		}
		if (!codex.alias?.length)
			throw new Error(`${file}: "alias" makes the node findable and is missing`);
	}
}
checkCodex.displayName = 'codex';

/** Example workflows: importable (ids, type versions), and of this package every node type exists. */
async function checkWorkflows() {
	const known = new Set(
		manifest.n8n.nodes.map((file) => {
			const name = basename(file, '.node.js');
			return `${manifest.name}.${name[0].toLowerCase()}${name.slice(1)}`;
		}),
	);
	for (const file of readdirSync(join(root, 'workflows')).filter((name) =>
		name.endsWith('.json'),
	)) {
		const workflow = JSON.parse(readFileSync(join(root, 'workflows', file), 'utf8'));
		if (!workflow.id || !workflow.name)
			throw new Error(`workflows/${file}: needs an id and a name`);
		for (const node of workflow.nodes) {
			if (!node.id || !node.typeVersion)
				throw new Error(`workflows/${file}: ${node.name} needs id and typeVersion`);
			if (node.type.startsWith(`${manifest.name}.`) && !known.has(node.type)) {
				throw new Error(`workflows/${file}: there is no node type ${node.type}`);
			}
			if (node.type.endsWith('Trigger') && node.type.startsWith(manifest.name) && !node.webhookId) {
				throw new Error(
					`workflows/${file}: ${node.name} needs a webhookId, so that its URL is stable`,
				);
			}
			if (node.credentials)
				throw new Error(`workflows/${file}: ${node.name} must not name credentials`);
		}
	}
}
checkWorkflows.displayName = 'workflows';

/**
 * The nested ESLint configs of bridge, lab and test are found by the flag; the root one stays n8n's own. ESLint looks into
 * dot folders too, and the homes of n8n in `.runtime` come and go while it looks: a config of its own keeps it out.
 */
function lint() {
	mkdirSync(join(root, '.runtime'), { recursive: true });
	writeFileSync(
		join(root, '.runtime', 'eslint.config.mjs'),
		"export default [{ ignores: ['**/*'] }];\n",
	);
	return run('n8n-node', ['lint'], { ESLINT_FLAGS: 'unstable_config_lookup_from_file' });
}
lint.displayName = 'lint';

const typecheckOf = (project) => {
	const task = () => run('tsc', ['-p', project, '--noEmit']);
	task.displayName = `typecheck ${project}`;
	return task;
};

exports.check = parallel(checkIcons, checkCodex, checkWorkflows);
exports.build = series(exports.check, parallel(buildNodes, bundleBridge, bundleLab));
exports.bridge = bundleBridge;
exports.sidecars = parallel(bundleBridge, bundleLab);
exports.lint = lint;
exports.typecheck = series(...['.', 'bridge', 'lab', 'test'].map(typecheckOf));
exports.default = exports.build;
