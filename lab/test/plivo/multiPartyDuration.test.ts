import { LabLog } from '../../src/labLog';
import { AccountState } from '../../src/plivo/accountState';
import { AudioClock } from '../../src/plivo/audioClock';
import { CallbackSender } from '../../src/plivo/callbacks';
import type { CallWorld } from '../../src/plivo/callWorld';
import { MultiPartyCall } from '../../src/plivo/multiParty/multiPartyCall';
import { readJoinRequest } from '../../src/plivo/multiParty/participantSettings';
import { defaultPlivoVariants } from '../../src/plivo/variants';

afterEach(() => jest.useRealTimers());

/** A multi-party call with nobody in it yet. */
function multiPartyCall(maxDuration: string): MultiPartyCall {
	const log = new LabLog();
	const account = new AccountState();
	const callbacks = new CallbackSender(log, defaultPlivoVariants, account);
	const world = {
		account,
		callbacks,
		clock: new AudioClock(),
		log,
		variants: defaultPlivoVariants,
	} as Partial<CallWorld> as CallWorld;
	return new MultiPartyCall('desk', readJoinRequest('desk', { maxDuration }).mpc, world);
}

it('ends a multi-party call after its maxDuration, counted from its beginning (plivo-conferences.md §C3.4)', async () => {
	jest.useFakeTimers();
	const mpc = multiPartyCall('300');
	await jest.advanceTimersByTimeAsync(299_999);
	expect(mpc.status).toBe('Initialized');
	await jest.advanceTimersByTimeAsync(1);
	expect([mpc.status, mpc.terminationCode, mpc.durationSeconds]).toEqual(['Ended', 2000, 300]);
});
