import { endedCall } from './support/endedCalls';
import { eventually } from './support/labUnderTest';
import { useLab } from './support/socketWorld';

const world = useLab({ variants: { billingLagMs: 50 } });

const tombstone = (callId: string) => world.lab.api('GET', `/api/deleted_calls/${callId}`);

describe('a deleted call', () => {
	test('leaves a tombstone and nothing else', async () => {
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ recordingEnabled: true, maxDuration: '60s' },
		);
		const caller = await world.join(joinUrl);
		await caller.phone.waitForHeard(/Hello/);
		caller.hangUp();
		await call.waitForEnd(2000);
		const path = `/api/calls/${call.callId}`;
		const { body: before } = await world.lab.api('GET', path);
		expect((await tombstone(call.callId)).status).toBe(404);
		expect((await world.lab.api('DELETE', path)).status).toBe(204);
		const stage = `${path}/stages/${call.history.callStageId}`;
		for (const gone of ['', '/messages', '/events', '/tools', '/stages', '/recording']) {
			expect((await world.lab.api('GET', `${path}${gone}`)).status).toBe(404);
		}
		expect((await world.lab.api('GET', `${stage}/messages`)).status).toBe(404);
		expect((await world.lab.api('DELETE', path)).status).toBe(404);
		expect((await tombstone(call.callId)).body).toEqual({
			callId: call.callId,
			accountId: world.lab.ultravox.account.accountId,
			created: before.created,
			joined: before.joined,
			ended: before.ended,
			deletionTime: expect.any(String) as string,
			maxDuration: '60s',
			endReason: 'hangup',
			recordingEnabled: true,
			hadSummary: true,
		});
	});

	test('takes its recording out of storage', async () => {
		world.lab.ultravox.variants.recordingDelivery = 'redirect';
		const { call, joinUrl } = await world.createSocketCall(
			{ name: 'Ava' },
			{ recordingEnabled: true },
		);
		(await world.join(joinUrl)).hangUp();
		await call.waitForEnd(2000);
		const { headers } = await world.lab.api('GET', `/api/calls/${call.callId}/recording`);
		const location = headers.get('location') ?? '';
		expect((await fetch(location)).status).toBe(200);
		await world.lab.api('DELETE', `/api/calls/${call.callId}`);
		expect((await fetch(location)).status).toBe(404);
	});

	test('was over before: a live one is refused', async () => {
		const { call } = await world.createSocketCall({ name: 'Ava' });
		const path = `/api/calls/${call.callId}`;
		const refused = await world.lab.api('DELETE', path);
		expect([refused.status, refused.body]).toEqual([400, { detail: expect.any(String) as string }]);
		world.lab.ultravox.variants.deleteLiveStatus = 409;
		expect((await world.lab.api('DELETE', path)).status).toBe(409);
		expect((await world.lab.api('GET', path)).status).toBe(200);
		expect((await tombstone(call.callId)).status).toBe(404);
	});

	test('that nobody joined had no summary', async () => {
		const call = await endedCall(world.lab, { created: '2026-03-01T00:00:00Z' });
		await world.lab.api('DELETE', `/api/calls/${call.callId}`);
		expect((await tombstone(call.callId)).body).toMatchObject({
			joined: null,
			endReason: 'unjoined',
			recordingEnabled: false,
			hadSummary: false,
		});
	});

	test('is not there to go on from', async () => {
		const call = await endedCall(world.lab, { created: '2026-03-01T00:00:00Z' });
		await world.lab.api('DELETE', `/api/calls/${call.callId}`);
		const next = await world.lab.api('POST', `/api/calls?priorCallId=${call.callId}`, {});
		expect(next.status).toBe(404);
	});
});

describe('retention', () => {
	const body = { retentionPolicy: 'CALL_RETENTION_POLICY_AUTO_DELETE', joinTimeout: '0.01s' };

	test('a call may be deleted by itself once it is billed', async () => {
		const { call } = await world.createSocketCall({ name: 'Ava' }, body);
		const live = await world.lab.api('GET', `/api/calls/${call.callId}`);
		expect(live.body.retentionPolicy).toBe('auto_delete');
		await eventually(
			async () => ((await tombstone(call.callId)).status === 200 ? true : undefined),
			'the tombstone',
		);
		expect((await world.lab.api('GET', `/api/calls/${call.callId}`)).status).toBe(404);
		expect(call.billing.status).not.toBe('BILLING_STATUS_PENDING');
	});

	test('is refused where the account does not have it', async () => {
		world.lab.ultravox.account.autoDeleteEnabled = false;
		expect((await world.lab.api('POST', '/api/calls', body)).status).toBe(403);
		const kept = { ...body, retentionPolicy: 'CALL_RETENTION_POLICY_RETAIN' };
		expect((await world.lab.api('POST', '/api/calls', kept)).status).toBe(201);
	});
});
