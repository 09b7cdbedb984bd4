/** When this process heard of the end of a call for the first time, by execution, run and item, oldest first. */
const heard = new Map<string, number>();
const MOST = 5_000;

/** A call of an execution that waits. */
interface Waiting {
	/** n8n's id of the execution. */
	execution: string;
	run: string;
	item: number;
}

const nameOf = ({ execution, run, item }: Waiting): string => `${execution} ${run} ${item}`;

/** Remembers that somebody has told the end of a call. A convenience: where it is lost, the end counts as told when it is told again. */
export function rememberHeard(call: Waiting, now = Date.now()): void {
	const name = nameOf(call);
	if (heard.has(name)) return;
	const [oldest] = heard.keys();
	if (heard.size >= MOST && oldest !== undefined) heard.delete(oldest);
	heard.set(name, now);
}

/** Forgets that an end was told: the call is not over, and its end is still to come, such as after a talk with a human. */
export function forgetHeard(call: Waiting): void {
	heard.delete(nameOf(call));
}

/** When the end of a call was told here for the first time, in milliseconds since the epoch; undefined when it was not. */
export const firstHeard = (call: Waiting): number | undefined => heard.get(nameOf(call));
