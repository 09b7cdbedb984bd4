import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const WASM = '@evan/opus/wasm/simd.wasm';

/** What the build of the bridge puts in: the codec, and that there is one file. */
export const OPUS_DEFINITION = {
	BRIDGE_IS_BUNDLED: 'true',
	OPUS_WASM_BASE64: JSON.stringify(readFileSync(require.resolve(WASM), 'base64')),
};

/** Bundles a TypeScript file to one that Node runs, with everything in it, as the bridge itself is bundled. */
export function bundleScript(source: string, folder: string): string {
	const outfile = join(folder, 'script.js');
	buildSync({
		entryPoints: [source],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		define: OPUS_DEFINITION,
		logLevel: 'silent',
	});
	return outfile;
}
