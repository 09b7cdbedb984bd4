import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Keeps some of what it makes for a while, as setting up calls does. Prints the size of the young generation, in bytes. */
const BUSY = `
const kept = [];
for (let round = 0; round < 400; round++) {
	const made = Array.from({ length: 20_000 }, (_, index) => ({ round, index }));
	kept[round % 20] = made;
}
const space = require('node:v8').getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
console.log(space.space_size);
`;

describe('the young generation', () => {
	let folder: string;
	let file: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'young-'));
		file = join(folder, 'young.js');
		const entry = join(__dirname, '../src/youngGeneration.ts');
		buildSync({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node' });
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const sizeAfter = (...options: string[]) => {
		const program = [...options, '--eval', BUSY];
		return Number(execFileSync(process.execPath, program, { encoding: 'utf8' }));
	};

	it('stays small, whatever outlives it', () => {
		const grown = sizeAfter();
		const kept = sizeAfter('--require', file);
		expect(kept).toBeGreaterThan(0);
		expect(kept * 4).toBeLessThan(grown);
	});
});
