import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { subaccountId } from '../../descriptions/subaccount';
import type { PlivoApi } from '../../plivoApi';
import { serviceList } from './numberFields';
import { numberFilters } from './numberFilters';
import { numberItem, simplifiedNumber } from './numberItem';
import { renewalDateQuery } from './renewalDate';

/** First digits, also from a number written with `+` or blanks. */
function firstDigits(filters: Parameters): string | undefined {
	const digits = filters.optionalText('numberStartswith')?.replace(/^\+|[\s-]/g, '');
	if (digits === undefined || /^\d{1,15}$/.test(digits)) return digits;
	throw filters.problem(
		'numberStartswith',
		'has to consist of digits',
		'Begin with the country code, such as 1415',
	);
}

/** `GET /Number/` with its filters (plivo.md §3.1): Plivo has none for what a number leads to. */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many numbers',
	description: 'Get many numbers of the account, with what each leads to',
	simplified: simplifiedNumber,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: numberFilters,
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: '/Number/',
			query: given({
				// The SDK for Go says `number_type`, which the documents do not know (plivo.md §11).
				type: filters.optionalChoice('type'),
				number_startswith: firstDigits(filters),
				subaccount: subaccountId(filters),
				alias: filters.optionalText('alias'),
				services: serviceList(filters),
				cnam_lookup: filters.optionalChoice('cnamLookup'),
				...renewalDateQuery(filters),
				tendlc_campaign_id: filters.optionalText('tendlcCampaignId'),
				tendlc_registration_status: filters.optionalText('tendlcRegistrationStatus'),
				toll_free_sms_verification: filters.optionalText('tollFreeSmsVerification'),
				toll_free_sms_verification_order_status: filters.optionalText(
					'tollFreeSmsVerificationOrderStatus',
				),
			}),
		};
	},
	item: numberItem,
};
