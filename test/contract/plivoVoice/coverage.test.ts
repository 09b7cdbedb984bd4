import { readFileSync } from 'node:fs';
import { allCases } from './cases';
import operations from './operations.json';
import { expectGenerated } from '../operations/generatedDocument';
import { offered, sortedOperations } from '../operations/offered';
import { coverageTable, demandTable, missingCases, testsNaming } from '../operations/coverage';
import { schemaFile } from '../operations/itemSchema';

const DEMANDS = [
	...Array.from({ length: 12 }, (_, index) => `T1.${index + 1}`),
	'D4.7',
	'D4.8',
	'D4.9',
	'D4.13',
];

test('the node offers every operation of the list, and no other', () => {
	expect(sortedOperations(offered('PlivoVoice').list)).toEqual(sortedOperations(operations));
});

test('every operation is checked with the smallest, a full and a bad input', () => {
	expect(missingCases(operations, allCases)).toEqual([]);
});

test('every case is of an operation that exists, and says what it is written from', () => {
	const known = new Set(sortedOperations(operations));
	for (const { resource, operation, source, title } of allCases) {
		expect(known).toContain(`${resource}.${operation}`);
		expect(`${title}: ${source}`).toMatch(/[\w-]+\.md|npm plivo|plivo-go/);
	}
});

test('every operation has an output schema', () => {
	for (const name of sortedOperations(operations)) {
		const [resource = '', operation = ''] = name.split('.');
		const schema = JSON.parse(
			readFileSync(schemaFile('PlivoVoice', resource, operation), 'utf8'),
		) as {
			version?: number;
			properties?: object;
		};
		expect({ name, version: schema.version }).toEqual({ name, version: 1 });
		expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
	}
});

test('every demand has a test that names it', () => {
	const tests = testsNaming(DEMANDS);
	expect(DEMANDS.filter((demand) => tests.get(demand)?.length === 0)).toEqual([]);
});

test('the tables in docs/plivo-voice.md are these', () => {
	const { names } = offered('PlivoVoice');
	expectGenerated('plivo-voice.md', {
		coverage: coverageTable(operations, allCases, names),
		demands: demandTable(testsNaming(DEMANDS)),
	});
});
