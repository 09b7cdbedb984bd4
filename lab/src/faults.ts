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

/** A fault that was added: how often it has hit, and a way to take it back. */
export interface AddedFault {
	readonly hits: number;
	remove(): void;
}

interface ActiveFault<Request extends FaultRequest> {
	fault: Fault<Request>;
	left: number;
	hits: number;
}

/** The faults a test has ordered; the first one added that matches a request is used up first. */
export class Faults<Request extends FaultRequest> {
	readonly #active: Array<ActiveFault<Request>> = [];

	add(fault: Fault<Request>): AddedFault {
		const active: ActiveFault<Request> = { fault, left: fault.times ?? 1, hits: 0 };
		this.#active.push(active);
		return {
			get hits() {
				return active.hits;
			},
			remove: () => {
				active.left = 0;
			},
		};
	}

	clear(): void {
		for (const active of this.#active) active.left = 0;
		this.#active.length = 0;
	}

	/** The fault for this request, counted as used, or undefined. */
	take(request: Request): Fault<Request> | undefined {
		const active = this.#active.find(
			({ fault, left }) => left > 0 && matches(fault.match, request),
		);
		if (!active) return undefined;
		active.left -= 1;
		active.hits += 1;
		return active.fault;
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
