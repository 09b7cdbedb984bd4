import { samePhone } from '../../shared/callingHours/doNotCallList';
import type { Parameters } from '../../shared/operations/parameters';
import { asPhoneNumber } from '../../shared/operations/values';
import type { RowState } from './rowStates';

/** Finds the row of a campaign that an input item is: by its own ID where that is given, else by its number. */
export function rowIndex(rows: readonly RowState[]): (item: Parameters) => RowState | undefined {
	const byId = new Map(rows.map((row) => [row.id, row]));
	const byNumber = new Map(
		rows.flatMap((row) => (row.to === null ? [] : [[samePhone(row.to), row] as const])),
	);
	return (item) => {
		const options = item.collection('options');
		const id = options.optionalText('rowId');
		if (id !== undefined) return byId.get(id);
		const number = asPhoneNumber(
			item.optionalText('to') ?? '',
			options.optionalText('defaultCountry'),
		);
		return typeof number === 'string' ? byNumber.get(samePhone(number)) : undefined;
	};
}
