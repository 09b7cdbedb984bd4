import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { repositoryRoot } from '../../engine/support/packageSource';
import type { ContractCase } from './contractCase';

/** Operations by resource. */
export type OperationList = Record<string, string[]>;

/** Names as the panel shows them, by `resource` and by `resource.operation`. */
export type PanelNames = Map<string, string>;

const SIZES = ['smallest', 'full', 'bad', 'more'] as const;

/** The table: for every operation, how many cases of each size check it. */
export function coverageTable(
	operations: OperationList,
	cases: ContractCase[],
	names: PanelNames,
): string {
	const rows = Object.entries(operations).flatMap(([resource, values]) =>
		values.map((operation) => {
			const ours = cases.filter((one) => one.resource === resource && one.operation === operation);
			const counts = SIZES.map((size) => ours.filter((one) => one.size === size).length || '');
			const sources = new Set(
				ours.flatMap(({ source }) => source.match(/[\w-]+\.md §[\w.]+/g) ?? []),
			);
			const [resourceName, name] = [
				names.get(resource) ?? resource,
				names.get(`${resource}.${operation}`) ?? operation,
			];
			return [resourceName, name, ...counts, [...sources].sort().join(', ')];
		}),
	);
	const line = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;
	return [
		line(['Resource', 'Operation', 'Smallest', 'Full', 'Bad', 'More', 'Written from']),
		line(['---', '---', '--:', '--:', '--:', '--:', '---']),
		...rows.map(line),
	].join('\n');
}

/** Which operations lack a case of a size that every operation has. */
export function missingCases(operations: OperationList, cases: ContractCase[]): string[] {
	return Object.entries(operations).flatMap(([resource, values]) =>
		values.flatMap((operation) =>
			(['smallest', 'full', 'bad'] as const)
				.filter(
					(size) =>
						!cases.some(
							(one) =>
								one.resource === resource && one.operation === operation && one.size === size,
						),
				)
				.map((size) => `${resource}.${operation} has no ${size} case`),
		),
	);
}

const FOLDERS = ['test', 'lab/test'];

/** The files whose tests or cases name a demand, such as T1.3, in a title. */
export function testsNaming(demands: string[]): Map<string, string[]> {
	const root = repositoryRoot();
	const found = new Map(demands.map((demand) => [demand, [] as string[]]));
	for (const folder of FOLDERS) {
		for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
			if (!/(?:\.test|\/cases\/[\w-]+)\.ts$/.test(name)) continue;
			// Lists of demands prove none.
			if (basename(name) === 'coverage.test.ts') continue;
			const file = join(root, folder, name);
			const titles = readFileSync(file, 'utf8')
				.split('\n')
				.filter((text) =>
					/\b(?:title:|test(?:\.concurrent)?(?:\(|\.each)|describe\()|^\s*['"`]/.test(text),
				);
			for (const demand of demands) {
				const named = new RegExp(`\\b${demand.replace('.', '\\.')}\\b(?!\\.\\d)`);
				if (titles.some((text) => named.test(text))) {
					found.get(demand)?.push(relative(root, file));
				}
			}
		}
	}
	return found;
}

/** The table that says which test proves which demand. */
export function demandTable(tests: Map<string, string[]>): string {
	const rows = [...tests].map(
		([demand, files]) =>
			`| ${demand} | ${files
				.sort()
				.map((file) => `\`${file}\``)
				.join(', ')} |`,
	);
	return ['| Demand | Tests |', '| --- | --- |', ...rows].join('\n');
}
