import { readFileSync } from 'node:fs';
import { coverageTable, demandTable, missingCases, testsNaming } from '../operations/coverage';
import { expectGenerated } from '../operations/generatedDocument';
import { schemaFile } from '../operations/itemSchema';
import { offered, sortedOperations } from '../operations/offered';
import { documentOperations } from '../support/ultravoxContract';
import { allCases } from './cases';
import operations from './operations.json';
import { documentTable, reachedBy } from './support/documentTable';
import unreached from './unreached.json';

const DEMANDS = [
	...Array.from({ length: 10 }, (_, index) => `U0.${index + 1}`),
	'P2.1',
	'P2.2',
	'P2.5',
	'P2.7',
	'P2.8',
	'P2.9',
	'P2.13',
	'P2.14',
];

const { list, names } = offered('Ultravox');
const reached = reachedBy(allCases, names);

test('the node offers every operation of the list, and no other', () => {
	expect(sortedOperations(list)).toEqual(sortedOperations(operations));
});

test('every operation is checked with the smallest, a full and a bad input', () => {
	expect(missingCases(operations, allCases)).toEqual([]);
});

test("every operation of the vendor's document is reached, or there is a reason why not", () => {
	expect(documentOperations()).toHaveLength(114);
	const missing = [...reached].filter(([, by]) => by.size === 0).map(([name]) => name);
	// A reason for an operation that is reached is one too many.
	expect(missing.sort()).toEqual(Object.keys(unreached).sort());
});

test('every operation has an output schema', () => {
	for (const name of sortedOperations(operations)) {
		const [resource = '', operation = ''] = name.split('.');
		const file = schemaFile('Ultravox', resource, operation);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as { version?: number };
		expect({ name, version: schema.version }).toEqual({ name, version: 1 });
	}
});

test('every demand has a test that names it', () => {
	const tests = testsNaming(DEMANDS);
	expect(DEMANDS.filter((demand) => tests.get(demand)?.length === 0)).toEqual([]);
});

test('the tables in docs/ultravox.md are these', () => {
	expectGenerated('ultravox.md', {
		document: documentTable(reached, unreached),
		coverage: coverageTable(operations, allCases, names),
		demands: demandTable(testsNaming(DEMANDS)),
	});
});
