import { mergeCallContext } from '../../../nodes/shared/callContext';
import { conversationFacts } from '../../../nodes/shared/conversationFacts';

const first = {
	callId: 'first',
	agentId: 'anna',
	created: '2026-11-20T10:00:00Z',
	joined: '2026-11-20T10:00:05Z',
	ended: '2026-11-20T10:01:00Z',
	endReason: 'connection_error',
	metadata: { order: '7' },
};
const second = {
	callId: 'second',
	agentId: 'bert',
	created: '2026-11-20T10:01:01Z',
	joined: '2026-11-20T10:01:02Z',
	ended: '2026-11-20T10:02:00Z',
	endReason: 'hangup',
	metadata: { order: '7', bridgeLostCallId: 'first' },
};

test('a conversation is known by its first call, and ends as its last one did', () => {
	expect(mergeCallContext(...conversationFacts([first, second], []))).toMatchObject({
		callId: 'first',
		agentId: 'anna',
		endReason: 'hangup',
		metadata: { order: '7' },
	});
});

test('without a call nothing is known', () => {
	expect(conversationFacts([], undefined)).toEqual([]);
});
