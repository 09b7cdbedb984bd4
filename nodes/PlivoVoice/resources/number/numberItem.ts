import type { IDataObject } from 'n8n-workflow';
import { fromProviderNumber } from '../../../shared/phoneNumber';
import { readObject } from '../../answers';

/** What a number leads to, from the URI in `application` (plivo.md §3.1). */
function leadsTo({ application }: IDataObject) {
	const uri = typeof application === 'string' ? application : '';
	const [, kind, id] = /\/(Application|Zentrunk\/Trunk)\/([^/]+)\/?$/.exec(uri) ?? [];
	return {
		applicationId: kind === 'Application' ? (id ?? null) : null,
		trunkId: kind === 'Zentrunk/Trunk' ? (id ?? null) : null,
	};
}

/** The id of what a number leads to, be it told by a URI or bare; undefined when it leads nowhere. */
export function linkedId({ application, app_id: bare }: IDataObject): string | undefined {
	const told = [application, bare].find((value) => typeof value === 'string' && value !== '');
	return /([^/]+)\/?$/.exec(String(told ?? ''))?.[1];
}

const phoneNumberOf = ({ number }: IDataObject) => fromProviderNumber(String(number));

/** A number of the account as an item, first of all in international form. */
export function numberItem(answer: IDataObject): IDataObject {
	const number = readObject(answer);
	return { phoneNumber: phoneNumberOf(number), ...leadsTo(number), ...number };
}

/** A number that can be bought. */
export function availableNumberItem(object: IDataObject): IDataObject {
	return { phoneNumber: phoneNumberOf(object), ...object };
}

/** What is left of a number of the account when 'Simplify' is on. */
export const simplifiedNumber = [
	'phoneNumber',
	'alias',
	'applicationId',
	'trunkId',
	'number_type',
	'country',
	'voice_enabled',
	'sms_enabled',
	'monthly_rental_rate',
	'renewal_date',
] as const;
