import { CallLedger } from '../../src/call/callLedger';
import { LostStreams } from '../../src/call/lostStreams';

describe('streams that were lost', () => {
	const ledger = (rememberedCalls = 10) => new CallLedger({ connectsPerCall: 3, rememberedCalls });

	it('are known as often as they are asked for, in all processes that share a ledger', async () => {
		const shared = ledger();
		new LostStreams(shared).add('u1');
		const other = new LostStreams(shared);
		expect([await other.has('u1'), await other.has('u1')]).toEqual([true, true]);
	});

	it('are no others', async () => {
		const lost = new LostStreams(ledger());
		lost.add('u1');
		expect(await lost.has('u2')).toBe(false);
	});

	it('are bounded: those of long ago are forgotten', async () => {
		const lost = new LostStreams(ledger(2));
		for (const callUuid of ['u1', 'u2', 'u3']) lost.add(callUuid);
		expect(await lost.has('u3')).toBe(true);
		expect(await lost.has('u1')).toBe(false);
	});

	it('are waited for, where another process has to be asked', async () => {
		const slow = ledger();
		const lost = new LostStreams({
			connect: () => undefined,
			disown: () => undefined,
			claim: async (name, owner) =>
				await new Promise((resolve) => setImmediate(() => resolve(slow.claim(name, owner)))),
		});
		lost.add('u1');
		expect(await lost.has('u1')).toBe(true);
	});

	describe('because they were turned away', () => {
		beforeEach(() => jest.useFakeTimers({ now: 1_000_000_000_000 }));
		afterEach(() => jest.useRealTimers());

		it('are known in all processes, and as often as Plivo asks', async () => {
			const shared = ledger();
			new LostStreams(shared).turnAway('u1');
			const other = new LostStreams(shared);
			expect([await other.has('u1'), await other.has('u1')]).toEqual([true, true]);
			expect(await other.has('u2')).toBe(false);
		});

		it('are known for as long as Plivo takes to ask, from the last time on, and then no more: another bridge may have had the call', async () => {
			const lost = new LostStreams(ledger());
			lost.turnAway('u1');
			lost.turnAway('u2');
			jest.advanceTimersByTime(10_000);
			lost.turnAway('u2');
			jest.advanceTimersByTime(9_999);
			expect([await lost.has('u1'), await lost.has('u2')]).toEqual([true, true]);
			jest.advanceTimersByTime(1);
			expect([await lost.has('u1'), await lost.has('u2')]).toEqual([false, true]);
		});

		it('are not, when they have begun all the same: asking does not count as a connect', async () => {
			const shared = ledger();
			const lost = new LostStreams(shared);
			lost.turnAway('u1');
			lost.turnAway('u2');
			shared.connect('u1');
			shared.spend('u1');
			expect([await lost.has('u1'), await lost.has('u2')]).toEqual([false, true]);
			expect(['u2', 'u2', 'u2'].map((id) => shared.connect(id))).toEqual([
				undefined,
				undefined,
				undefined,
			]);
		});
	});
});
