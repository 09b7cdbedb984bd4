import {
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

	test('holds what came as text where that is wanted, but neither tools nor the hidden prompt', () => {
		expect(transcriptLines([greeting, hello, key, tool], true)).toEqual([
			{ role: 'agent', text: 'Hello!' },
			{ role: 'user', text: '5' },
		]);
	});

	test('a user who speaks first is no hidden prompt', () => {
		const first = said('USER', 'Hello?', 'VOICE');
		expect(transcriptLines([first, hello], true)).toHaveLength(2);
	});

	test('an agent that wrote first is no hidden prompt', () => {
		expect(transcriptLines([said('AGENT', 'Hi', 'TEXT')], true)).toHaveLength(1);
	});

	test('is one text to read', () => {
		const lines = transcriptLines([hello, key], true);
		expect(transcriptText(lines, { agent: 'Anna', user: 'Caller' })).toBe(
			'Anna: Hello!\nCaller: 5',
		);
	});
});
