/** Data messages of the agent that the bridge acts on (ultravox.md §8.4). */
export type AgentMessage =
	| TranscriptMessage
	| { type: 'playback_clear_buffer' }
	| { type: 'state'; state: string }
	| { type: 'client_tool_invocation'; invocationId: string; toolName: string };

/** A piece of transcript: `text` replaces what its ordinal had, `delta` is appended to it. */
export interface TranscriptMessage {
	type: 'transcript';
	role: 'agent' | 'user';
	text: string | undefined;
	delta: string | undefined;
	final: boolean;
	ordinal: number;
}

/** No conversation gets there; beyond it numbers could no longer be added up. */
const HIGHEST_ORDINAL = 1_000_000_000;

type Fields = Record<string, unknown>;

/** Reads one text frame; undefined for what is not JSON, malformed, or of a type not acted on. */
export function parseAgentMessage(json: string): AgentMessage | undefined {
	let message: Fields | null;
	try {
		message = JSON.parse(json) as Fields | null;
	} catch {
		return undefined;
	}
	switch (message?.type) {
		case 'playback_clear_buffer':
			return { type: 'playback_clear_buffer' };
		case 'state':
			return readState(message.state);
		case 'transcript':
			return readTranscript(message);
		case 'client_tool_invocation':
			return readInvocation(message);
		default:
			return undefined;
	}
}

/**
 * What the agent is told when the caller presses keys.
 * @param interrupts as Ultravox's own Plivo medium does; else the agent finishes what it says first (ultravox.md §8.5)
 */
export function dtmfText(digits: string, interrupts: boolean): string {
	const text = `DTMF received: ${digits}`;
	const urgency = interrupts ? 'immediate' : 'soon';
	return JSON.stringify({ type: 'user_text_message', text, urgency });
}

/** The answer to an invocation of a tool that does not exist here. Without any answer the agent stays frozen. */
export function unknownToolResult(invocationId: string, toolName: string): string {
	return JSON.stringify({
		type: 'client_tool_result',
		invocationId,
		errorType: 'undefined',
		errorMessage: `This call has no client tool named "${toolName.slice(0, 100)}".`,
	});
}

function readState(state: unknown): AgentMessage | undefined {
	return typeof state === 'string' ? { type: 'state', state: state.slice(0, 40) } : undefined;
}

function readTranscript(message: Fields): TranscriptMessage | undefined {
	const { role, ordinal, text, delta, final } = message;
	if (role !== 'agent' && role !== 'user') return undefined;
	if (typeof ordinal !== 'number' || !Number.isInteger(ordinal)) return undefined;
	if (ordinal < 0 || ordinal > HIGHEST_ORDINAL) return undefined;
	return {
		type: 'transcript',
		role,
		ordinal,
		text: typeof text === 'string' ? text : undefined,
		delta: typeof delta === 'string' ? delta : undefined,
		final: final === true,
	};
}

function readInvocation(message: Fields): AgentMessage | undefined {
	const { invocationId, toolName } = message;
	if (typeof invocationId !== 'string') return undefined;
	return {
		type: 'client_tool_invocation',
		invocationId,
		toolName: typeof toolName === 'string' ? toolName : '',
	};
}
