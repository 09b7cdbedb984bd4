import { HotTable, NO_ROW } from '../src/hotTable';

describe('a table of rows', () => {
	it('gives everybody a row of zeros, however many there are, and keeps what is in them', () => {
		const table = new HotTable(3);
		const rows: number[] = [];
		for (let index = 0; index < 2_000; index++) {
			const row = table.claim();
			expect(Array.from(table.numbers.subarray(row, row + 3))).toEqual([0, 0, 0]);
			table.numbers.set([index, -index, 2 * index], row);
			rows.push(row);
		}
		expect(new Set(rows).size).toBe(2_000);
		expect(rows).not.toContain(NO_ROW);
		rows.forEach((row, index) => {
			const numbers = Array.from(table.numbers.subarray(row, row + 3));
			expect(numbers).toEqual([index, 0 - index, 2 * index]);
		});
		expect(Array.from(table.numbers.subarray(NO_ROW, NO_ROW + 3))).toEqual([0, 0, 0]);
	});

	it('gives a released row to the next one, with nothing in it, and only once', () => {
		const table = new HotTable(2);
		const row = table.claim();
		const other = table.claim();
		table.numbers.set([1, 2], row);
		table.numbers.set([3, 4], other);
		table.release(row);
		expect(table.claim()).toBe(row);
		expect(Array.from(table.numbers.subarray(row, row + 2))).toEqual([0, 0]);
		expect(Array.from(table.numbers.subarray(other, other + 2))).toEqual([3, 4]);
		expect([row, other]).not.toContain(table.claim());
	});

	it('gives the row of nobody to nobody', () => {
		const table = new HotTable(2);
		table.release(NO_ROW);
		expect(table.claim()).not.toBe(NO_ROW);
	});
});
