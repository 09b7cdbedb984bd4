import { stopTime } from '../../movedTime';
import { arrive } from './arrive';
import {
	askForHuman,
	HUMAN,
	isReturn,
	OURS,
	phoneCall,
	plivoAsks,
	providers,
} from './handoffCalls';

stopTime();

describe('P2.11 the caller is on the way to the human', () => {
	test('Plivo is told to call them, with our number, and whom to ask after it', async () => {
		const { xml } = await plivoAsks(phoneCall(), 'handoff');
		expect(xml).toMatch(/<Dial [^>]*timeout="30"/);
		expect(xml).toContain(`callerId="${OURS}"`);
		expect(xml).toContain(`<Number>${HUMAN.slice(1)}</Number>`);
		expect(xml).toContain('event=handoff-end');
		expect(xml.match(/<Dial/g)).toHaveLength(1);
	});

	test('should Plivo go on in its document instead, the transfer gets time, and the human is called all the same', async () => {
		const phone = phoneCall();
		await askForHuman(phone);
		const { xml } = await arrive({
			event: `?event=continue&step=0&callId=${phone.callId}`,
			fields: { CallUUID: phone.callUuid },
			ultravox: providers(phone),
		});
		expect(xml).toMatch(/<Wait length="5"\s*\/><Redirect[^>]*>[^<]*event=handoff&amp;/);
	});

	test('O3.6 unsigned or for nobody: refused', async () => {
		const phone = phoneCall();
		const forged = await plivoAsks(phone, 'handoff', {}, { signature: 'forged' });
		expect(forged.sent[0]?.status).toBe(403);
	});

	test('the human talked: the call is over, and told as transferred', async () => {
		const phone = phoneCall({ ended: '2026-11-20T10:01:00Z', endReason: 'agent_hangup' });
		await plivoAsks(phone, 'handoff');
		const after = await plivoAsks(phone, 'handoff-end', { DialStatus: 'completed' });
		expect(after.xml).toContain('<Hangup');
		expect(after.requests.filter(isReturn)).toHaveLength(0);
		const ended = await arrive({
			event: '?event=hangup',
			fields: { CallUUID: phone.callUuid, CallStatus: 'completed' },
			ultravox: ({ url }) =>
				url.endsWith('/messages') || url.endsWith('/api/calls')
					? { results: url.endsWith('/api/calls') ? [phone.call] : [], next: null }
					: phone.call,
		});
		expect(ended.result.workflowData?.[1]?.[0]?.json.call).toMatchObject({
			outcome: 'transferred',
		});
	});

	test('the caller hung up while it rang: nobody is given an agent', async () => {
		const phone = phoneCall();
		const { xml, requests } = await plivoAsks(phone, 'handoff-end', { DialStatus: 'cancel' });
		expect(xml).toContain('<Hangup');
		expect(requests).toHaveLength(0);
	});

	test('a human who was called already is not called again, whatever is delivered twice', async () => {
		const phone = phoneCall();
		await plivoAsks(phone, 'handoff');
		const after = await plivoAsks(phone, 'handoff-end', { DialStatus: 'busy' });
		const again = await plivoAsks(phone, 'handoff');
		expect(again.xml).not.toContain('<Dial');
		expect(again.xml).toBe(after.xml);
	});
});

test.each([
	['answered', '2026-11-20 10:00:30+00:00', 'transferred'],
	['never answered', null, 'completed'],
])(
	"P2.11 other processes took the callbacks: Plivo's record of the human's leg, %s, says how it went",
	async (_how, answerTime, outcome) => {
		const phone = phoneCall({ ended: '2026-11-20T10:01:00Z', endReason: 'agent_hangup' });
		const handed = { role: 'MESSAGE_ROLE_TOOL_CALL', toolName: 'transferToHuman', text: '{}' };
		const { result, requests } = await arrive({
			event: '?event=hangup',
			fields: { CallUUID: phone.callUuid, CallStatus: 'completed' },
			ultravox: ({ url }) => {
				if (url.endsWith('/messages')) return { results: [handed], next: null };
				if (url.endsWith('/Call/')) {
					return { objects: [{ parent_call_uuid: phone.callUuid, answer_time: answerTime }] };
				}
				return url.endsWith('/api/calls') ? { results: [phone.call], next: null } : phone.call;
			},
		});
		expect(result.workflowData?.[1]?.[0]?.json.call).toMatchObject({ outcome });
		const asked = requests.find(({ url }) => url.endsWith('/Call/'));
		expect(asked?.qs).toMatchObject({ parent_call_uuid: phone.callUuid });
	},
);
