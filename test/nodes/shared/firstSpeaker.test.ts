import type { IDataObject } from 'n8n-workflow';
import type { AgentOpening } from '../../../nodes/shared/firstSpeaker';
import { agentSpeaksFirst, calleeSpeaksFirst } from '../../../nodes/shared/firstSpeaker';

const opening = (firstSpeakerSettings: IDataObject, interruptible = true): AgentOpening => ({
	firstSpeakerSettings,
	interruptible,
});
const begins = (agent: IDataObject | null, interruptible = true) =>
	opening({ agent, user: null }, interruptible);
const waits = (user: IDataObject, interruptible = true) =>
	opening({ user, agent: null }, interruptible);

describe('somebody calls the agent: it speaks first', () => {
	test.each<[string, AgentOpening]>([
		['nothing is set', opening({})],
		['it has words', begins({ text: 'Hello.', delay: '1s' })],
		['it has a prompt', begins({ prompt: 'Greet them.' })],
		['it is not to be interrupted', begins({ text: 'Hello.', uninterruptible: true }, false)],
	])("O3.3 the agent's own settings hold where %s", (_what, own) => {
		expect(agentSpeaksFirst(own, '')).toBeUndefined();
	});

	test.each<[string, AgentOpening, IDataObject]>([
		['its words', waits({ fallback: { delay: '5s', text: 'Hello?' } }), { text: 'Hello?' }],
		['its prompt', waits({ fallback: { delay: '5s', prompt: 'Ask.' } }), { prompt: 'Ask.' }],
		['nothing', waits({}), {}],
		[
			'its words, and that it is not interrupted',
			waits({ fallback: { text: 'Hello?' } }, false),
			{ text: 'Hello?', uninterruptible: true },
		],
	])('O3.3 one that waits to be spoken to begins with %s', (_what, own, agent) => {
		expect(agentSpeaksFirst(own, '')).toEqual({ agent });
	});

	test('O3.7 what only the block in its prompt says is said to Ultravox', () => {
		expect(agentSpeaksFirst(begins({ text: 'Hello.', delay: '1s' }, false), '')).toEqual({
			agent: { text: 'Hello.', delay: '1s', uninterruptible: true },
		});
	});

	test('P2.7 a greeting replaces the words and nothing else', () => {
		const own = { prompt: 'Greet them.', delay: '1s', uninterruptible: true };
		expect(agentSpeaksFirst(begins(own), 'Good day.')).toEqual({
			agent: { text: 'Good day.', delay: '1s', uninterruptible: true },
		});
		expect(agentSpeaksFirst(waits({ fallback: { text: 'Hello?' } }), 'Good day.')).toEqual({
			agent: { text: 'Good day.' },
		});
	});
});

describe('the agent calls somebody: who picks up speaks first', () => {
	const fallback = { delay: '7s', text: 'Hello?' };

	test("P2.7 the agent's own settings hold where it waits", () => {
		expect(calleeSpeaksFirst(waits({ fallback }), '', undefined)).toBeUndefined();
		expect(calleeSpeaksFirst(waits({ fallback: { delay: '7s' } }), '', undefined)).toBeUndefined();
	});

	test.each<[string, AgentOpening, string, number | undefined, IDataObject]>([
		['nothing is set', opening({}), '', undefined, { delay: '4s' }],
		['it never said anything', waits({}), '', undefined, { delay: '4s' }],
		[
			'it begins',
			begins({ text: 'Hi.', delay: '0.5s' }),
			'',
			undefined,
			{ delay: '4s', text: 'Hi.' },
		],
		['it begins by a prompt', begins({ prompt: 'Ask.' }), '', 2, { delay: '2s', prompt: 'Ask.' }],
		[
			'a sentence is given',
			waits({ fallback }),
			'Anna?',
			undefined,
			{ delay: '7s', text: 'Anna?' },
		],
		['a delay is given', waits({ fallback }), '', 1.5, { delay: '1.5s', text: 'Hello?' }],
		['both are given', begins({ text: 'Hi.' }), 'Anna?', 0, { delay: '0s', text: 'Anna?' }],
	])('P2.7 O3.3 where %s', (_what, own, sentence, delay, said) => {
		expect(calleeSpeaksFirst(own, sentence, delay)).toEqual({ user: { fallback: said } });
	});
});
