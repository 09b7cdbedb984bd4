import { createCallContext } from '../../../nodes/shared/callContext';
import { callContextFromRecord } from '../../../nodes/shared/plivoCallRecord';

/** A finished call (plivo.md §5.2): account time with offset, money as text, one number without its `+`. */
const RECORD = {
	answer_time: '2017-05-22 17:49:32+05:30',
	bill_duration: 6,
	billed_duration: 60,
	call_direction: 'outbound',
	call_duration: 6,
	call_state: 'ANSWER',
	call_uuid: '3df8e1a8-2e63-4d3c-9f2e-6c1e3b2a1f00',
	conference_uuid: null,
	end_time: '2017-05-22 17:49:40+05:30',
	from_number: '+14155550100',
	hangup_cause_code: 4000,
	hangup_cause_name: 'Normal Hangup',
	hangup_source: 'Callee',
	initiation_time: '2017-05-22 17:49:26+05:30',
	parent_call_uuid: null,
	resource_uri: '/v1/Account/MA/Call/3df8e1a8-2e63-4d3c-9f2e-6c1e3b2a1f00/',
	to_number: '14155550199',
	total_amount: '0.00300',
	total_rate: '0.00300',
};

/** A finished trunk call (plivo.md §2.5): times without a zone. */
const TRUNK_RECORD = {
	call_uuid: 'f3f74402-59af-40b3-909c-80c50a4b063f',
	call_id: '459580122_124515270@203.0.113.7',
	from_number: '+919900000000',
	to_number: '+14155550100',
	call_direction: 'inbound',
	call_duration: 32,
	bill_duration: 60,
	initiation_time: '2026-09-18 08:51:53',
	answer_time: '2026-09-18 08:51:54',
	end_time: '2026-09-18 08:52:26',
	hangup_cause_name: 'normal_hangup',
	hangup_cause_code: 3000,
	hangup_source: 'carrier',
	total_amount: '0.00280',
	trunk_domain: '20372631212782780.zt.plivo.com',
};

describe('callContextFromRecord', () => {
	it('reads a finished call, times in UTC, numbers with +', () => {
		expect(callContextFromRecord(RECORD)).toEqual(
			createCallContext({
				callUuid: '3df8e1a8-2e63-4d3c-9f2e-6c1e3b2a1f00',
				direction: 'outbound',
				from: '+14155550100',
				to: '+14155550199',
				status: 'completed',
				startedAt: '2017-05-22T12:19:26.000Z',
				endedAt: '2017-05-22T12:19:40.000Z',
				durationSeconds: 6,
				outcome: 'completed',
				hangupCause: 'Normal Hangup',
				hangupSource: 'Callee',
				cost: 0.003,
			}),
		);
	});

	it('reads a finished trunk call whose times are known to be in UTC', () => {
		expect(callContextFromRecord(TRUNK_RECORD, 'Z')).toEqual(
			createCallContext({
				callUuid: 'f3f74402-59af-40b3-909c-80c50a4b063f',
				direction: 'inbound',
				from: '+919900000000',
				to: '+14155550100',
				status: 'completed',
				startedAt: '2026-09-18T08:51:53.000Z',
				endedAt: '2026-09-18T08:52:26.000Z',
				durationSeconds: 32,
				outcome: 'completed',
				hangupCause: 'normal_hangup',
				hangupSource: 'carrier',
				cost: 0.0028,
			}),
		);
	});

	it('leaves times null that do not say their zone', () => {
		expect(callContextFromRecord(TRUNK_RECORD)).toMatchObject({ startedAt: null, endedAt: null });
	});

	it('reads a live call', () => {
		const live = {
			direction: 'inbound',
			from: '14155550100',
			to: 'sip:agent@example.com',
			call_status: 'in-progress',
			call_uuid: 'a',
			session_start: '2024-10-25 14:13:37.779297+00:00',
		};
		expect(callContextFromRecord(live)).toEqual(
			createCallContext({
				callUuid: 'a',
				direction: 'inbound',
				from: '+14155550100',
				to: 'sip:agent@example.com',
				status: 'in-progress',
				startedAt: '2024-10-25T14:13:37.779Z',
			}),
		);
	});

	it.each([
		['ANSWER', 'completed', 'completed'],
		['NO_ANSWER', 'no-answer', 'no-answer'],
		['BUSY', 'busy', 'busy'],
		['FAILED', 'failed', 'failed'],
		['TIMEOUT', 'timeout', 'no-answer'],
		['SOMETHING_NEW', 'something-new', null],
	])('calls the state %s %s', (call_state, status, outcome) => {
		expect(callContextFromRecord({ ...RECORD, call_state })).toMatchObject({ status, outcome });
	});

	it.each([
		[4410, 'busy', 'busy'],
		[4420, 'cancel', 'no-answer'],
		[4550, 'cancel', 'no-answer'],
		[4310, 'failed', 'failed'],
		[5180, 'failed', 'failed'],
		[3000, null, null],
		[null, null, null],
	])('tells an unanswered trunk call by its code %s: %s', (code, status, outcome) => {
		const unanswered = { ...TRUNK_RECORD, answer_time: null, hangup_cause_code: code };
		expect(callContextFromRecord(unanswered)).toMatchObject({ status, outcome });
	});

	it('takes the older names of the hang-up cause, and a call cut by a fault for completed', () => {
		const cut = {
			...TRUNK_RECORD,
			hangup_cause_name: undefined,
			hangup_cause: 'rtp_timeout',
			hangup_cause_code: 5220,
		};
		expect(callContextFromRecord(cut)).toMatchObject({
			status: 'completed',
			hangupCause: 'rtp_timeout',
		});
	});

	it('is all null for a record without facts', () => {
		expect(callContextFromRecord({})).toEqual(createCallContext({}));
	});
});
