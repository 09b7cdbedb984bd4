import { readPurchase } from '../../../../../nodes/PlivoVoice/resources/number/purchase';

const NUMBER = '+14155550100';
const DIGITS = '14155550100';

describe('what became of buying a number', () => {
	test('it is usable when Plivo says so of the number and of the order', () => {
		const answer = { status: 'fulfilled', numbers: [{ number: DIGITS, status: 'Success' }] };
		expect(readPurchase(answer, NUMBER)).toEqual({ usable: true, pending: null, refused: false });
	});

	test.each([
		['the order alone', { status: 'fulfilled' }],
		['the number alone', { numbers: [{ number: DIGITS, status: 'SUCCESS ' }] }],
	])('one that Plivo tells of by %s is believed', (_what, answer) => {
		expect(readPurchase(answer, NUMBER).usable).toBe(true);
	});

	test.each([
		['', {}],
		['', { status: '', numbers: [] }],
		['', { status: null, numbers: 'none' }],
	])('an answer without a status is no success%s', (_nothing, answer) => {
		expect(readPurchase(answer, NUMBER)).toEqual({ usable: false, pending: null, refused: false });
	});

	test('the status of the number counts before that of the order, and that of another number not', () => {
		const answer = {
			status: 'pending',
			numbers: [
				{ number: '14155550199', status: 'failed' },
				{ number: DIGITS, status: 'awaiting documents' },
			],
		};
		expect(readPurchase(answer, NUMBER)).toEqual({
			usable: false,
			pending: 'awaiting documents',
			refused: false,
		});
	});

	test.each(['Failed', 'ERROR', 'rejected', 'number is not available', 'insufficient credits'])(
		"'%s' is a refusal",
		(status) => {
			const answer = { status, numbers: [{ number: DIGITS, status }] };
			expect(readPurchase(answer, NUMBER)).toEqual({
				usable: false,
				pending: status,
				refused: true,
			});
		},
	);

	test.each(['pending', 'in-progress', 'UNDER_REVIEW', 'verification required'])(
		"'%s' is neither",
		(status) => {
			expect(readPurchase({ status }, NUMBER)).toEqual({
				usable: false,
				pending: status,
				refused: false,
			});
		},
	);
});
