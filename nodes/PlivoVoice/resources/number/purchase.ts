import type { IDataObject } from 'n8n-workflow';
import { phoneNumberDigits } from '../../../shared/phoneNumber';
import { readObject } from '../../answers';

const texts = (values: unknown[]) =>
	values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');

/** What Plivo says of the number and of the order; most telling first. */
function statuses(answer: IDataObject, number: string): string[] {
	const rows = (Array.isArray(answer.numbers) ? answer.numbers : []) as IDataObject[];
	const own = rows.find((row) => String(row.number) === phoneNumberDigits(number)) ?? rows[0];
	return texts([own?.status, answer.status]);
}

const DONE = /^(?:success|fulfilled)$/i;

/** Words that say no. How Plivo says that papers are awaited is not known for sure (plivo.md §3.4). */
const REFUSED =
	/fail|error|reject|refus|denied|declin|cancel|unavailable|not available|not found|invalid|insufficient/i;

/** What became of buying a number. */
export interface Purchase {
	/** Whether calls to it work from now on: only where Plivo says so of the number and of the order. */
	usable: boolean;
	/** Plivo's word for what is not so yet, or never will be. */
	pending: string | null;
	refused: boolean;
}

/**
 * Reads the answer of `POST /PhoneNumber/{digits}/`: anything but `Success` and `fulfilled` is not usable (plivo.md §3.4).
 * @param number E.164
 */
export function readPurchase(answer: IDataObject, number: string): Purchase {
	const said = statuses(readObject(answer), number);
	const open = said.find((status) => !DONE.test(status.trim()));
	return {
		usable: said.length > 0 && open === undefined,
		pending: open ?? null,
		refused: open !== undefined && REFUSED.test(open),
	};
}
