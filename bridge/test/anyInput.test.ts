import fc from 'fast-check';
import { SampleCarry } from '../src/call/sampleCarry';
import { parseAgentMessage } from '../src/ultravox/agentMessage';
import { parsePlivoMessage } from '../src/plivo/plivoMessage';

describe('whatever arrives', () => {
	it('samples stay whole and no byte is lost, however a stream is cut', () => {
		fc.assert(
			fc.property(fc.array(fc.uint8Array({ maxLength: 9 })), (chunks) => {
				const carry = new SampleCarry();
				const pieces = chunks.map((chunk) => Buffer.from(carry.align(Buffer.from(chunk))));
				const all = Buffer.concat(chunks);
				expect(pieces.every((piece) => piece.length % 2 === 0)).toBe(true);
				expect(Buffer.concat(pieces)).toEqual(all.subarray(0, all.length & ~1));
			}),
		);
	});

	it('no message of either side can throw', () => {
		const names = fc.constantFrom(
			...['event', 'type', 'start', 'media', 'dtmf', 'payload', 'digit', 'name', 'ordinal', 'role'],
		);
		const values = fc.constantFrom<unknown>(
			...['start', 'media', 'dtmf', 'played', 'error', 'transcript', 'client_tool_invocation'],
			...[null, 0, -1, true, [], {}, { mediaFormat: null }, { payload: 'AA' }, { digit: {} }],
		);
		fc.assert(
			fc.property(fc.dictionary(names, fc.oneof(values, fc.jsonValue())), (message) => {
				const text = JSON.stringify(message);
				parsePlivoMessage(text);
				parseAgentMessage(text);
			}),
			{ numRuns: 2_000 },
		);
	});
});
