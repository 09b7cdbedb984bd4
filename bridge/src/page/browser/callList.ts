/** The list of calls: one row each, updated in place. */
export const callList = `
import { duration, latency, loudness, shortId } from './formats.js';

/** @param {ParentNode} parent @param {string} name @param {string} text of the part with this data-field */
export function setField(parent, name, text) {
	const part = parent.querySelector('[data-field="' + name + '"]');
	if (part && part.textContent !== text) part.textContent = text;
}

/** @param {any} call @returns {string} what the call is doing, for the eye: a class of the style sheet */
export function stateOf(call) {
	if (call.endedReason !== undefined) return 'ended';
	if (call.held) return 'held';
	if (!call.connected) return 'connecting';
	return call.agentState ?? 'connected';
}

/** @type {Record<string, string>} */
const STATES = {
	ended: 'Ended',
	held: 'On hold',
	connecting: 'Reaching the agent',
	connected: 'Connected',
	idle: 'Agent idle',
	listening: 'Agent listening',
	thinking: 'Agent thinking',
	speaking: 'Agent speaking',
};

/** @param {string} state @returns {string} */
export function stateText(state) {
	return STATES[state] ?? state;
}

/** @param {number[]} bars @returns {string} for the width of a level bar */
const width = (bars) => Math.round(100 * Math.max(0, ...bars.map(loudness))) + '%';

export class CallList {
	/** @param {HTMLElement} list @param {HTMLTemplateElement} template @param {HTMLElement} empty */
	constructor(list, template, empty) {
		this.list = list;
		this.template = template;
		this.empty = empty;
		/** @type {Map<string, HTMLElement>} */
		this.rows = new Map();
	}

	/** @param {any} call @param {number} durationMs @param {boolean} open it is the one shown beside the list */
	update(call, durationMs, open) {
		const row = this.rows.get(call.callId) ?? this.insert(call);
		const state = stateOf(call);
		const link = row.querySelector('a');
		if (open) link?.setAttribute('aria-current', 'true');
		else link?.removeAttribute('aria-current');
		row.dataset.state = state;
		setField(row, 'duration', duration(durationMs));
		setField(row, 'state', stateText(state));
		setField(row, 'latency', latency(call.addedLatencyMs));
		setField(row, 'who', call.said ? (call.said.role === 'agent' ? 'Agent' : 'Caller') : '');
		setField(row, 'said', call.said?.text ?? 'Nothing was said yet');
		row.querySelector('.said')?.setAttribute('data-role', call.said?.role ?? '');
		const muted = row.querySelector('.muted');
		if (muted instanceof HTMLElement) muted.hidden = !call.muted;
		// Levels come in portions, and only while somebody has the call open.
		if (open && call.callerBars.length === 0) return;
		row.style.setProperty('--caller-level', width(call.callerBars));
		row.style.setProperty('--agent-level', width(call.agentBars));
	}

	/** @param {string} callId @param {number} durationMs */
	tick(callId, durationMs) {
		const row = this.rows.get(callId);
		if (row) setField(row, 'duration', duration(durationMs));
	}

	/** @param {string} callId */
	remove(callId) {
		this.rows.get(callId)?.remove();
		this.rows.delete(callId);
		this.empty.hidden = this.rows.size > 0;
	}

	/** @param {any} call @returns {HTMLElement} */
	insert(call) {
		const copy = this.template.content.cloneNode(true);
		const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (copy).firstElementChild);
		row.querySelector('a')?.setAttribute('href', '#' + encodeURIComponent(call.callId));
		setField(row, 'id', shortId(call.callId));
		this.list.append(row);
		this.rows.set(call.callId, row);
		this.empty.hidden = true;
		return row;
	}
}
`;
