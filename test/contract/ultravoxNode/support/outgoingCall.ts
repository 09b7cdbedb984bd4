import { newCall, newContext } from './callFixtures';

/** Ultravox calls a number over Plivo: as parameters, and as the medium of the body (ultravox.md §3). */
export const outgoing = {
	medium: 'plivo',
	direction: 'outgoing',
	to: '(415) 555-0123',
	from: '+14155550100',
	defaultCountry: 'US',
	additionalParams:
		'{"machine_detection": "true", "machine_detection_time": 5000, "sip_headers": "ticket=4711"}',
};
export const outgoingMedium = {
	plivo: {
		outgoing: {
			to: '+14155550123',
			from: '+14155550100',
			additionalParams: {
				machine_detection: 'true',
				machine_detection_time: 5000,
				sip_headers: 'ticket=4711',
			},
		},
	},
};

/** The call that comes of it, and what is known of it. */
export const dialledCall = { ...newCall, medium: outgoingMedium, joinUrl: null };
export const dialled = {
	call: { ...newContext, direction: 'outbound', from: '+14155550100', to: '+14155550123' },
};
