export const TRUNK_ID = '20372631212782780';

export const URI = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

export const OTHER_URI = '06ecae31-4bf8-40b9-ac62-e902418e9935';

export const CREDENTIAL = '9adbf7c1-9d5b-4a3c-8f38-6b7f3c0d0f11';

export const LIST = 'd3a5c1f0-51c9-4c9b-9bb8-1f2f3e4d5c6b';

/** A trunk as `GET /Zentrunk/Trunk/{trunk_id}/` gives it, bare; the live API puts it into `object`. */
export const trunk = (direction: 'inbound' | 'outbound') => ({
	trunk_id: TRUNK_ID,
	trunk_domain: `${TRUNK_ID}.zt.plivo.com`,
	name: 'Ultravox',
	trunk_status: 'enabled',
	trunk_direction: direction,
	secure: false,
	ipacl_uuid: null,
	credential_uuid: direction === 'outbound' ? CREDENTIAL : null,
	primary_uri_uuid: direction === 'inbound' ? URI : null,
	fallback_uri_uuid: null,
});

export const sipAddress = `sip:${TRUNK_ID}.zt.plivo.com`;
