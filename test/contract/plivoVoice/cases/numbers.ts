export const NUMBER = '+14155550100';
export const DIGITS = '14155550100';
export const APPLICATION = '29986316244302815';
export const TRUNK = '20372631212782780';
export const SUBACCOUNT = 'SAMTU0Y2FKNGETYZDKNI';

/**
 * A number as `GET /Number/{digits}/` gives it (plivo.md §3.1).
 * @param target what it leads to, below the account; null for nothing
 */
export const number = (target: string | null = `Application/${APPLICATION}`) => ({
	active: true,
	added_on: '2026-02-14',
	alias: null,
	application: target === null ? null : `/v1/Account/MAENGINETEST00000001/${target}/`,
	carrier: 'Plivo',
	city: 'SAN FRANCISCO',
	cnam_lookup: 'enabled',
	compliance_status: null,
	country: 'United States',
	mms_enabled: false,
	mms_rate: null,
	monthly_rental_rate: '0.80000',
	number: DIGITS,
	number_type: 'local',
	region: 'California, UNITED STATES',
	renewal_date: '2026-12-14',
	resource_uri: `/v1/Account/MAENGINETEST00000001/Number/${DIGITS}/`,
	sms_enabled: true,
	sms_rate: '0.00000',
	sub_account: null,
	sub_account_name: null,
	tendlc_campaign_id: null,
	tendlc_registration_status: 'UNREGISTERED',
	toll_free_sms_verification: null,
	voice_enabled: true,
	voice_rate: '0.00850',
});

/** The same as an item. */
export const numberItem = (target: string | null = `Application/${APPLICATION}`) => ({
	phoneNumber: NUMBER,
	applicationId: target === `Application/${APPLICATION}` ? APPLICATION : null,
	trunkId: target === `Zentrunk/Trunk/${TRUNK}` ? TRUNK : null,
	...number(target),
});

/** A number that leads to the application, with 'Simplify'. */
export const SIMPLE_NUMBER = {
	phoneNumber: NUMBER,
	alias: null,
	applicationId: APPLICATION,
	trunkId: null,
	number_type: 'local',
	country: 'United States',
	voice_enabled: true,
	sms_enabled: true,
	monthly_rental_rate: '0.80000',
	renewal_date: '2026-12-14',
};
