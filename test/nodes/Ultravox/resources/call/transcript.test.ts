import {
	isAgentFirst,
	mayBeginWithPrompt,
	transcriptLines,
	transcriptText,
} from '../../../../../nodes/Ultravox/resources/call/transcript';

const said = (role: string, text: string, medium: string) => ({
	role: `MESSAGE_ROLE_${role}`,
	text,
	medium: `MESSAGE_MEDIUM_${medium}`,
});

describe('the transcript of a call', () => {
	const greeting = said('USER', '(New Call) Respond.', 'TEXT');
	const hello = said('AGENT', 'Hello!', 'VOICE');
	const key = said('USER', '5', 'TEXT');
	const tool = { role: 'MESSAGE_ROLE_TOOL_RESULT', text: 'booked', toolName: 'book' };

	test('holds what was spoken', () => {
		expect(transcriptLines([greeting, hello, key, tool])).toEqual([
			{ role: 'agent', text: 'Hello!' },
		]);
	});

	test('holds what came as text where that is wanted, but no tools', () => {
		expect(transcriptLines([hello, key, tool], true)).toEqual([
			{ role: 'agent', text: 'Hello!' },
			{ role: 'user', text: '5' },
		]);
	});

	test('may begin with the hidden prompt: a first text in the name of the user, which the agent answers', () => {
		expect(mayBeginWithPrompt([greeting, hello])).toBe(true);
		expect(mayBeginWithPrompt([greeting])).toBe(false);
		expect(mayBeginWithPrompt([greeting, key])).toBe(false);
		expect(mayBeginWithPrompt([said('USER', 'Hello?', 'VOICE'), hello])).toBe(false);
		expect(mayBeginWithPrompt([said('AGENT', 'Hi', 'TEXT'), hello])).toBe(false);
		expect(mayBeginWithPrompt([])).toBe(false);
	});

	test.each(['5', ' 4711# ', '*', '<instruction>Be brief.</instruction>', '<INSTRUCTION>x'])(
		'never begins with a hidden prompt that says %s',
		(text) => {
			expect(mayBeginWithPrompt([said('USER', text, 'TEXT'), hello])).toBe(false);
		},
	);

	test.each([
		[{}, true],
		[{ firstSpeakerSettings: { agent: {} } }, true],
		[{ firstSpeakerSettings: { agent: {}, user: null } }, true],
		[{ firstSpeakerSettings: { user: {} } }, false],
		[{ firstSpeakerSettings: null, firstSpeaker: 'FIRST_SPEAKER_USER' }, false],
		[{ firstSpeaker: 'FIRST_SPEAKER_AGENT' }, true],
	])('a call that says %j is one in which the agent is prompted: %s', (call, isFirst) => {
		expect(isAgentFirst(call)).toBe(isFirst);
	});

	test('is one text to read', () => {
		const lines = transcriptLines([hello, key], true);
		expect(transcriptText(lines, { agent: 'Anna', user: 'Caller' })).toBe(
			'Anna: Hello!\nCaller: 5',
		);
	});
});
