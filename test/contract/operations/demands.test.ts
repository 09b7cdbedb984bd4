import { testsNaming } from './coverage';

const asked = ['P2.1', 'P2.13'];

test('what lists demands proves none, and what names one in a title does', () => {
	const files = testsNaming(asked);
	for (const demand of asked) {
		const named = files.get(demand) ?? [];
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((file) => file.endsWith('coverage.test.ts'))).toEqual([]);
	}
});
