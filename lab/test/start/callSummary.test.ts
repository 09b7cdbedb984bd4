import type { CallSummary, DemoCallResult } from '../../src/start/callSummary';
import {
	describeCall,
	hearingFailure,
	noCall,
	startFailures,
	startResult,
} from '../../src/start/callSummary';

const summary: CallSummary = {
	heardByCaller: ['Hello.'],
	heardByAgent: ['Hi.'],
	answerMs: 412,
	firstAudioMs: 180,
	executionId: '7',
	outcome: 'completed',
};
const good: DemoCallResult = { summary, failure: undefined };
const bad: DemoCallResult = { summary: { ...summary, outcome: null }, failure: 'It broke.' };

describe('the result of the start command', () => {
	it('has exactly the promised keys, for both calls', () => {
		const result = startResult({ direct: good, relay: bad });
		expect(result).toEqual({ direct: summary, relay: { ...summary, outcome: null } });
		expect(startFailures({ direct: good, relay: good })).toEqual([]);
	});

	it('is still one whole object when calls were not placed', () => {
		expect(JSON.parse(JSON.stringify(startResult({ direct: good })))).toEqual({
			direct: summary,
			relay: {
				heardByCaller: [],
				heardByAgent: [],
				answerMs: null,
				firstAudioMs: null,
				executionId: null,
				outcome: null,
			},
		});
		expect(startFailures({ direct: bad })).toEqual([
			'The direct call failed: It broke.',
			'The relay call was not placed.',
		]);
	});

	it('counts a call as failed when one side heard nothing', () => {
		expect(hearingFailure(summary)).toBeUndefined();
		expect(hearingFailure({ ...summary, heardByCaller: [] })).toBe('The caller heard nothing.');
		expect(hearingFailure({ ...summary, heardByAgent: [] })).toBe('The agent heard nothing.');
	});

	it('reads well', () => {
		expect(describeCall('direct', good)).toBe(
			'direct  answered in 0.4 s, first sound after 0.2 s; caller heard 1, agent heard 1; completed, execution 7',
		);
		expect(describeCall('relay', { summary: noCall, failure: 'It broke.' })).toBe(
			'relay   answered in -, first sound after -; caller heard 0, agent heard 0; It broke.',
		);
	});
});
