import type { BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { TranscriptMessage } from './agentMessage';

/** Bounds of what one call may make the bridge remember. */
const MAXIMUM_LINES = 5_000;
const MAXIMUM_CHARACTERS = 500_000;

/** The conversation so far, put together from pieces by ordinal (ultravox.md §8.4). */
export class Transcript {
	private readonly lines = new Map<number, BridgeTranscriptLine>();
	/** Text already given out as final, by ordinal. */
	private readonly finals = new Map<number, string>();
	private characters = 0;

	/**
	 * Takes a piece. Returns the line when the piece made it final, or changed a final one, which is
	 * then to be told again under the same ordinal.
	 */
	apply(piece: TranscriptMessage): BridgeTranscriptLine | undefined {
		const line = this.lines.get(piece.ordinal) ?? {
			role: piece.role,
			text: '',
			ordinal: piece.ordinal,
		};
		const text = piece.text ?? line.text + (piece.delta ?? '');
		const characters = this.characters - line.text.length + text.length;
		const known = this.lines.has(piece.ordinal);
		if (characters > MAXIMUM_CHARACTERS || (!known && this.lines.size >= MAXIMUM_LINES)) {
			return undefined;
		}
		this.characters = characters;
		line.text = text;
		this.lines.set(piece.ordinal, line);
		if (!piece.final || text === '' || this.finals.get(piece.ordinal) === text) return undefined;
		this.finals.set(piece.ordinal, text);
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
