import type { UltravoxVariants } from './ultravoxVariants';

/** One thing wrong with a request body: which field (path from the root) and the sentence. */
export interface FieldProblem {
	path: string[];
	message: string;
}

/** A refusal on its way to the client. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
		readonly headers: Record<string, string> = {},
	) {
		super(`HTTP ${status}`);
	}
}

/** A refusal with a sentence, `{"detail": …}` (ultravox.md §1.2). */
export function refusal(
	status: number,
	detail: string,
	headers: Record<string, string> = {},
): ApiError {
	return new ApiError(status, { detail }, headers);
}

export function notFound(): ApiError {
	return refusal(404, 'Not found.');
}

/** A 400 in the shape the variant asks for. */
export function validationError(
	problems: FieldProblem[],
	errorShape: UltravoxVariants['errorShape'],
): ApiError {
	const sentences = problems.map(({ path, message }) =>
		path.length === 0 ? message : `${path.join('.')}: ${message}`,
	);
	if (errorShape === 'detail') return refusal(400, sentences.join(' '));
	if (errorShape === 'list') return new ApiError(400, sentences);
	const body: ProblemTree = {};
	for (const { path, message } of problems) addProblem(body, path, message);
	return new ApiError(400, body);
}

interface ProblemTree {
	[field: string]: string[] | ProblemTree;
}

/** Django REST nests errors as the body is nested; a message about an object as a whole has its own key. */
function addProblem(tree: ProblemTree, path: string[], message: string): void {
	const [field = 'non_field_errors', ...rest] = path;
	const known = tree[field];
	if (rest.length === 0) {
		if (Array.isArray(known)) known.push(message);
		else if (known) addProblem(known, [], message);
		else tree[field] = [message];
		return;
	}
	const child: ProblemTree = Array.isArray(known) ? { non_field_errors: known } : (known ?? {});
	tree[field] = child;
	addProblem(child, rest, message);
}
