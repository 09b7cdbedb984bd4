import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { startTracing } from '../../src/tracing/tracing';

const SOURCE = join(__dirname, '..', '..', 'src', 'tracing', 'tracing.ts');

/**
 * `startTracing` as it is in the bundle. OpenTelemetry's exporter loads `http` by `import()`, which Jest cannot do: here it
 * becomes `require`.
 */
export function bundledTracing(): typeof startTracing {
	const folder = mkdtempSync(join(tmpdir(), 'tracing-'));
	try {
		const outfile = join(folder, 'tracing.js');
		buildSync({
			entryPoints: [SOURCE],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node24',
			supported: { 'dynamic-import': false },
			logLevel: 'silent',
		});
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- made a moment ago
		return (require(outfile) as { startTracing: typeof startTracing }).startTracing;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
