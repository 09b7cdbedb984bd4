import type { BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { TranscriptMessage } from './agentMessage';

/** Bounds of what one call may make the bridge remember. */
const MAXIMUM_LINES = 5_000;
const MAXIMUM_CHARACTERS = 500_000;

/** The conversation so far, put together from pieces by ordinal (ultravox.md §8.4). */
export class Transcript {
	/** Pieces beyond what is remembered. */
	dropped = 0;
	private readonly lines = new Map<number, BridgeTranscriptLine>();
	/** Text already given out as final, by ordinal. */
	private readonly finals = new Map<number, string>();
	private characters = 0;
	/** Where the ordinals of the present call of Ultravox's begin: each counts its own from 0. */
	private base = 0;
	private highest = -1;

	/** Another call of Ultravox's goes on with the conversation: its ordinals follow on those so far. */
	continueInNextCall(): void {
		this.base = this.highest + 1;
	}

	/** The line that a piece belongs to, as it reads now. */
	lineOf(piece: TranscriptMessage): BridgeTranscriptLine | undefined {
		const line = this.lines.get(this.base + piece.ordinal);
		return line && { ...line };
	}

	/**
	 * Takes a piece. Returns the line when the piece made it final, or changed a final one, which is
	 * then to be told again under the same ordinal.
	 */
	apply(piece: TranscriptMessage): BridgeTranscriptLine | undefined {
		const ordinal = this.base + piece.ordinal;
		const known = this.lines.get(ordinal);
		const line = known ?? { role: piece.role, text: '', ordinal };
		const text = piece.text ?? line.text + (piece.delta ?? '');
		const characters = this.characters - line.text.length + text.length;
		if (characters > MAXIMUM_CHARACTERS || (!known && this.lines.size >= MAXIMUM_LINES)) {
			this.dropped += 1;
			return undefined;
		}
		this.characters = characters;
		this.highest = Math.max(this.highest, ordinal);
		line.text = text;
		this.lines.set(ordinal, line);
		if (!piece.final || text === '' || this.finals.get(ordinal) === text) return undefined;
		this.finals.set(ordinal, text);
		return { ...line };
	}

	/** Every utterance with words in it, in order, also one that was still being spoken. */
	all(): BridgeTranscriptLine[] {
		return [...this.lines.values()]
			.filter((line) => line.text !== '')
			.sort((one, other) => one.ordinal - other.ordinal)
			.map((line) => ({ ...line }));
	}
}
