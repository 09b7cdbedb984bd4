/** What is left of an application when 'Simplify' is on. */
export const simplifiedApplication = [
	'app_id',
	'app_name',
	'answer_url',
	'answer_method',
	'hangup_url',
	'fallback_answer_url',
	'message_url',
	'default_number_app',
	'sip_uri',
	'sub_account',
] as const;
