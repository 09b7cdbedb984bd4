/** Numbers and words of the page, as people read them. */
export const formats = `
/** @param {number} ms @returns {string} 0:07, 12:34, 1:02:03 */
export function duration(ms) {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return minutes + ':' + two(seconds % 60);
	return Math.floor(minutes / 60) + ':' + two(minutes % 60) + ':' + two(seconds % 60);
}

/** @param {number | null} ms @returns {string} */
export function latency(ms) {
	if (ms === null) return '–';
	return (ms < 10 ? ms.toFixed(1) : Math.round(ms)) + ' ms';
}

/** @param {number} ms @returns {string} */
export function ahead(ms) {
	return (ms / 1000).toFixed(1) + ' s';
}

/** @param {string} contentType as in the stream: audio/x-l16;rate=16000 @returns {string} */
export function format(contentType) {
	const [encoding = '', rate = ''] = contentType.split(';rate=');
	const name = encoding.includes('mulaw') ? 'µ-law' : 'Linear 16';
	return name + ', ' + Number(rate) / 1000 + ' kHz';
}

/** @param {string} callId @returns {string} enough of it to tell calls apart */
export function shortId(callId) {
	return callId.length > 13 ? callId.slice(0, 8) + '…' + callId.slice(-4) : callId;
}

/** A level of 0 to 100 on the scale of the ear: 0 is -42 dB. @param {number} level @returns {number} 0 to 1 */
export function loudness(level) {
	return level <= 0 ? 0 : Math.max(0, 1 + (20 * Math.log10(level / 100)) / 42);
}

/** @type {Record<string, string>} */
const REASONS = {
	'caller-hangup': 'The caller hung up',
	'stream-lost': "Plivo's connection was lost",
	'agent-ended': 'The agent ended the call',
	'agent-refused': 'The agent did not take the call',
	'agent-lost': 'The agent was lost',
	'bridge-shutdown': 'The bridge was stopped',
	'protocol-error': 'Plivo and the bridge did not understand each other',
	'hung-up': 'Hung up from here or by a workflow',
	'no-audio': 'No audio came from Plivo any more',
	'too-long': 'The call reached its longest time',
	stalled: 'Plivo did not take the audio any more',
};

/** @param {string | null} reason why a call ended @returns {string} */
export function reasonText(reason) {
	return REASONS[reason ?? ''] ?? 'The call is over';
}
`;
