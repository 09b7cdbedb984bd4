import { InputProblem } from './operations/inputProblem';

/** Whether a URL would drop a text as a segment of its path, and mean another endpoint: `/Conference/./` are all conferences. */
export const isDotSegment = (text: string): boolean => /^\.{1,2}$/.test(text);

/**
 * A text as one segment of a path, encoded.
 * @throws InputProblem for `.` and `..`, which no encoding protects
 */
export function pathSegment(text: string): string {
	if (isDotSegment(text)) throw new InputProblem(`'${text}' is not an ID`);
	return encodeURIComponent(text);
}
