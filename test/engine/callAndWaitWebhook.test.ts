import type { IDataObject } from 'n8n-workflow';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import {
	at,
	CALL_UUID,
	FROM,
	hungUpOf,
	OTHER_CALL_UUID,
	placedNow,
	recordOf,
	talkedCallOf,
	waitingCallOf,
} from './support/waitingCalls';
import { waitingTests } from './support/waitingTests';

const { fake, waiting } = waitingTests();

describe('Call and Wait: an execution that sleeps', () => {
	test('goes on when both providers confirm the end, with the whole result', async () => {
		const one = placedNow();
		fake.calls = [
			talkedCallOf(one, {
				summary: 'They will come.',
				callbacks: { ended: { url: 'https://n8n.example.com/webhook-waiting/1?signature=secret' } },
			}),
		];
		fake.records = [recordOf(one, CALL_UUID)];
		fake.messages[String(one.callId)] = [
			{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello?' },
			{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Good day.' },
		];
		const answer = await waiting([one], { ultravoxRate: 0.06 }).ended(fake.calls[0] ?? {});
		expect(answer.status).toBeNull();
		expect(answer.paired).toEqual([{ item: 0 }]);
		const [[json] = []] = answer.outputs ?? [];
		expect(json).toMatchObject({
			call: {
				callId: one.callId,
				callUuid: CALL_UUID,
				direction: 'outbound',
				to: one.to,
				from: FROM,
				agentName: 'Reminder',
				outcome: 'completed',
				endReason: 'hangup',
				hangupSource: 'Callee',
				durationSeconds: 60,
				cost: 0.01,
				summary: 'They will come.',
				transcript: [
					{ role: 'user', text: 'Hello?' },
					{ role: 'agent', text: 'Good day.' },
				],
			},
			costs: { plivo: 0.01, ultravox: 0.06, total: 0.07, ultravoxSeconds: 60 },
			plivo: { hangup_cause_code: 4000 },
			reason: null,
		});
		expect(JSON.stringify(json)).not.toContain('signature=secret');
	});

	test('waits for the phone: a leg that is up is with a human, or hears a message', async () => {
		const one = placedNow({ callUuid: CALL_UUID });
		fake.calls = [talkedCallOf(one)];
		fake.live = [CALL_UUID];
		const execution = waiting([one]);
		expect(await execution.ended(fake.calls[0] ?? {})).toMatchObject({ status: 503 });
		fake.live = [];
		fake.records = [recordOf(one, CALL_UUID)];
		const answer = await execution.plivo({ event: 'hangup' }, hungUpOf(one, CALL_UUID));
		expect(answer.outputs?.[0]?.[0]).toMatchObject({ call: { outcome: 'completed' } });
	}, 20_000);

	test('a phone that was never answered is over, though Ultravox still waits', async () => {
		const one = placedNow();
		fake.calls = [waitingCallOf(one)];
		const busy = hungUpOf(one, CALL_UUID, {
			CallStatus: 'busy',
			HangupCause: 'USER_BUSY',
			HangupCauseCode: '3010',
			TotalCost: '0.00000',
			Duration: '0',
		});
		const answer = await waiting([one]).plivo({ event: 'hangup' }, busy);
		expect(answer.outputs?.[0]?.[0]).toMatchObject({
			call: { outcome: 'busy', callUuid: CALL_UUID, transcript: [] },
			costs: { plivo: 0, ultravoxSeconds: 0 },
		});
	});

	test('several calls: takes each end, and goes on with the last, in input order', async () => {
		const calls = [0, 1, 2].map((item) => placedNow({ item, run: 'run-of-three' }));
		const [first, second, third] = calls as [PlacedCall, PlacedCall, PlacedCall];
		const execution = waiting(calls);
		const uuid = (one: PlacedCall) =>
			`00000000-0000-4000-8000-${String(one.item).padStart(12, '0')}`;
		const over = (one: PlacedCall) => talkedCallOf(one);
		const tell = async (one: PlacedCall) =>
			await execution.ended(over(one), { item: String(one.item) });

		fake.calls = [
			over(second),
			waitingCallOf(first, { joined: at(-60_000) }),
			waitingCallOf(third),
		];
		fake.records = [recordOf(second, uuid(second))];
		expect(await tell(second)).toMatchObject({ status: 200, outputs: undefined });

		// Nobody picks up: Ultravox still waits, Plivo knows.
		fake.records.push(
			recordOf(third, uuid(third), {
				answer_time: null,
				call_state: 'NO_ANSWER',
				hangup_cause_code: 3000,
			}),
		);
		const noAnswer = hungUpOf(third, uuid(third), {
			CallStatus: 'no-answer',
			HangupCauseCode: '3000',
			HangupCause: 'NO_ANSWER',
		});
		const told = await execution.plivo({ event: 'hangup', item: '2' }, noAnswer);
		expect(told).toMatchObject({ status: 200, outputs: undefined });

		fake.calls = [over(second), over(first), waitingCallOf(third)];
		fake.records.push(recordOf(first, uuid(first)));
		const last = await tell(first);
		expect(last.outputs?.[0]?.map(({ call }) => call)).toMatchObject([
			{ callId: first.callId, outcome: 'completed', callUuid: uuid(first) },
			{ callId: second.callId, outcome: 'completed', callUuid: uuid(second) },
			{ callId: third.callId, outcome: 'no-answer', callUuid: uuid(third) },
		]);
		expect(last.paired).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('two calls to one number: the record of the first is not taken for the second, which rings', async () => {
		const first = placedNow({ run: 'run-of-two' });
		const second = placedNow({
			item: 1,
			run: 'run-of-two',
			to: first.to,
			placedAt: at(-118_000),
		});
		fake.calls = [waitingCallOf(first), waitingCallOf(second)];
		fake.records = [recordOf(first, CALL_UUID, { answer_time: null, hangup_cause_code: 3010 })];
		fake.live = [OTHER_CALL_UUID];
		const execution = waiting([first, second]);
		const busy = hungUpOf(first, CALL_UUID, { CallStatus: 'busy', HangupCauseCode: '3010' });
		expect(await execution.plivo({ event: 'hangup' }, busy)).toMatchObject({ status: 200 });
		const early = await execution.ended(talkedCallOf(second), { item: '1' });
		expect(early).toMatchObject({ status: 503, outputs: undefined });
	}, 20_000);

	test('with Wait for Billing, an end counts once both have billed it', async () => {
		const one = placedNow();
		const unbilled = { billingStatus: 'BILLING_STATUS_PENDING', billedDuration: null };
		fake.calls = [talkedCallOf(one, unbilled)];
		fake.records = [recordOf(one, CALL_UUID)];
		const execution = waiting([one], { waitForBilling: true, ultravoxRate: 0.05 });
		expect(await execution.ended(fake.calls[0] ?? {})).toMatchObject({ status: 503 });
		fake.calls = [talkedCallOf(one)];
		const { outputs } = await execution.ended(fake.calls[0] ?? {});
		expect(outputs?.[0]?.[0]).toMatchObject({ costs: { ultravox: 0.05, total: 0.06 } });
	}, 20_000);

	test('by outcome, the item comes out where it belongs', async () => {
		const one = placedNow();
		fake.calls = [waitingCallOf(one)];
		const rejected = hungUpOf(one, CALL_UUID, {
			CallStatus: 'failed',
			HangupCause: 'CALL_REJECTED',
			HangupCauseCode: '3020',
		});
		const execution = waiting([one], { outputs: 'byOutcome' });
		const { outputs } = await execution.plivo({ event: 'hangup' }, rejected);
		expect(outputs?.map((items) => items.map(({ call }) => (call as IDataObject).outcome))).toEqual(
			[[], [], ['rejected'], []],
		);
	});
});
