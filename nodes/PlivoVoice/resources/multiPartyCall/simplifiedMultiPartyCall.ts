/** What most workflows need of a multi-party call (plivo-conferences.md §C3.4). */
export const simplifiedMultiPartyCall = [
	'mpc_uuid',
	'friendly_name',
	'status',
	'creation_time',
	'start_time',
	'end_time',
	'duration',
	'recording',
	'termination_cause',
	'billed_amount',
] as const;
