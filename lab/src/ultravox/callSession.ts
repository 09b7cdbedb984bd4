import { AgentVoice } from './agentVoice';
import type { CallPeer } from './callPeer';
import { CallRecording } from './callRecording';
import { openStage } from './calls/newStage';
import { handleClientMessage } from './clientMessages';
import { Conversation } from './conversation';
import type { ConversationHost } from './conversationHost';
import { DtmfInput } from './dtmfInput';
import { Ear } from './ear';
import { InputMeter } from './inputMeter';
import type { JsonObject } from './jsonValue';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { Transcripts } from './transcripts';
import { durationMs } from './ultravoxDuration';

/** Lead on a native Plivo call: its player takes much, and `clearAudio` takes it back. */
const PLIVO_AHEAD_MS = 2000;
/** `clientBufferSizeMs` when the call names none (ultravox.md §8.2). */
const DEFAULT_BUFFER_MS = 60;
const DEFAULT_MAX_DURATION_MS = 3_600_000;

/** The time between join and end: one client, one agent, and the audio between them. */
export class CallSession {
	readonly recording: CallRecording | undefined;
	readonly #voice: AgentVoice;
	readonly #ear: Ear;
	readonly #meter: InputMeter;
	readonly #dtmf: DtmfInput;
	readonly #conversation: Conversation;
	#maxDuration: NodeJS.Timeout | undefined;
	#mediaIdle: NodeJS.Timeout | undefined;

	constructor(
		private readonly call: LabUltravoxCall,
		private readonly peer: CallPeer,
		private readonly transcripts: Transcripts,
	) {
		const { settings } = call;
		if (settings.recordingEnabled) {
			this.recording = new CallRecording(peer.inputRate, peer.outputRate);
		}
		this.#voice = new AgentVoice(peer, transcripts, call.variants, this.#aheadMs(), {
			onAudioSent: (samples) => this.recording?.addOutput(samples),
			onCleared: () => this.recording?.clearOutput(),
		});
		this.#conversation = new Conversation(this.#host());
		this.#ear = new Ear(peer.inputRate, {
			onStart: () => this.#conversation.userStarted(),
			onSound: (milliseconds) => this.#conversation.userSound(milliseconds),
			onUtterance: (utterance) => {
				call.noteHeard(utterance);
				this.#conversation.userUtterance(utterance);
			},
			onQuiet: (silentForMs) => this.#conversation.userQuiet(silentForMs),
		});
		this.#meter = new InputMeter((kind, text) => call.noteEvent('warning', `audio_${kind}`, text));
		this.#dtmf = new DtmfInput(settings.medium.plivo?.dtmfHandling ?? {}, (text, urgency) =>
			this.receive({ type: 'user_text_message', text, urgency }),
		);
	}

	/** Greets the client and starts the clocks of the call. */
	start(): void {
		const { settings } = this.call;
		this.peer.send({ type: 'call_started', callId: this.call.callId });
		if (this.call.variants.strayMessages) {
			this.peer.send({ type: 'lab_unheard_of', value: { nested: [1, null] } });
			this.peer.send({ type: 'error', error: 'A harmless problem of the lab.' });
		}
		this.#voice.start();
		this.#conversation.start();
		this.#maxDuration = setTimeout(
			() => this.#timeExceeded(),
			durationMs(settings.maxDuration) ?? DEFAULT_MAX_DURATION_MS,
		);
		this.#watchMedia();
	}

	receiveAudio(samples: Int16Array): void {
		this.#watchMedia();
		if (!this.#meter.accept((samples.length * 1000) / this.peer.inputRate)) return;
		this.recording?.addInput(samples);
		this.#ear.push(samples);
	}

	receiveDtmf(digit: string): void {
		this.#dtmf.press(digit);
	}

	/** Acts on a data message; false for one that nobody understands. */
	receive(message: JsonObject): boolean {
		const text = typeof message.text === 'string' ? message.text : '';
		if (message.type === 'user_text_message' && text !== '') this.call.noteText(text);
		return handleClientMessage(message, this.#conversation, (answer) => this.peer.send(answer));
	}

	/** The call is over; what was being said by the caller is heard as far as it went. */
	close(): void {
		clearTimeout(this.#maxDuration);
		clearTimeout(this.#mediaIdle);
		this.#dtmf.close();
		this.#ear.flush();
		this.#conversation.close();
		this.transcripts.flush();
	}

	#host(): ConversationHost {
		const { call, peer, transcripts } = this;
		return {
			settings: call.settings,
			script: call.script,
			agentName: call.agent?.name ?? 'an agent',
			get tools() {
				return call.settings.selectedTools;
			},
			speaksFirst: call.history.awaitsAnswer,
			transcripts,
			voice: this.#voice,
			hasClientTools: peer.medium === 'serverWebSocket',
			knownValue: (name) => this.#knownValue(name),
			userTranscriptLagMs: call.variants.userTranscriptLagMs,
			send: (message) => peer.send(message),
			addMessage: (message) => call.addMessage(message, this.#ear.streamMs),
			end: (reason) => call.end(reason),
			loseSocket: () => call.loseSocket(),
			openStage: (answer) => openStage(call, answer),
			log: (kind, summary) => call.log(kind, summary),
		};
	}

	/** What Ultravox sets in a tool's request by itself (ultravox.md §7.1); the lab has no threads. */
	#knownValue(name: string): unknown {
		const { call, peer } = this;
		return {
			KNOWN_PARAM_CALL_ID: call.callId,
			KNOWN_PARAM_CONVERSATION_HISTORY: call.messages,
			KNOWN_PARAM_OUTPUT_SAMPLE_RATE: peer.outputRate,
			KNOWN_PARAM_CALL_STAGE_ID: call.history.callStageId,
			KNOWN_PARAM_CALL_METADATA: call.settings.metadata,
		}[name];
	}

	#aheadMs(): number {
		const wanted = this.call.script.sendAheadMs;
		if (this.peer.medium === 'plivo') return wanted ?? PLIVO_AHEAD_MS;
		const buffer =
			this.call.settings.medium.serverWebSocket?.clientBufferSizeMs ?? DEFAULT_BUFFER_MS;
		return Math.min(wanted ?? buffer, buffer);
	}

	#timeExceeded(): void {
		const message = this.call.settings.timeExceededMessage;
		if (message === undefined) this.call.end('timeout');
		else {
			this.#conversation.forceMessage(message, {
				uninterruptible: true,
				urgency: 'immediate',
				end: 'timeout',
			});
		}
	}

	/** No audio at all for `mediaIdleTimeout` is a connection error (ultravox.md §8.2). */
	#watchMedia(): void {
		const wanted = durationMs(this.call.settings.medium.serverWebSocket?.mediaIdleTimeout);
		if (wanted === undefined) return;
		clearTimeout(this.#mediaIdle);
		this.#mediaIdle = setTimeout(
			() => this.call.end('connection_error'),
			Math.max(wanted, this.call.environment.minimumMediaIdleMs),
		);
	}
}
