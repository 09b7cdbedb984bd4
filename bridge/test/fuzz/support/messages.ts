import type { Random } from './random';

/** Something that Plivo might say on a stream, and rather might not. */
export function plivoMessage(random: Random): { opcode: number; payload: Buffer | string } {
	if (random.chance(0.05)) return { opcode: 2, payload: random.bytes(random.whole(0, 2_000)) };
	const audio = () =>
		random.bytes(random.pick([0, 1, 159, 160, 320, 640, 640, 640, 641, 8_000])).toString('base64');
	const odd = () => random.json(2);
	const event = random.pick<() => unknown>([
		() => ({
			event: 'media',
			streamId: 's',
			media: { payload: audio(), timestamp: '1', chunk: 1 },
		}),
		() => ({
			event: 'media',
			streamId: 's',
			media: { payload: audio(), timestamp: '1', chunk: 1 },
		}),
		() => ({ event: 'media', media: { payload: random.mutated(audio()), track: odd() } }),
		() => ({ event: 'media', media: odd() }),
		() => ({ event: 'dtmf', dtmf: { digit: random.pick(['1', '#', 5, odd()]) } }),
		() => ({
			event: random.pick(['playedStream', 'played']),
			name: random.pick(['farewell.0', odd()]),
		}),
		() => ({ event: 'clearedAudio', streamId: odd() }),
		() => ({ event: 'start', start: odd() }),
		() => ({ event: random.pick(['playFailed', 'error']), reason: odd() }),
		() => ({ event: odd(), [random.word()]: odd() }),
		odd,
	])();
	return { opcode: 1, payload: textOf(random, event) };
}

/** Something that Ultravox might say, and rather might not. */
export function agentMessage(random: Random): { opcode: number; payload: Buffer | string } {
	if (random.chance(0.3)) {
		const length = random.pick([0, 1, 639, 640, 640, 3_200, 64_000, 200_000]);
		return { opcode: 2, payload: Buffer.alloc(length, random.whole(0, 255)) };
	}
	const odd = () => random.json(2);
	const message = random.pick<() => unknown>([
		() => ({
			type: 'transcript',
			role: random.pick(['agent', 'user', odd()]),
			ordinal: random.pick([0, 1, 2, -1, 1e12, random.whole(0, 100_000), odd()]),
			text: random.pick(['hello', 'x'.repeat(20_000), odd()]),
			delta: random.pick([' more', odd()]),
			final: odd(),
		}),
		() => ({
			type: 'transcript',
			role: 'user',
			ordinal: random.whole(0, 1_000),
			delta: 'x'.repeat(500),
		}),
		() => ({ type: 'playback_clear_buffer', [random.word()]: odd() }),
		() => ({ type: 'state', state: random.pick(['speaking', 'listening', odd()]) }),
		() => ({
			type: 'client_tool_invocation',
			invocationId: random.pick(['i', 'x'.repeat(5_000), odd()]),
			toolName: random.pick(['t', 'y'.repeat(5_000), odd()]),
			parameters: odd(),
		}),
		() => ({ type: odd(), [random.word()]: odd() }),
		odd,
	])();
	return { opcode: 1, payload: textOf(random, message) };
}

function textOf(random: Random, message: unknown): string {
	const text = JSON.stringify(message);
	if (random.chance(0.03)) return '['.repeat(random.pick([10, 5_000]));
	return random.chance(0.08) ? random.mutated(text) : text;
}
