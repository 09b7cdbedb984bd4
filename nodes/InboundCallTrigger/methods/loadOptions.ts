import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { fromProviderNumber } from '../../shared/phoneNumber';
import { plivoRequestAll } from '../../shared/plivoRequest';

/** All numbers of the Plivo account that take calls: `+14155550100 (alias)`, valued in E.164 form, sorted. */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const numbers = await plivoRequestAll<IDataObject>(this, { path: '/Number/' });
	return numbers
		.filter((number) => number.voice_enabled !== false)
		.map((number) => {
			const e164 = fromProviderNumber(String(number.number));
			const alias = String(number.alias ?? '').trim();
			return { name: alias === '' ? e164 : `${e164} (${alias})`, value: e164 };
		})
		.sort((one, other) => (one.value < other.value ? -1 : 1));
}
