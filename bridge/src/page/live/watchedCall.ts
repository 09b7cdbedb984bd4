import type { BridgeTranscriptLine } from '../../../../nodes/shared/bridgeEvents';
import type { AudioTap } from '../../call/audioTap';
import type { LiveCall } from '../../call/liveCall';
import { LevelTrack } from './levelTrack';
import { shown, type PageCall, type PageLine } from './pageNews';

/** The list shows the beginning of the last line. */
const LONGEST_SAID = 160;

/** Loudness of both sides. */
interface Levels {
	caller: LevelTrack;
	agent: LevelTrack;
}

/** A call while somebody looks at the page. Only while somebody has it open are its levels computed, which costs its audio the short way. */
export class WatchedCall implements AudioTap {
	private levels: Levels | undefined;
	/** Time at which the call began, by performance.now(). */
	private readonly beganAt: number;
	private said: PageCall['said'];
	/** Places of lines that are still being spoken. */
	private readonly unfinished = new Set<number>();

	constructor(readonly call: LiveCall) {
		const { durationMs } = call.status();
		this.beganAt = performance.now() - durationMs;
		const last = call.transcript().at(-1);
		this.said = last ? shortened(last) : null;
	}

	/** Somebody opens it. */
	hear(): void {
		if (this.levels) return;
		const { sampleRate } = this.call;
		const nowMs = performance.now() - this.beganAt;
		this.levels = {
			caller: new LevelTrack(sampleRate, nowMs),
			agent: new LevelTrack(sampleRate, nowMs),
		};
		this.call.addTap(this);
	}

	/** Nobody has it open any more. */
	stop(): void {
		if (!this.levels) return;
		this.levels = undefined;
		this.call.removeTap(this);
	}

	onCallerAudio(pcm: Buffer, atMs: number): void {
		this.levels?.caller.write(pcm, atMs);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.levels?.agent.write(pcm, playsAtMs);
	}

	onCleared(atMs: number): void {
		this.levels?.agent.clear(atMs);
	}

	/** The feed tells of the end, too. */
	onEnd(): void {}

	/** Notes what is said. */
	note(line: BridgeTranscriptLine, final: boolean): void {
		if (line.text !== '') this.said = shortened(line);
		if (final) this.unfinished.delete(line.ordinal);
		else this.unfinished.add(line.ordinal);
	}

	/** The last lines of the conversation, as far as is known with which of them are still being spoken. */
	lines(most: number): PageLine[] {
		const lines = this.call.transcript().slice(-most);
		return lines.map((line) => ({ ...line, final: !this.unfinished.has(line.ordinal) }));
	}

	/** The call at this moment, without levels. */
	view(): PageCall {
		const status = this.call.status();
		return {
			...shown(status),
			digitCount: status.digitCount,
			callerBars: [],
			agentBars: [],
			said: this.said,
		};
	}

	/** The same with the levels since the last time, which are told once; none while nobody has it open. */
	next(): PageCall {
		const nowMs = performance.now() - this.beganAt;
		return {
			...this.view(),
			callerBars: this.levels?.caller.read(nowMs).map(percent) ?? [],
			agentBars: this.levels?.agent.read(nowMs).map(percent) ?? [],
		};
	}
}

const percent = (level: number) => Math.round(level * 100);

function shortened({ role, text }: BridgeTranscriptLine): PageCall['said'] {
	return { role, text: text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text };
}
