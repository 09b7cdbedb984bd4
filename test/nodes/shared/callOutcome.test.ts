import { callOutcome } from '../../../nodes/shared/callContext';

describe('callOutcome of an inbound call', () => {
	it.each([
		['the caller said goodbye', { endReason: 'hangup', hangupStatus: 'completed' }, 'completed'],
		[
			'the agent said goodbye',
			{ endReason: 'agent_hangup', hangupStatus: 'completed' },
			'completed',
		],
		['the time was up', { endReason: 'timeout', hangupStatus: 'completed' }, 'timeout'],
		['the agent never joined', { endReason: 'unjoined', hangupStatus: 'completed' }, 'failed'],
		['the agent broke', { endReason: 'connection_error', hangupStatus: 'completed' }, 'failed'],
		['Ultravox broke', { endReason: 'system_error' }, 'failed'],
		[
			'nobody waited for the agent',
			{ endReason: 'unjoined', hangupStatus: 'no-answer' },
			'no-answer',
		],
		[
			'the caller gave up',
			{ hangupCause: 'ORIGINATOR_CANCEL', hangupStatus: 'failed' },
			'no-answer',
		],
		['it rang out', { hangupStatus: 'timeout' }, 'no-answer'],
		['it was cancelled', { hangupStatus: 'cancel' }, 'no-answer'],
		['we were busy', { hangupStatus: 'busy' }, 'busy'],
		['the line was busy', { hangupCause: 'USER_BUSY' }, 'busy'],
		['we refused', { hangupCause: 'CALL_REJECTED', hangupStatus: 'failed' }, 'rejected'],
		['Plivo failed', { hangupStatus: 'failed' }, 'failed'],
		[
			'it ended without an agent',
			{ hangupCause: 'NORMAL_CLEARING', hangupStatus: 'completed' },
			'completed',
		],
		['only the cause is known', { hangupCause: 'normal_clearing' }, 'completed'],
		['a talk ended badly', { endReason: 'hangup', hangupStatus: 'failed' }, 'completed'],
		['an end reason is new', { endReason: 'abducted', hangupStatus: 'completed' }, 'completed'],
		['it goes on', { hangupStatus: 'in-progress' }, null],
		['nothing is known', { hangupCause: null, hangupStatus: null, endReason: null }, null],
		['nothing is given', {}, null],
	])('%s', (_name, ending, outcome) => {
		expect(callOutcome(ending)).toBe(outcome);
	});
});
