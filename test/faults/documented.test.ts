import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const document = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8');
const named = [
	...document.matchAll(/`((?:test|bridge|nodes|bench)\/[\w./-]+\.(?:test\.ts|mjs))`/g),
].map(([, file]) => file as string);

describe('docs/reliability.md', () => {
	it('names tests that exist', () => {
		expect(named.length).toBeGreaterThan(10);
		expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
	});

	it('says which test proves that 16 kHz stays 16 kHz (P2.12 of the requirements)', () => {
		const row = document.split('\n').find((line) => line.includes('(P2.12)')) ?? '';
		const [, file = ''] = /`(test\/[\w./-]+\.test\.ts)`/.exec(row) ?? [];
		expect(readFileSync(join(ROOT, file), 'utf8')).toContain("it('P2.12 ");
	});

	it('names every test of the fault suite', () => {
		const suite = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts'));
		expect(suite.filter((file) => !named.includes(`test/faults/${file}`))).toEqual([]);
	});
});
