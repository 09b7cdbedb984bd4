import { coalesced } from '../../../../nodes/PhoneAgent/waiting/coalesced';

/** Work that ends when it is told to. */
function heldWork() {
	const ends: Array<(value: number) => void> = [];
	return {
		begun: () => ends.length,
		work: async () => await new Promise<number>((resolve) => ends.push(resolve)),
		end: (value: number) => ends[ends.length - 1]?.(value),
	};
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('coalesced', () => {
	it('never joins what began before, and does it once for all who came meanwhile', async () => {
		const { begun, work, end } = heldWork();
		const first = coalesced('one', work);
		const second = coalesced('one', work);
		const third = coalesced('one', work);
		expect(begun()).toBe(1);
		end(1);
		expect(await first).toBe(1);
		await settle();
		expect(begun()).toBe(2);
		end(2);
		expect(await Promise.all([second, third])).toEqual([2, 2]);
	});

	it('keeps keys apart, and goes on after a failure', async () => {
		const { begun, work, end } = heldWork();
		const broken = coalesced('two', async () => await Promise.reject(new Error('no')));
		const after = coalesced('two', work);
		const other = coalesced('three', async () => await Promise.resolve(7));
		expect(await other).toBe(7);
		await expect(broken).rejects.toThrow('no');
		await settle();
		expect(begun()).toBe(1);
		end(3);
		expect(await after).toBe(3);
	});

	it('serves those who come during the second turn in a third', async () => {
		const { begun, work, end } = heldWork();
		const first = coalesced('four', work);
		const second = coalesced('four', work);
		end(1);
		await first;
		await settle();
		const third = coalesced('four', work);
		expect(begun()).toBe(2);
		end(2);
		expect(await second).toBe(2);
		await settle();
		expect(begun()).toBe(3);
		end(3);
		expect(await third).toBe(3);
	});
});
