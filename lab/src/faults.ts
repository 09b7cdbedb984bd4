import { OrderedFaults } from './orderedFaults';

export type { AddedFault } from './orderedFaults';

/** What a fault may look at: never a header, so never the credentials. */
export interface FaultRequest {
	method: string;
	/** Without the query. */
	path: string;
	body: unknown;
}

/** `METHOD /path` contains the string, or matches the expression, or the function says so. */
export type FaultMatch<Request extends FaultRequest> =
	string | RegExp | ((request: Request) => boolean);

/** Something that goes wrong with a request to the lab. */
export interface Fault<Request extends FaultRequest> {
	match: FaultMatch<Request>;
	/** How many requests it hits; 1 when not given. */
	times?: number;
	/** Answered instead of the real answer. */
	status?: number;
	headers?: Record<string, string>;
	/** Body of the answer; an error body with the status when not given. */
	body?: unknown;
	/** Milliseconds to wait before it is carried out, or with `afterEffect` before it is answered; `Infinity` never answers. */
	delayMs?: number;
	/** Cuts the connection instead of answering. */
	drop?: boolean;
	/** With `status`, `body` or `drop`: the request is still carried out, only its answer is lost. With `delayMs` alone: it is late. */
	afterEffect?: boolean;
}

/** The faults a test has ordered; the first one added that matches a request is used up first. */
export class Faults<Request extends FaultRequest> extends OrderedFaults<Fault<Request>> {
	constructor() {
		super(1);
	}

	/** The fault for this request, counted as used, or undefined. */
	take(request: Request): Fault<Request> | undefined {
		return this.takeFirst(({ match }) => matches(match, request));
	}
}

function matches<Request extends FaultRequest>(
	match: FaultMatch<Request>,
	request: Request,
): boolean {
	if (typeof match === 'function') return match(request);
	const line = `${request.method} ${request.path}`;
	return typeof match === 'string' ? line.includes(match) : new RegExp(match).test(line);
}
