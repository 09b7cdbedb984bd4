import { durationSeconds } from '../../../nodes/shared/durationSeconds';

test.each([
	['30s', 30],
	['0s', 0],
	['0.384s', 0.384],
	['3600.000000001s', 3600.000000001],
	['30', null],
	['30 s', null],
	['-1s', null],
	['1e3s', null],
	['1.s', null],
	['1m', null],
	['', null],
	[30, null],
	[null, null],
	[undefined, null],
])('%p is %p seconds', (duration, seconds) => {
	expect(durationSeconds(duration)).toBe(seconds);
});
