/** The open call: its facts, its levels, its words and its buttons. */
export const callPanel = `
import { setField, stateOf, stateText } from './callList.js';
import { Conversation } from './conversation.js';
import { ahead, duration, format, latency, reasonText } from './formats.js';
import { Listening } from './listening.js';
import { Bars, Waveform } from './waveform.js';

/** @template {Element} Kind @param {string} id @param {new () => Kind} kind @returns {Kind} */
export function element(id, kind) {
	const found = document.getElementById(id);
	if (!(found instanceof kind)) throw new Error('The page has no ' + id);
	return found;
}

export class CallPanel {
	/** @param {(sentence: string) => void} complain */
	constructor(complain) {
		this.complain = complain;
		this.panel = element('call', HTMLElement);
		this.waveform = new Waveform(element('wave', HTMLCanvasElement));
		this.conversation = new Conversation(
			element('lines', HTMLElement),
			element('no-lines', HTMLElement),
		);
		this.dialog = element('confirm', HTMLDialogElement);
		this.listen = element('listen', HTMLButtonElement);
		this.mute = element('mute', HTMLButtonElement);
		this.hold = element('hold', HTMLButtonElement);
		this.hangUp = element('hang-up', HTMLButtonElement);
		/** @type {any} */
		this.call = null;
		/** @type {Listening | null} */
		this.listening = null;
		this.listen.onclick = () => this.toggleListening();
		this.mute.onclick = () => this.order(this.mute, this.call.muted ? 'unmute' : 'mute');
		this.hold.onclick = () => this.order(this.hold, this.call.held ? 'resume' : 'hold');
		this.hangUp.onclick = () => this.dialog.showModal();
		this.dialog.onclose = () => {
			if (this.dialog.returnValue === 'hang-up') void this.order(this.hangUp, 'hang-up');
			this.dialog.returnValue = '';
		};
		addEventListener('pagehide', () => this.stopListening());
	}

	/** Shows another call, or none. @param {any} call @param {Bars} bars @param {number} durationMs */
	show(call, bars, durationMs) {
		if (call?.callId !== this.call?.callId) {
			this.stopListening();
			this.dialog.close();
			this.waveform.show(bars);
			this.conversation.show([]);
		}
		this.call = call;
		this.panel.hidden = call === null;
		if (call) this.update(call, durationMs);
	}

	/** @param {any} call @param {number} durationMs */
	update(call, durationMs) {
		this.call = call;
		const over = call.endedReason !== undefined;
		const state = stateOf(call);
		this.panel.dataset.state = state;
		setField(this.panel, 'state', over ? reasonText(call.endedReason) : stateText(state));
		setField(this.panel, 'callId', call.callId);
		setField(this.panel, 'callUuid', call.callUuid);
		setField(this.panel, 'startedAt', new Date(call.startedAt).toLocaleTimeString());
		setField(this.panel, 'latency', latency(call.addedLatencyMs));
		setField(this.panel, 'ahead', ahead(call.aheadMs));
		setField(this.panel, 'bargeIns', String(call.bargeIns));
		setField(this.panel, 'resumes', String(call.resumes));
		setField(this.panel, 'droppedFrames', String(call.droppedFrames));
		setField(this.panel, 'digits', String(call.digitCount));
		setField(this.panel, 'format', format(call.contentType));
		this.tick(durationMs);
		this.badge('muted', call.muted && !over);
		this.badge('held', call.held && !over);
		for (const button of [this.listen, this.mute, this.hold, this.hangUp]) button.disabled = over;
		setField(this.mute, 'label', call.muted ? 'Unmute Caller' : 'Mute Caller');
		this.mute.setAttribute('aria-pressed', String(call.muted));
		setField(this.hold, 'label', call.held ? 'Resume' : 'Hold');
		this.hold.setAttribute('aria-pressed', String(call.held));
		if (over) this.stopListening();
		if (over && this.dialog.open) this.dialog.close();
	}

	/** @param {number} durationMs */
	tick(durationMs) {
		setField(this.panel, 'duration', duration(durationMs));
	}

	/** @param {string} name @param {boolean} on */
	badge(name, on) {
		const badge = this.panel.querySelector('.badge.' + name);
		if (badge instanceof HTMLElement) badge.hidden = !on;
	}

	/** @param {HTMLButtonElement} button @param {string} action as in the bridge's address */
	async order(button, action) {
		const path = 'calls/' + encodeURIComponent(this.call.callId) + '/' + action;
		button.disabled = true;
		try {
			const response = await fetch(new URL(path, import.meta.url), { method: 'POST' });
			if (!response.ok) this.complain((await response.text()).trim());
		} catch {
			this.complain('The bridge cannot be reached.');
		}
		button.disabled = this.call.endedReason !== undefined;
	}

	toggleListening() {
		if (this.listening) {
			this.stopListening();
			return;
		}
		this.listening = new Listening(this.call.callId, (problem) => {
			this.listening = null;
			this.showListening();
			if (problem) this.complain(problem);
		});
		this.showListening();
	}

	stopListening() {
		this.listening?.stop();
	}

	showListening() {
		const on = this.listening !== null;
		setField(this.listen, 'label', on ? 'Stop Listening' : 'Listen');
		this.listen.setAttribute('aria-pressed', String(on));
	}
}
`;
