import { byId } from '../../operations/contractCase';

/** What Plivo's answers about a multi-party call look like (plivo-conferences.md §C3.4, §C3.5). */
export const MPC_UUID = '0053d54e-927f-42e1-b397-c99e9cdb284f';
export const CALL_UUID = 'ceeac2c3-4d08-465f-87b8-c3c92225da23';
export const RECORDING_ID = 'e06ac332-45dc-11eb-94fe-06dd7f581a50';

export const BY_UUID = `/MultiPartyCall/uuid_${MPC_UUID}/`;
export const BY_NAME = '/MultiPartyCall/name_Support%204711/';

/** A locator's value of the mode By Name. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

export const chosenByUuid = { multiPartyCall: byId(MPC_UUID) };
export const chosenByName = { multiPartyCall: byName('Support 4711') };

export const multiPartyCall = {
	mpc_uuid: MPC_UUID,
	friendly_name: 'Support 4711',
	status: 'Active',
	creation_time: '2020-05-18 22:02:50+05:30',
	start_time: '2020-05-18 22:02:52+05:30',
	end_time: null,
	duration: null,
	billed_duration: null,
	billed_amount: null,
	recording: 'not-recording',
	stay_alone: false,
	sub_account: null,
	termination_cause: null,
	termination_cause_code: null,
	participants: `/v1/Account/MA0/MultiPartyCall/uuid_${MPC_UUID}/Participant/`,
	resource_uri: `/v1/Account/MA0/MultiPartyCall/uuid_${MPC_UUID}/`,
};

export const simplifiedCall = {
	mpc_uuid: MPC_UUID,
	friendly_name: 'Support 4711',
	status: 'Active',
	creation_time: '2020-05-18 22:02:50+05:30',
	start_time: '2020-05-18 22:02:52+05:30',
	end_time: null,
	duration: null,
	recording: 'not-recording',
	termination_cause: null,
	billed_amount: null,
};

/** A participant who is in the call. */
export const participant = {
	billed_amount: null,
	billed_duration: null,
	call_uuid: CALL_UUID,
	coach_mode: false,
	duration: null,
	end_mpc_on_exit: false,
	exit_cause: null,
	exit_time: null,
	hold: false,
	join_time: '2020-06-03 14:07:22+00:00',
	member_address: 'sip:anna@phone.plivo.com',
	member_id: '209',
	mpc_uuid: MPC_UUID,
	mute: false,
	resource_uri: '/v1/Account/MA0/MultiPartyCall/name_Support%204711/Participant/209/',
	role: 'agent',
	start_mpc_on_enter: true,
};

export const simplifiedParticipant = {
	member_id: '209',
	role: 'agent',
	member_address: 'sip:anna@phone.plivo.com',
	call_uuid: CALL_UUID,
	mute: false,
	hold: false,
	coach_mode: false,
	join_time: '2020-06-03 14:07:22+00:00',
	exit_time: null,
	exit_cause: null,
};
