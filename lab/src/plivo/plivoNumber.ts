/** A number of the account (plivo.md §3.1), as the API shows it but for `application`. */
export interface PlivoNumber {
	/** Digits only. */
	number: string;
	/** False as long as a regulated number waits for its papers: it cannot be called. */
	active: boolean;
	alias: string | null;
	/** Application or inbound trunk it is attached to. */
	app_id: string | null;
	number_type: string;
	country: string;
	region: string;
	city: string | null;
	carrier: string;
	sub_account: string | null;
	sub_account_name: string | null;
	cnam: string | null;
	cnam_lookup: 'enabled' | 'disabled';
	added_on: string;
	/** `YYYY-MM-DD`, as `added_on`. */
	renewal_date: string;
	/** Decimal string in dollars, as the other rates. */
	monthly_rental_rate: string;
	voice_enabled: boolean;
	voice_rate: string | null;
	sms_enabled: boolean;
	sms_rate: string | null;
	mms_enabled: boolean;
	mms_rate: string | null;
	tendlc_campaign_id: string | null;
	tendlc_registration_status: string | null;
	toll_free_sms_verification: string | null;
	toll_free_sms_verification_order_status: string | null;
	compliance_application_id: string | null;
	compliance_status: string | null;
	profile_uuid: string | null;
	caller_reputation_status: string | null;
}

/**
 * A number with the likeliest value of every field that is not given.
 * @param number E.164, with or without `+`
 */
export function newPlivoNumber(
	number: string,
	facts: Partial<Omit<PlivoNumber, 'number'>> = {},
): PlivoNumber {
	return {
		number: number.replace(/\D/g, ''),
		active: true,
		alias: '',
		app_id: null,
		number_type: 'local',
		country: 'United States',
		region: 'California, UNITED STATES',
		city: 'SAN FRANCISCO',
		carrier: 'Plivo',
		sub_account: null,
		sub_account_name: null,
		cnam: null,
		cnam_lookup: 'disabled',
		added_on: '2024-10-01',
		renewal_date: '2030-01-01',
		monthly_rental_rate: '0.80000',
		voice_enabled: true,
		voice_rate: '0.00550',
		sms_enabled: true,
		sms_rate: '0.00000',
		mms_enabled: false,
		mms_rate: null,
		tendlc_campaign_id: null,
		tendlc_registration_status: null,
		toll_free_sms_verification: null,
		toll_free_sms_verification_order_status: null,
		compliance_application_id: null,
		compliance_status: null,
		profile_uuid: null,
		caller_reputation_status: null,
		...facts,
	};
}
