import type { PersonScript, PersonStep } from './plivo/personScript';

const MS_FOR_AN_ANSWER = 12_000;

/** How long the caller leaves it to the agent to hang up first. */
const MS_FOR_THE_LAST_WORD = 4000;

/** A polite caller: listens until the other side has finished, says the next line, and hangs up when no more comes. */
export function callerScript(lines: string[]): PersonScript {
	const listen: PersonStep[] = [
		{ waitForUtterance: true, timeoutMs: MS_FOR_AN_ANSWER },
		{ waitForQuiet: true, timeoutMs: MS_FOR_AN_ANSWER },
	];
	return [
		...lines.flatMap((line) => [...listen, { say: line }]),
		{ waitForUtterance: true, timeoutMs: MS_FOR_AN_ANSWER },
		{ waitForQuiet: MS_FOR_THE_LAST_WORD, timeoutMs: MS_FOR_AN_ANSWER },
		{ hangUp: true },
	];
}
