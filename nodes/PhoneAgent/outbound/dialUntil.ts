import { dateText, instantOf } from '../../shared/operations/instant';
import type { Parameters } from '../../shared/operations/parameters';
import { offsetAt } from '../../shared/timeZoneOffset';
import type { OutboundCall } from './outboundCall';

const TIME_OF_DAY = /^([01]?\d|2[0-3]):[0-5]\d$/;

/**
 * Until when somebody may be called, as milliseconds since the epoch; undefined where the option was not added.
 * @param timeZone of times that do not name theirs
 * @throws InputProblem for what is no time, and for an option without one: the item may lack the field that it is made of
 */
export function readDialUntil(
	parameters: Parameters,
	timeZone: string,
	now = Date.now(),
): number | undefined {
	// An expression that comes to nothing has no value, though the option was added.
	if (!('dialUntil' in (parameters.optionalObject('options') ?? {}))) return undefined;
	const options = parameters.collection('options');
	const value = options.raw('dialUntil');
	const text = value instanceof Date ? dateText(value) : options.optionalText('dialUntil');
	if (text === undefined) {
		throw options.problem(
			'dialUntil',
			'is empty',
			'Write a time, such as 18:00, or remove the option',
		);
	}
	const today = new Date(now + offsetAt(now, timeZone)).toISOString().slice(0, 10);
	const written = TIME_OF_DAY.test(text) ? `${today} ${text.padStart(5, '0')}` : text;
	const until = instantOf(written, timeZone, '23:59:59');
	if (!Number.isNaN(until)) return until;
	throw options.problem(
		'dialUntil',
		`is not a time: '${text}'`,
		'Write it as 18:00, which is today, as 2026-11-20 18:00, or as 2026-11-20T18:00:00Z',
	);
}

/** Whether it is too late to call somebody. */
export const isTooLate = ({ dialUntil }: Pick<OutboundCall, 'dialUntil'>): boolean =>
	dialUntil !== undefined && Date.now() > dialUntil;

/** What is said of a call that was not placed because it was too late. */
export const tooLateFor = ({ dialUntil = 0 }: Pick<OutboundCall, 'dialUntil'>): string =>
	`Nobody was dialed: it was later than 'Dial Until', ${new Date(dialUntil).toISOString()}`;
