import { stopTime } from '../../movedTime';
import { arrive } from './arrive';
import { AGENT, httpError, OTHER_AGENT, ultravoxCall, WEBHOOK_URL } from './fakeWebhook';

stopTime();

describe('Inbound Call Trigger: if the agent cannot be reached', () => {
	const ladder = {
		steps: [
			{ step: 'agent', agent: { mode: 'id', value: OTHER_AGENT } },
			{ step: 'forward', number: '(415) 555-0142', ringTime: 20 },
			{ step: 'voicemail', prompt: 'Speak now', longestMessage: 60 },
		],
	};
	const parameters = { ladder, options: { defaultCountry: 'US' } };

	test('the next agent is tried when Ultravox refuses the first', async () => {
		const { xml, answered } = await arrive({
			parameters,
			ultravox: (request) => {
				if (String(request.url).includes(AGENT)) throw httpError(429, { detail: 'Too many calls' });
				return ultravoxCall();
			},
		});
		expect(xml).toContain('<Stream');
		expect(xml).toContain('step=1&amp;callId=');
		expect(answered).toMatchObject({
			answer: { by: 'agent', attempts: [{ step: 'agent', agentId: AGENT }] },
		});
		expect(JSON.stringify(answered)).toContain('Too many calls');
	});

	test('D4.7 with no agent left the call is forwarded, and what follows is asked again', async () => {
		const { xml } = await arrive({
			parameters,
			ultravox: () => {
				throw httpError(402, { detail: 'Payment required' });
			},
		});
		expect(xml).toContain('<Dial');
		expect(xml).toContain('callerId="+14155550123"');
		expect(xml).toContain('>14155550142</Number>');
		expect(xml).toContain(`action="${WEBHOOK_URL}?event=continue&amp;step=2#ct=`);
	});

	test('an Ultravox that hangs does not hold the caller beyond the budget of the step', async () => {
		const { xml, answered } = await arrive({
			parameters: { options: { stepBudget: 0.5 } },
			ultravox: () => new Promise(() => undefined),
		});
		expect(xml).toContain('<Hangup');
		expect(answered).toMatchObject({ answer: { by: 'nobody', attempts: [{ step: 'agent' }] } });
	});

	test.each(['hangup', 'agent_hangup', 'timeout'])(
		'after a goodbye (%s) the caller hears nothing more',
		async (endReason) => {
			const { xml, result } = await arrive({
				event: '?event=continue&step=0&callId=33333333-3333-4333-8333-333333333333',
				parameters,
				ultravox: () => ultravoxCall({ joined: 'x', ended: 'y', endReason }),
			});
			expect(xml).toMatch(/<Response><Hangup\s*\/?>(<\/Hangup>)?<\/Response>/);
			expect(result.workflowData).toBeUndefined();
		},
	);

	test('a refusal of Ultravox is not the last word about how the agent ended', async () => {
		let asked = 0;
		const { xml } = await arrive({
			event: '?event=continue&step=1&callId=33333333-3333-4333-8333-333333333333',
			parameters,
			ultravox: () => {
				asked += 1;
				if (asked === 1) throw httpError(503, { detail: 'busy' });
				return ultravoxCall({ joined: 'x', ended: 'y', endReason: 'agent_hangup' });
			},
		});
		expect(xml).toMatch(/<Response><Hangup\s*\/?>/);
	});

	test('a repeated continuation finds the agent that another process called for it', async () => {
		const { xml, requests } = await arrive({
			event: '?event=continue&step=0&callId=44444444-4444-4444-8444-444444444444',
			fields: { CallUUID: '00000004-0000-4000-8000-000000000000' },
			parameters,
			ultravox: (request) =>
				String(request.url).endsWith('/api/calls')
					? {
							results: [
								ultravoxCall({
									metadata: { plivoCallUuid: '00000004-0000-4000-8000-000000000000' },
								}),
							],
							next: null,
						}
					: ultravoxCall({ ended: 'y', endReason: 'connection_error' }),
		});
		expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(xml).toContain('<Stream');
		expect(xml).toContain('step=1&amp;callId=33333333');
	});

	test.each(['connection_error', 'system_error', 'unjoined'])(
		'after a lost agent (%s) the ladder goes on',
		async (endReason) => {
			const { xml } = await arrive({
				event: '?event=continue&step=1&callId=33333333-3333-4333-8333-333333333333',
				parameters,
				ultravox: () => ultravoxCall({ ended: 'y', endReason }),
			});
			expect(xml).toContain('<Dial');
		},
	);

	test('a step is not sent to itself again when no time is left for its agent', async () => {
		const { xml } = await arrive({
			event: '?event=continue&step=0',
			parameters: { ...parameters, options: { stepBudget: 0.01, defaultCountry: 'US' } },
			ultravox: (request) =>
				request.method === 'GET' ? { results: [], next: null } : new Promise(() => undefined),
		});
		expect(xml).not.toContain('step=0');
		expect(xml).toContain('<Dial');
	});

	test('a forward that nobody takes goes on to the voicemail, one that was taken does not', async () => {
		const event = '?event=continue&step=2';
		const missed = await arrive({ event, parameters, fields: { DialStatus: 'no-answer' } });
		expect(missed.xml).toContain('Speak now');
		expect(missed.xml).toContain('<Record');
		const taken = await arrive({ event, parameters, fields: { DialStatus: 'completed' } });
		expect(taken.xml).toMatch(/<Response><Hangup/);
	});
});
