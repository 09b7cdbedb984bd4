import { DeliveryState, isTold } from '../../src/events/deliveryState';

describe('how far the delivery of a call is', () => {
	let now: number;
	let state: DeliveryState;
	beforeEach(() => {
		now = 50_000;
		jest.spyOn(performance, 'now').mockImplementation(() => now);
		state = new DeliveryState();
	});
	afterEach(() => jest.restoreAllMocks());

	it('of failures in a row the first is told, and then one of ten', () => {
		const told = Array.from({ length: 30 }, (_, index) => index + 1).filter(isTold);
		expect(told).toEqual([1, 11, 21]);
	});

	it('an attempt that came too early is a failure, and counts against nothing', () => {
		state.failed(true);
		state.failed(false);
		expect([state.failures, state.attempts]).toEqual([2, 1]);
		state.settled();
		expect([state.failures, state.attempts]).toEqual([0, 0]);
	});

	it('a file that could be loaded has failed no more', () => {
		Object.assign(state, { unloaded: 3, unreadable: 2 });
		state.loaded();
		expect([state.unloaded, state.unreadable]).toEqual([0, 0]);
	});

	describe('a webhook that n8n does not know', () => {
		it('is gone when it has been missing for that long', () => {
			expect(state.isGone(1_000)).toBe(false);
			state.answered(true);
			now += 999;
			// Since the first time: that it is missing still changes nothing.
			state.answered(true);
			expect(state.isGone(1_000)).toBe(false);
			now += 1;
			expect(state.isGone(1_000)).toBe(true);
		});

		it('has to be missing without a break', () => {
			state.answered(true);
			now += 900;
			state.answered(false);
			now += 900;
			expect(state.isGone(1_000)).toBe(false);
			state.answered(true);
			now += 999;
			expect(state.isGone(1_000)).toBe(false);
		});
	});

	it('nothing is given up for its age before it was tried', () => {
		now += 3_600_000;
		expect(state.mayGiveUp(1_000)).toBe(false);
		state.failed(false);
		expect(state.mayGiveUp(1_000)).toBe(true);
		state.settled();
		expect(state.mayGiveUp(1_000)).toBe(false);
	});

	it('nor before its clock has run for that long', () => {
		state.failed(false);
		now += 999;
		expect(state.mayGiveUp(1_000)).toBe(false);
		now += 1;
		expect(state.mayGiveUp(1_000)).toBe(true);
	});
});
