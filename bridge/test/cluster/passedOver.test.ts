import { isPassedOver } from '../../src/cluster/passedOver';

const load = (streams: number, takes = true) => ({ streams, takes });

describe('a process that another one has more room than', () => {
	it('has its turn as long as it has about as many streams', () => {
		expect(isPassedOver(load(1), [load(0)])).toBe(false);
		expect(isPassedOver(load(2), [load(0)])).toBe(true);
		expect(isPassedOver(load(91), [load(80)])).toBe(false);
		expect(isPassedOver(load(92), [load(80)])).toBe(true);
		expect(isPassedOver(load(92), [load(95), load(80), load(99)])).toBe(true);
		expect(isPassedOver(load(0), [load(80)])).toBe(false);
	});

	it('gets nothing while it takes no streams and another one does', () => {
		expect(isPassedOver(load(3, false), [load(500, false), load(9)])).toBe(true);
	});

	it('gets what comes when no other one takes streams', () => {
		expect(isPassedOver(load(3, false), [load(0, false)])).toBe(false);
		expect(isPassedOver(load(300), [load(0, false)])).toBe(false);
		expect(isPassedOver(load(300), [])).toBe(false);
	});
});
