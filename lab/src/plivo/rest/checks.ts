import type { FieldCheck } from './fields';
import { pattern } from './fields';

/** Ids of subaccounts begin with `SA` and have 20 characters (plivo.md §1); '' is the main account. */
export const subaccountId: FieldCheck = pattern(/^(SA[A-Za-z0-9]{18})?$/, 'is not a subaccount id');

/** Ids also as JSON numbers, though a large one has lost its last digits by then. */
export const attachmentId: FieldCheck = (value) =>
	value === null || typeof value === 'string' || typeof value === 'number'
		? undefined
		: 'must be a string';

/** `voice`, `sms`, `mms`, and combinations with commas (plivo.md §3.1, §3.4). */
export const serviceList: FieldCheck = pattern(
	/^(voice|sms|mms)(,(voice|sms|mms))*$/,
	'must be voice, sms, mms or a combination',
);

export interface Services {
	voice_enabled: boolean;
	sms_enabled: boolean;
	mms_enabled: boolean;
}

/** Whether a number has every service of a checked list. */
export function hasServices(number: Services, wanted: string | undefined): boolean {
	return (wanted ?? '')
		.split(',')
		.filter((service) => service !== '')
		.every((service) => number[`${service}_enabled` as keyof Services]);
}
