import type { IDataObject } from 'n8n-workflow';
import { arrive } from './arrive';
import { httpError, ultravoxCall } from './fakeWebhook';

describe('Inbound Call Trigger: the end', () => {
	const hangup = {
		event: '?event=hangup',
		fields: {
			Event: 'Hangup',
			CallStatus: 'completed',
			HangupCause: 'NORMAL_CLEARING',
			HangupSource: 'Caller',
			Duration: '12',
			TotalCost: '0.01000',
		},
	};
	const conversation = (request: { url?: string; method?: string }, callUuid: string): unknown => {
		const call = ultravoxCall({
			joined: '2026-11-20T10:00:01Z',
			ended: '2026-11-20T10:00:11Z',
			endReason: 'hangup',
			shortSummary: 'A short talk',
			metadata: { plivoCallUuid: callUuid },
		});
		if (String(request.url).endsWith('/messages')) {
			return {
				results: [
					{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_TEXT', text: '(greeting prompt)' },
					{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello' },
					{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hi' },
				],
				next: null,
			};
		}
		return String(request.url).endsWith('/api/calls') ? { results: [call], next: null } : call;
	};

	test('the hang-up leaves through Ended, with cause, duration, cost and transcript', async () => {
		const { ended, answered, sent } = await arrive({
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000005-0000-4000-8000-000000000000' },
			ultravox: (request) => conversation(request, '00000005-0000-4000-8000-000000000000'),
		});
		expect(sent[0]?.status).toBe(200);
		expect(answered).toBeUndefined();
		expect(ended).toMatchObject({
			call: {
				callUuid: '00000005-0000-4000-8000-000000000000',
				outcome: 'completed',
				hangupCause: 'NORMAL_CLEARING',
				hangupSource: 'Caller',
				durationSeconds: 12,
				cost: 0.01,
				endReason: 'hangup',
				shortSummary: 'A short talk',
				transcript: [
					{ role: 'agent', text: 'Hello' },
					{ role: 'user', text: 'Hi' },
				],
			},
		});
		expect(JSON.stringify(ended)).not.toContain('top-secret');
	});

	test('a forward counts as a transfer only when somebody took it', async () => {
		const fields = { ...hangup.fields, CallUUID: '0f0f0f0f-0000-4000-8000-00000000000c' };
		const ultravox = () => ({ results: [], next: null });
		await arrive({
			event: '?event=dial',
			fields: { CallUUID: fields.CallUUID, DialAction: 'hangup' },
			ultravox,
		});
		const missed = await arrive({ ...hangup, fields, ultravox });
		expect((missed.ended?.call as IDataObject).outcome).not.toBe('transferred');

		const other = { ...fields, CallUUID: '0f0f0f0f-0000-4000-8000-00000000000d' };
		await arrive({
			event: '?event=dial',
			fields: { CallUUID: other.CallUUID, DialAction: 'answer' },
			ultravox,
		});
		const taken = await arrive({ ...hangup, fields: other, ultravox });
		expect((taken.ended?.call as IDataObject).outcome).toBe('transferred');
	});

	test('a recorded message whose hang-up was told elsewhere gets an item of its own', async () => {
		const { ended } = await arrive({
			event: '?event=voicemail&callUuid=0f0f0f0f-0000-4000-8000-00000000000e',
			fields: { CallUUID: '', RecordUrl: 'https://media.plivo.com/1.mp3' },
			ultravox: () => ({ results: [], next: null }),
		});
		expect(ended).toMatchObject({
			call: {
				callUuid: '0f0f0f0f-0000-4000-8000-00000000000e',
				outcome: 'voicemail',
				recordingUrl: 'https://media.plivo.com/1.mp3',
			},
		});
	});

	test('a repeated hang-up starts no second execution', async () => {
		const options = {
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000006-0000-4000-8000-000000000000' },
			ultravox: () => ({ results: [], next: null }),
		};
		expect((await arrive(options)).ended).toBeDefined();
		const again = await arrive(options);
		expect(again.sent[0]?.status).toBe(200);
		expect(again.result.workflowData).toBeUndefined();
	});

	test('when Ultravox cannot be asked the hang-up is told all the same', async () => {
		const { ended } = await arrive({
			...hangup,
			ultravox: () => {
				throw httpError(503, { detail: 'busy' });
			},
		});
		expect(ended).toMatchObject({ call: { hangupCause: 'NORMAL_CLEARING' }, ultravox: null });
	});

	test("strangers' calls are not taken for ours when the filter is ignored", async () => {
		const { ended } = await arrive({
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000007-0000-4000-8000-000000000000' },
			ultravox: (request) => conversation(request, 'somebody-else'),
		});
		expect(ended).toMatchObject({ ultravox: null, call: { transcript: null } });
	});
});
