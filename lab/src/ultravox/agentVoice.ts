import { prepareUtterance } from '../audio/utterance';
import type { CallPeer } from './callPeer';
import { SpeechPlayer } from './speechPlayer';
import { spokenText } from './spokenText';
import type { Transcripts } from './transcripts';
import type { UltravoxVariants } from './ultravoxVariants';

export type AgentState = 'idle' | 'listening' | 'thinking' | 'speaking';

export interface Said {
	/** What the other side has heard of it. */
	text: string;
	interrupted: boolean;
}

/** The agent's speech to one client: audio, transcript and the state around it. */
export class AgentVoice {
	readonly #player: SpeechPlayer;
	#state: AgentState = 'idle';
	#speaking = false;
	#interruptible = true;

	constructor(
		private readonly peer: CallPeer,
		private readonly transcripts: Transcripts,
		private readonly variants: UltravoxVariants,
		aheadMs: number,
		private readonly hooks: {
			onAudioSent: (samples: Int16Array) => void;
			/** The other side was told to drop what it has not played. */
			onCleared: () => void;
		},
	) {
		this.#player = new SpeechPlayer({
			sampleRate: peer.outputRate,
			chunkMs: variants.outputChunkMs === 'odd' ? 20 : variants.outputChunkMs,
			aheadMs,
			silenceWhileIdle: variants.silenceWhileIdle,
			send: (samples) => {
				peer.sendAudio(samples);
				hooks.onAudioSent(samples);
			},
		});
	}

	/** Whether the other side still has something to play. */
	get speaking(): boolean {
		return this.#speaking;
	}

	get interruptible(): boolean {
		return this.#interruptible;
	}

	start(): void {
		this.#player.start();
	}

	close(): void {
		this.#player.close();
	}

	setState(state: AgentState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.peer.send({ type: 'state', state });
	}

	/**
	 * Says a text; settles when real time has played it (a farewell: when it was heard) or when it was interrupted.
	 *
	 * @param options uninterruptible: the caller cannot cut it; farewell: the socket is closed after it
	 */
	async say(
		text: string,
		options: { uninterruptible?: boolean; farewell?: boolean } = {},
	): Promise<Said> {
		const rate = this.peer.outputRate;
		const samples = await prepareUtterance(text, rate);
		this.#speaking = true;
		this.#interruptible = options.uninterruptible !== true;
		const transcript = this.transcripts.begin(text);
		if (this.variants.speakingState === 'beforeAudio') this.setState('speaking');
		const playing = this.#player.play(samples, {
			onProgress: (fraction) => transcript.advance(fraction),
			onSent: () => {
				this.peer.endOfSpeech();
				if (this.variants.speakingUntil === 'sent') this.setState('listening');
			},
		});
		if (this.variants.speakingState === 'afterAudio') this.setState('speaking');
		const { interrupted, playedSamples } = await playing;
		// What the caller's side still plays would be cut with the socket.
		if (options.farewell && !interrupted) await this.peer.untilPlayed();
		this.#speaking = false;
		const spoken = interrupted ? spokenText(samples, playedSamples, rate) : text;
		const covered = this.variants.interruptedTranscript === 'full' ? text : spoken;
		transcript.finish(covered, {
			tell: !(options.farewell && this.variants.finalTranscriptAfterClose),
		});
		return { text: covered, interrupted };
	}

	/** Cuts what is being said and has the other side drop what it has not played. */
	interrupt(): void {
		if (!this.#speaking) return;
		this.#player.stop();
		this.peer.clearPlayback();
		this.hooks.onCleared();
		this.setState('listening');
	}
}
