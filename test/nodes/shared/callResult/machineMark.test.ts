import { machineMark, markedMachine } from '../../../../nodes/shared/callResult/machineMark';

const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
const text = (words: string) => ({
	role: 'MESSAGE_ROLE_USER',
	medium: 'MESSAGE_MEDIUM_TEXT',
	text: words,
});

describe('markedMachine', () => {
	it("finds the mark, and Plivo's id in it", () => {
		expect(markedMachine([text('Hello'), text(machineMark(CALL_UUID))])).toBe(CALL_UUID);
	});

	it("knows Ultravox's own voicemail tool", () => {
		expect(markedMachine([{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: 'leaveVoicemail' }])).toBe(
			'',
		);
	});

	it('is not taken in by what the agent says, or by other messages', () => {
		const spoken = { role: 'MESSAGE_ROLE_AGENT', text: machineMark(CALL_UUID) };
		expect(markedMachine([spoken, text('an answering machine'), { role: 'x' }])).toBeNull();
	});
});
