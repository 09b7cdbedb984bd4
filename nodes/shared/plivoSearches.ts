import { fromProviderNumber } from './phoneNumber';
import { plivoListSearch } from './plivoListSearch';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** List search for the numbers of the Plivo account, by number and alias; the value is the number in E.164 form. */
export const searchNumbers = plivoListSearch({
	path: '/Number/',
	id: ({ number }) => fromProviderNumber(String(number)),
	name: ({ number, alias }) => {
		const e164 = fromProviderNumber(String(number));
		return text(alias) === '' ? e164 : `${e164} (${text(alias)})`;
	},
});

/** List search for the voice applications of the Plivo account. */
export const searchApplications = plivoListSearch({
	path: '/Application/',
	id: ({ app_id }) => String(app_id),
	name: ({ app_name, app_id }) =>
		text(app_name) === '' ? String(app_id) : `${text(app_name)} (${String(app_id)})`,
});
