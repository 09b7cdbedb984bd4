import { OrderedFaults } from '../src/orderedFaults';

interface Fault {
	of: string;
	times?: number;
}

class Ordered extends OrderedFaults<Fault> {
	constructor() {
		super(2);
	}

	take(what: string): Fault | undefined {
		return this.takeFirst(({ of }) => of === what);
	}
}

describe('faults that a test has ordered', () => {
	let faults: Ordered;
	beforeEach(() => (faults = new Ordered()));

	it('hit what they fit, as often as they say, the first one first', () => {
		const [first, second] = [
			{ of: 'a', times: 1 },
			{ of: 'a', times: 2 },
		];
		const added = [first, second].map((fault) => faults.add(fault));
		expect(faults.take('b')).toBeUndefined();
		expect([1, 2, 3, 4].map(() => faults.take('a'))).toEqual([first, second, second, undefined]);
		expect(added.map(({ hits }) => hits)).toEqual([1, 2]);
	});

	it('hit as often as usual where they do not say it', () => {
		const fault = { of: 'a' };
		faults.add(fault);
		expect([1, 2, 3].map(() => faults.take('a'))).toEqual([fault, fault, undefined]);
	});

	it('can be taken back, one or all, and say how often they had hit', () => {
		const added = faults.add({ of: 'a', times: 9 });
		const other = faults.add({ of: 'b', times: 9 });
		faults.take('a');
		added.remove();
		expect(faults.take('a')).toBeUndefined();
		expect(faults.take('b')).toBeDefined();
		faults.clear();
		expect(faults.take('b')).toBeUndefined();
		expect([added.hits, other.hits]).toEqual([1, 1]);
	});
});
