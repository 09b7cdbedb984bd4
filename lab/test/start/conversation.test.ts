import type { HeardUtterance } from '../../src/audio/utterance';
import { callerScript } from '../../src/callerScript';
import type { SpokenLine } from '../../src/conversation';
import { agentCallOf, followConversation } from '../../src/conversation';
import type { LabCall } from '../../src/plivo/labCall';
import type { LabUltravoxCall } from '../../src/ultravox/labUltravoxCall';

const utterance = (text: string, complete = true): HeardUtterance => ({
	text,
	complete,
	startedAtMs: 0,
	endedAtMs: 0,
});
const plivoCall = (heard: HeardUtterance[]) =>
	({ uuid: 'uuid-1', heard, times: { placedAt: Date.now() } }) as unknown as LabCall;
const agentCall = (callUuid: string | undefined, heardByAgent: HeardUtterance[] = []) =>
	({
		request: callUuid === undefined ? {} : { metadata: { plivoCallUuid: callUuid } },
		heardByAgent,
	}) as unknown as LabUltravoxCall;

describe('agentCallOf', () => {
	it('is the latest call whose metadata name the CallUUID', () => {
		const call = plivoCall([]);
		const wanted = agentCall('uuid-1');
		const others = [agentCall('uuid-1'), wanted, agentCall('uuid-2'), agentCall(undefined)];
		expect(agentCallOf(call, others)).toBe(wanted);
		expect(agentCallOf(call, [agentCall('uuid-2'), agentCall(undefined)])).toBeUndefined();
	});
});

describe('followConversation', () => {
	it('tells each line once, what came last before the end too, and whether it was cut off', () => {
		const heardByCaller = [utterance('Hello.')];
		const heardByAgent: HeardUtterance[] = [];
		const lines: SpokenLine[] = [];
		const stop = followConversation(
			plivoCall(heardByCaller),
			() => [agentCall('uuid-1', heardByAgent)],
			(line) => lines.push(line),
		);
		heardByAgent.push(utterance('Hi.'));
		heardByCaller.push(utterance('We are op', false));
		stop();
		stop();
		expect(lines.map(({ who, text, complete }) => [who, text, complete])).toEqual([
			['agent', 'Hello.', true],
			['agent', 'We are op', false],
			['caller', 'Hi.', true],
		]);
	});
});

describe('callerScript', () => {
	it('says each line only after having listened, and hangs up last', () => {
		const script = callerScript(['One', 'Two']);
		const kinds = script.map((step) => ('say' in step ? step.say : Object.keys(step)[0]));
		expect(kinds).toEqual([
			'waitForUtterance',
			'waitForQuiet',
			'One',
			'waitForUtterance',
			'waitForQuiet',
			'Two',
			'waitForUtterance',
			'waitForQuiet',
			'hangUp',
		]);
	});
});
