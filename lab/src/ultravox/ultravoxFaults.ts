export type FaultHost = 'api' | 'app' | 'voice';

/** What a fault may look at: never a header, so never the key; the path is without the query. */
export interface FaultRequest {
	host: FaultHost;
	method: string;
	path: string;
	body: unknown;
}

/** `METHOD /path` contains the string, or matches the expression, or the function says so. */
export type FaultMatch = string | RegExp | ((request: FaultRequest) => boolean);

export interface UltravoxFault {
	match: FaultMatch;
	/** How many requests it hits; 1 when not given. */
	times?: number;
	/** Answered instead of the real answer. */
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
	/** Waits first; `Infinity` never answers. */
	delayMs?: number;
	/** Cuts the connection instead of answering. */
	drop?: boolean;
	/** With `status` or `drop`: the request is still carried out, only its answer is lost. */
	afterEffect?: boolean;
}

/** A fault that was added: how often it has hit, and a way to take it back. */
export interface AddedFault {
	readonly hits: number;
	remove(): void;
}

interface ActiveFault {
	fault: UltravoxFault;
	left: number;
	hits: number;
}

/** The faults a test has ordered; the first one added that matches a request is used up first. */
export class UltravoxFaults {
	readonly #active: ActiveFault[] = [];

	add(fault: UltravoxFault): AddedFault {
		const active: ActiveFault = { fault, left: fault.times ?? 1, hits: 0 };
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
	take(request: FaultRequest): UltravoxFault | undefined {
		const active = this.#active.find(
			({ fault, left }) => left > 0 && matches(fault.match, request),
		);
		if (!active) return undefined;
		active.left -= 1;
		active.hits += 1;
		return active.fault;
	}
}

function matches(match: FaultMatch, request: FaultRequest): boolean {
	if (typeof match === 'function') return match(request);
	const line = `${request.method} ${request.path}`;
	return typeof match === 'string' ? line.includes(match) : new RegExp(match).test(line);
}
