import { callFields } from '../callbackFields';
import type { CallLine } from '../callLine';
import type { CallWorld } from '../callWorld';
import { playInto } from '../elements/playOut';
import type { LabCall } from '../labCall';
import { SoundSequence } from '../lineSound';
import type { ConferenceSettings } from './conferenceSettings';
import { labMusic, loadSoundDocument } from './soundDocument';
import { SoundQueue } from './soundQueue';

/** A call that is in a conference. */
export class ConferenceMember {
	muted: boolean;
	deaf = false;
	/** Milliseconds since the epoch. */
	readonly joinedAt = Date.now();
	/** What the API plays to this member alone. */
	readonly playing: SoundQueue;
	readonly speaking: SoundQueue;
	readonly #left = new AbortController();
	#music: AbortController | undefined;

	constructor(
		readonly id: string,
		readonly call: LabCall,
		readonly settings: ConferenceSettings,
		private readonly world: CallWorld,
	) {
		this.muted = settings.muted;
		this.playing = new SoundQueue(call.line, this.left);
		this.speaking = new SoundQueue(call.line, this.left);
	}

	get line(): CallLine {
		return this.call.line;
	}

	/** Aborted when the member is not in the conference any more. */
	get left(): AbortSignal {
		return this.#left.signal;
	}

	/** To be called by the conference alone, which forgets the member. */
	leave(): void {
		this.#left.abort();
	}

	/** Begins or ends the music for somebody who waits; again and again without harm. */
	setWaiting(waiting: boolean): void {
		if (waiting && !this.#music) {
			this.#music = new AbortController();
			void this.#playMusic(AbortSignal.any([this.#music.signal, this.left]));
		} else if (!waiting) {
			this.#music?.abort();
			this.#music = undefined;
		}
	}

	/** Tells the member's callbackUrl of an event (plivo-conferences.md §C2.1). */
	async report(
		action: 'enter' | 'exit' | 'digits' | 'floor' | 'record',
		conferenceUuid: string,
		fields: Record<string, string> = {},
	): Promise<void> {
		const { callback, name } = this.settings;
		if (!callback) return;
		const short = action === 'exit' && this.world.variants.conferenceExitFields === 'short';
		const events: Record<string, string> = { enter: 'ConferenceEnter', exit: 'ConferenceExit' };
		const event = events[action];
		await this.world.callbacks.send({
			purpose: 'conference callback',
			...callback,
			fields: {
				...(short ? { CallUUID: this.call.uuid } : callFields(this.call, this.world)),
				...(event === undefined ? {} : { Event: event }),
				ConferenceAction: action,
				ConferenceName: name,
				ConferenceUUID: conferenceUuid,
				ConferenceMemberID: this.id,
				...fields,
			},
		});
	}

	async #playMusic(signal: AbortSignal): Promise<void> {
		const { waitSound } = this.settings;
		const asker = { call: this.call, world: this.world, signal };
		const sounds = waitSound
			? await loadSoundDocument(waitSound, 'wait sound', asker)
			: await labMusic('wait music');
		if (!signal.aborted) await playInto(this.line, new SoundSequence(sounds, true), signal);
	}
}
