import { readStartArguments } from '../../src/start/startArguments';

describe('readStartArguments', () => {
	it('knows --once and --json, in any order', () => {
		expect(readStartArguments([])).toEqual({ once: false, json: false });
		expect(readStartArguments(['--json', '--once'])).toEqual({ once: true, json: true });
	});

	it('names an option there is not', () => {
		expect(() => readStartArguments(['--once', '--fast'])).toThrow('There is no option --fast.');
	});
});
