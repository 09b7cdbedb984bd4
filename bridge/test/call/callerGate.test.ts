import { CallerGate } from '../../src/call/callerGate';
import { distinctBytes } from '../audioSamples';

const SPEECH = distinctBytes(640);
const SILENCE = Buffer.alloc(640);

describe('what the agent hears of the caller', () => {
	let speechMs = 0;
	const gateOf = (notInterruptible = false) =>
		new CallerGate({ notInterruptible, speechMs: () => speechMs });
	beforeEach(() => {
		jest.useFakeTimers();
		speechMs = 0;
	});
	afterEach(() => jest.useRealTimers());

	it('is the caller, and nobody need ask', () => {
		const gate = gateOf();
		expect(gate.needed).toBe(false);
		speechMs = 1_000;
		expect(gate.heard(SPEECH)).toBe(SPEECH);
	});

	it.each(['muted', 'held'] as const)('is silence of the same length while %s', (state) => {
		const gate = gateOf();
		gate[state] = true;
		expect(gate.needed).toBe(true);
		expect(gate.heard(SPEECH)).toEqual(SILENCE);
		expect(gate.heard(distinctBytes(10_000))).toEqual(Buffer.alloc(10_000));
		gate[state] = false;
		expect(gate.heard(SPEECH)).toBe(SPEECH);
		expect(gate.needed).toBe(false);
	});

	it('is silence while an agent speaks that must not be interrupted, and a moment longer', () => {
		const gate = gateOf(true);
		expect(gate.needed).toBe(true);
		expect(gate.heard(SPEECH)).toBe(SPEECH);
		speechMs = 1;
		expect(gate.heard(SPEECH)).toEqual(SILENCE);
		speechMs = 0;
		jest.advanceTimersByTime(199);
		expect(gate.heard(SPEECH)).toEqual(SILENCE);
		jest.advanceTimersByTime(1);
		expect(gate.heard(SPEECH)).toBe(SPEECH);
	});

	it('stays silence when mute ends while that agent speaks', () => {
		const gate = gateOf(true);
		gate.muted = true;
		speechMs = 500;
		expect(gate.heard(SPEECH)).toEqual(SILENCE);
		gate.muted = false;
		expect(gate.heard(SPEECH)).toEqual(SILENCE);
	});
});
