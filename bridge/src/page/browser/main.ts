/** The page as a whole: which calls there are, which one is open, and what the bridge says of itself. */
export const main = `
import { CallList, setField } from './callList.js';
import { CallPanel, element } from './callPanel.js';
import { Connection } from './connection.js';
import { Bars } from './waveform.js';

/** How long a call that is over stays in the list. */
const ENDED_MS = 20000;
const COMPLAINT_MS = 6000;

/** @type {Map<string, any>} */
const calls = new Map();
/** @type {Map<string, Bars>} */
const levels = new Map();
/** When each call began, by the clock of this page. @type {Map<string, number>} */
const began = new Map();
/** Nobody chose the open call: it was the first there was. */
let chosenByItself = false;
let complaintTimer = 0;

const wide = matchMedia('(min-width: 56rem)');
const head = element('head', HTMLElement);
const complaint = element('complaint', HTMLElement);
const list = new CallList(
	element('calls', HTMLElement),
	element('row', HTMLTemplateElement),
	element('no-calls', HTMLElement),
);
const panel = new CallPanel(complain);
const connection = new Connection(take, showConnection);

/** @returns {string | null} id of the open call */
function openId() {
	try {
		return decodeURIComponent(location.hash.slice(1)) || null;
	} catch {
		return null;
	}
}
/** @param {string} callId */
const durationMs = (callId) => {
	const call = calls.get(callId);
	if (!call || call.endedReason !== undefined) return call?.durationMs ?? 0;
	return performance.now() - (began.get(callId) ?? 0);
};

/** @param {string | null} callId */
function levelsOf(callId) {
	const bars = levels.get(callId ?? '') ?? new Bars();
	if (callId !== null) levels.set(callId, bars);
	return bars;
}

/** @param {string} sentence */
function complain(sentence) {
	complaint.textContent = sentence;
	complaint.hidden = false;
	clearTimeout(complaintTimer);
	complaintTimer = setTimeout(() => (complaint.hidden = true), COMPLAINT_MS);
}

/** @param {any} news one event of the bridge */
function take(news) {
	switch (news.type) {
		case 'snapshot':
			showBridge(news.bridge);
			for (const call of news.calls) update(call);
			for (const callId of calls.keys()) {
				if (!news.calls.some((/** @type {any} */ call) => call.callId === callId)) end(callId, null);
			}
			panel.conversation.show(news.lines);
			if (openId() !== null && !calls.has(openId() ?? '')) location.replace('#');
			openOne();
			return;
		case 'calls':
			news.calls.forEach(update);
			openOne();
			return;
		case 'line':
			if (news.callId === openId()) panel.conversation.add(news.line);
			return;
		case 'ended':
			end(news.callId, news.reason);
			return;
		case 'bridge':
			showBridge(news.bridge);
	}
}

/** @param {any} call */
function update(call) {
	calls.set(call.callId, call);
	began.set(call.callId, performance.now() - call.durationMs);
	levelsOf(call.callId).add(call.callerBars, call.agentBars);
	const open = call.callId === openId();
	list.update(call, call.durationMs, open);
	if (!open) return;
	if (panel.call?.callId === call.callId) panel.update(call, call.durationMs);
	else panel.show(call, levelsOf(call.callId), call.durationMs);
}

/** @param {string} callId @param {string | null} reason */
function end(callId, reason) {
	const call = calls.get(callId);
	if (!call || call.endedReason !== undefined) return;
	update({
		...call,
		durationMs: durationMs(callId),
		endedReason: reason,
		callerBars: [],
		agentBars: [],
	});
	setTimeout(() => forget(callId), ENDED_MS);
}

/** @param {string} callId */
function forget(callId) {
	if (callId === openId() && !chosenByItself) {
		setTimeout(() => forget(callId), ENDED_MS);
		return;
	}
	calls.delete(callId);
	began.delete(callId);
	levels.delete(callId);
	list.remove(callId);
	if (callId === openId() && chosenByItself) location.replace('#');
}

/** With room for it, some call is always open. */
function openOne() {
	const first = [...calls.values()].find((call) => call.endedReason === undefined);
	if (!wide.matches || openId() !== null || !first) return;
	chosenByItself = true;
	location.replace('#' + encodeURIComponent(first.callId));
}

/** @param {any} bridge */
function showBridge(bridge) {
	head.dataset.health = bridge.unready === null ? 'ready' : 'unready';
	setField(head, 'health', bridge.unready === null ? 'Ready' : 'Takes no calls: ' + bridge.unready);
	setField(head, 'calls', String(bridge.calls));
	setField(head, 'waitingStreams', String(bridge.waitingStreams));
	setField(head, 'queuedEvents', String(bridge.queuedEvents));
	document.title = (bridge.calls > 0 ? '(' + bridge.calls + ') ' : '') + 'Voice Bridge';
}

/** @param {string | null} problem */
function showConnection(problem) {
	if (problem === null) return;
	head.dataset.health = 'lost';
	setField(head, 'health', problem);
}

function showOpen() {
	const callId = openId();
	document.body.classList.toggle('open', callId !== null);
	const call = callId === null ? null : (calls.get(callId) ?? null);
	panel.show(call, levelsOf(call?.callId ?? null), callId === null ? 0 : durationMs(callId));
	for (const one of calls.values()) {
		list.update({ ...one, callerBars: [] }, durationMs(one.callId), one.callId === callId);
	}
	connection.open(callId);
}

addEventListener('hashchange', showOpen);
document.addEventListener('click', () => (chosenByItself = false), { capture: true });
addEventListener('pagehide', () => connection.close());
// Back from the browser's memory, where nothing went on.
addEventListener('pageshow', (event) => event.persisted && showOpen());
setInterval(() => {
	for (const callId of calls.keys()) list.tick(callId, durationMs(callId));
	if (panel.call) panel.tick(durationMs(panel.call.callId));
}, 500);
showOpen();
`;
