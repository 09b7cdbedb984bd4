import {
	badRows,
	refuseBadRedials,
	refuseBadRows,
} from '../../../../nodes/PhoneAgent/campaign/badRows';
import type { LeftOut } from '../../../../nodes/PhoneAgent/campaign/campaignRow';
import { problemOf } from './support/given';

const PROBLEMS = [
	{ item: 1, problem: "'To' is empty" },
	{ item: 1, problem: 'The agent needs a value for {{name}}' },
	{ item: 3, problem: "'To' has letters" },
];

const left = (id: string, reason: LeftOut['reason'], explanation: string): LeftOut => ({
	item: null,
	id,
	to: '+14155550100',
	reason,
	explanation,
});

describe('bad rows of the input', () => {
	test('are told all at once, a row with several counts once', () => {
		expect(problemOf(() => refuseBadRows(PROBLEMS, 4))).toBe(
			"2 of 4 rows cannot be called as they are, so nothing was scheduled | Row 2: 'To' is empty\nRow 2: The agent needs a value for {{name}}\nRow 4: 'To' has letters",
		);
	});

	test('one of one', () => {
		expect(problemOf(() => refuseBadRows(PROBLEMS.slice(2), 1))).toMatch(/^1 of 1 row cannot/);
	});

	test('without a bad one nothing is refused', () => {
		expect(problemOf(() => refuseBadRows([], 3))).toBe('no problem');
	});

	test('left out, each is told once, with all that is wrong', () => {
		expect(badRows(PROBLEMS)).toMatchObject([
			{ item: 1, reason: 'badRow', explanation: expect.stringContaining('\n') as string },
			{ item: 3, reason: 'badRow', explanation: "'To' has letters" },
		]);
	});
});

describe('rows that cannot be called again', () => {
	test('are told by their IDs; who is left alone for another reason is none', () => {
		const leftOut = [
			left('a', 'isReached', 'The person was reached.'),
			left('b', 'badRow', 'Why.'),
		];
		expect(problemOf(() => refuseBadRedials(leftOut, 2))).toBe(
			'1 of 2 rows cannot be called as they are, so nothing was scheduled | b: Why.',
		);
		expect(problemOf(() => refuseBadRedials(leftOut.slice(0, 1), 2))).toBe('no problem');
	});
});
