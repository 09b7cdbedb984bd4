/** Longest part of an id that is made from the call's. */
const LONGEST_CALL_ID = 100;
const ID = /^(\d{4})(\d\d)(\d\d)T\d{9}-([A-Za-z0-9_-]{1,100})$/;

/**
 * The id of a recording: when the call began (UTC, to the millisecond) and which call it was. It is the name of its file: ids sort by time, no
 * two calls share one, and no character in it means anything to a path or an address.
 */
export function recordingId(callId: string, startedAt: Date): string {
	const time = startedAt.toISOString().replace(/[-:.Z]/g, '');
	return `${time}-${safeCallId(callId)}`;
}

/** The id of a call as it stands in the id of its recording. */
export function safeCallId(callId: string): string {
	return callId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, LONGEST_CALL_ID);
}

/** Whether a text is the id of a recording. */
export function isRecordingId(text: string): boolean {
	return ID.test(text);
}

/** The day of a recording as `2026-11-20`, which is the folder it stands in. */
export function dayOf(id: string): string {
	return `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`;
}

/** The call in the id of a recording, as `safeCallId` writes it. */
export function callInId(id: string): string {
	return ID.exec(id)?.[4] ?? '';
}

/** When the recording began, in ISO 8601; undefined when the id holds no such moment. */
export function startInId(id: string): string | undefined {
	const time = `${dayOf(id)}T${id.slice(9, 11)}:${id.slice(11, 13)}:${id.slice(13, 15)}.${id.slice(15, 18)}Z`;
	return Number.isNaN(Date.parse(time)) ? undefined : time;
}
