import { CallLedger } from '../../src/call/callLedger';
import { LostAgents } from '../../src/call/lostAgents';

describe('calls whose agent was lost', () => {
	const ledger = (rememberedCalls = 10) => new CallLedger({ connectsPerCall: 3, rememberedCalls });

	it('are known as often as they are asked for, in all processes that share a ledger', async () => {
		const shared = ledger();
		new LostAgents(shared).add('u1');
		const other = new LostAgents(shared);
		expect([await other.has('u1'), await other.has('u1')]).toEqual([true, true]);
	});

	it('are no others', async () => {
		const lost = new LostAgents(ledger());
		lost.add('u1');
		expect(await lost.has('u2')).toBe(false);
	});

	it('are bounded: those of long ago are forgotten', async () => {
		const lost = new LostAgents(ledger(2));
		for (const callUuid of ['u1', 'u2', 'u3']) lost.add(callUuid);
		expect(await lost.has('u3')).toBe(true);
		expect(await lost.has('u1')).toBe(false);
	});

	it('are waited for, where another process has to be asked', async () => {
		const slow = ledger();
		const lost = new LostAgents({
			claim: async (name, owner) =>
				await new Promise((resolve) => setImmediate(() => resolve(slow.claim(name, owner)))),
		});
		lost.add('u1');
		expect(await lost.has('u1')).toBe(true);
	});
});
