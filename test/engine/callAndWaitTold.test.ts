import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import {
	at,
	CALL_UUID,
	hungUpOf,
	placedNow,
	recordOf,
	talkedCallOf,
	waitingCallOf,
} from './support/waitingCalls';
import { API_KEY } from './support/waitingExecution';
import { waitingTests } from './support/waitingTests';

const { fake, waiting } = waitingTests();

describe('Call and Wait: what an execution that sleeps is told', () => {
	test('is not woken by a forged event, and tells the sender nothing', async () => {
		const one = placedNow();
		fake.calls = [talkedCallOf(one)];
		fake.records = [recordOf(one, CALL_UUID)];
		const execution = waiting([one]);
		const forged = await execution.ended(fake.calls[0] ?? {}, {}, { secret: 'guessed' });
		expect(forged).toMatchObject({ status: 403, body: '', outputs: undefined });
		const unsigned = await execution.post({ event: 'hangup', item: '0' }, 'CallUUID=1', {});
		expect(unsigned).toMatchObject({ status: 403, body: '', outputs: undefined });
		const foreign = await execution.plivo(
			{ event: 'hangup' },
			hungUpOf(one, CALL_UUID),
			'another-token',
		);
		expect(foreign).toMatchObject({ status: 403, body: '', outputs: undefined });
		expect(fake.requests).toEqual([]);
	});

	test('takes an event of another round of a loop, and waits on', async () => {
		const one = placedNow();
		fake.calls = [talkedCallOf(one)];
		fake.records = [recordOf(one, CALL_UUID)];
		const execution = waiting([one]);
		const late = await execution.plivo(
			{ event: 'hangup', run: 'round-before' },
			hungUpOf(one, CALL_UUID),
		);
		expect(late).toMatchObject({ status: 200, outputs: undefined });
		const other = placedNow();
		const secret = endEventSecret(API_KEY, other.run);
		const told = await execution.ended(talkedCallOf(other), { run: other.run }, { secret });
		expect(told).toMatchObject({ status: 200, outputs: undefined });
		expect(fake.requests).toEqual([]);
	});

	test('sends an early event back to its sender: the provider says that the call goes on', async () => {
		const one = placedNow();
		fake.calls = [waitingCallOf(one, { joined: at(-60_000) })];
		const early = await waiting([one]).ended({ ...fake.calls[0], ended: at(-1_000) });
		expect(early).toMatchObject({ status: 503, outputs: undefined });
	}, 20_000);

	test('an end that is told five times in the same moment is one result', async () => {
		const one = placedNow();
		fake.calls = [talkedCallOf(one)];
		fake.records = [recordOf(one, CALL_UUID)];
		const execution = waiting([one]);
		const all = await Promise.all(
			Array.from({ length: 5 }, async () => await execution.ended(fake.calls[0] ?? {})),
		);
		const results = all.map(({ outputs }) => JSON.stringify(outputs));
		expect(new Set(results).size).toBe(1);
		expect(all[0]?.outputs?.[0]).toHaveLength(1);
		const list = fake.asked.filter((line) => line === 'GET /api/calls');
		expect(list.length).toBeLessThan(5);
	});

	test('while Plivo cannot be asked, the sender comes again', async () => {
		const one = placedNow();
		fake.calls = [talkedCallOf(one)];
		fake.plivoDown = { status: 403, body: { error: 'not now' } };
		const answer = await waiting([one]).ended(fake.calls[0] ?? {});
		expect(answer).toMatchObject({ status: 503, outputs: undefined });
	});
});
