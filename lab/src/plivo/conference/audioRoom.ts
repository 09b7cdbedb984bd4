import type { SampleRate } from '../../audio/pcm';
import { FRAME_MS } from '../../audio/pcm';
import { resample } from '../../audio/resampler';
import { VoiceActivity } from '../../audio/voiceActivity';
import type { AudioClock } from '../audioClock';
import type { CallLine } from '../callLine';
import type { FarSource, SoundPlace } from '../soundMixer';
import { SoundMixer } from '../soundMixer';

/** Who may hear whom in a room. */
export interface RoomRules<Member> {
	hears(listener: Member, speaker: Member): boolean;
	/** Whether the member hears what is played to the whole room. */
	hearsRoom(listener: Member): boolean;
	/** Told when a member begins to talk, and 200 ms after they have stopped. */
	onVoice(member: Member, speaking: boolean): void;
}

interface Frame {
	samples: Int16Array;
	rate: SampleRate;
}

/** Takes what a recording gets of the room every 20 ms, at 16 kHz. */
export type RoomTap = (samples: Int16Array) => void;

/** What of a room goes into a recording. */
export interface TapOptions<Member> {
	/** Whose voices. */
	hears(member: Member): boolean;
	/** What is played to the whole room, too. */
	roomSounds: boolean;
}

/** A room of telephone lines: every 20 ms each member hears the sum of all the others, never themselves. */
export class AudioRoom<Member extends { readonly line: CallLine }> implements SoundPlace {
	readonly #latest = new Map<Member, Frame | undefined>();
	readonly #detachers = new Map<Member, (() => void)[]>();
	readonly #sounds = new SoundMixer();
	readonly #taps = new Map<RoomTap, TapOptions<Member>>();
	#roomFrame: Frame | undefined;
	#stop: (() => void) | undefined;

	constructor(
		private readonly clock: AudioClock,
		private readonly rules: RoomRules<Member>,
	) {}

	enter(member: Member): void {
		this.#latest.set(member, undefined);
		const voice = new VoiceWatch((speaking) => this.rules.onVoice(member, speaking));
		this.#detachers.set(member, [
			member.line.onCallerFrame((samples, rate) => {
				this.#latest.set(member, { samples, rate });
				voice.push(samples, rate);
			}),
			member.line.addFarSource((length, rate) => this.#heardBy(member, length, rate)),
		]);
		this.#stop ??= this.clock.subscribe(() => this.#tick());
	}

	leave(member: Member): void {
		for (const detach of this.#detachers.get(member) ?? []) detach();
		this.#detachers.delete(member);
		this.#latest.delete(member);
		if (this.#latest.size > 0) return;
		this.#stop?.();
		this.#stop = undefined;
	}

	/** Puts a sound into the room: everybody hears it who hears the room. */
	addFarSource(source: FarSource, alone = false): () => void {
		return this.#sounds.addFarSource(source, alone);
	}

	/** Gives a recording what the room sounds like, frame by frame; the returned function ends that. */
	tap(tap: RoomTap, options: TapOptions<Member>): () => void {
		this.#taps.set(tap, options);
		return () => this.#taps.delete(tap);
	}

	#tick(): void {
		const samples = this.#sounds.next((16_000 * FRAME_MS) / 1000, 16_000);
		this.#roomFrame = samples.some((sample) => sample !== 0)
			? { samples, rate: 16_000 }
			: undefined;
		for (const [tap, { hears, roomSounds }] of this.#taps) {
			const frames = [...this.#latest]
				.filter(([member]) => hears(member))
				.map(([, frame]) => frame);
			if (roomSounds) frames.push(this.#roomFrame);
			tap(mix(frames, samples.length, 16_000));
		}
	}

	#heardBy(listener: Member, length: number, rate: SampleRate): Int16Array | undefined {
		const frames = [...this.#latest]
			.filter(([speaker]) => speaker !== listener && this.rules.hears(listener, speaker))
			.map(([, frame]) => frame);
		if (this.#roomFrame && this.rules.hearsRoom(listener)) frames.push(this.#roomFrame);
		return frames.length === 0 ? undefined : mix(frames, length, rate);
	}
}

/** Notices talk on a line that may change its rate. */
class VoiceWatch {
	#activity: VoiceActivity | undefined;
	#rate: SampleRate | undefined;

	constructor(private readonly onChange: (speaking: boolean) => void) {}

	push(samples: Int16Array, rate: SampleRate): void {
		if (this.#rate !== rate) {
			this.#rate = rate;
			this.#activity = new VoiceActivity(rate, {
				onStart: () => this.onChange(true),
				onEnd: () => this.onChange(false),
			});
		}
		this.#activity?.push(samples);
	}
}

function mix(frames: (Frame | undefined)[], length: number, rate: SampleRate): Int16Array {
	const mixed = new Int16Array(length);
	for (const frame of frames) {
		if (!frame) continue;
		const samples = frame.rate === rate ? frame.samples : resample(frame.samples, frame.rate, rate);
		for (let i = 0; i < length; i++) {
			const sum = (mixed[i] ?? 0) + (samples[i] ?? 0);
			mixed[i] = Math.max(-32768, Math.min(32767, sum));
		}
	}
	return mixed;
}
