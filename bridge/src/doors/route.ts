import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who may use a route: anybody; who has the control key or n8n's signature; who is logged in at the live page, or has the key. */
export type Access = 'open' | 'control' | 'page';

/** A request whose path has matched and whose access has been checked. */
export interface AdmittedRequest {
	request: IncomingMessage;
	/** The groups of the route's path, as they stand in the request. */
	parameters: readonly string[];
	query: URLSearchParams;
	/** Path below the bridge's own address and the query with its question mark, as they stand in the request. Not for the log. */
	target: string;
}

/** The same with its body. */
export interface RoutedRequest extends AdmittedRequest {
	/** Empty when the route takes none. */
	body: Buffer;
}

/**
 * Makes one stream of server-sent events out of those of several processes: takes an event of one of them (its text without the empty line
 * at its end, and which process it is from, from 0), returns what to send.
 */
export type EventJoiner = (source: number, event: string) => string[];

/**
 * How a route answers for all processes when there are several:
 * - `owner`: by the process that has what is asked for; every other one refuses with 404
 * - `owns`: by the process that has what is asked for, else by the one that was asked
 * - a function: writes one answer, given the answers (JSON, status 200) of all of them
 * - a joiner: a stream of server-sent events for a number of processes
 */
export type Shared =
	| 'owner'
	| { owns: (request: AdmittedRequest) => boolean }
	| ((answers: unknown[], response: ServerResponse) => void | Promise<void>)
	| { joiner: (sources: number) => EventJoiner };

/** One address of the bridge. */
export interface Route {
	/** GET takes HEAD too. */
	method: 'GET' | 'POST' | 'DELETE';
	/** Matched against the whole path below the bridge's own address: it begins with ^ and ends with $. */
	path: RegExp;
	access: Access;
	/** True: the answer has no end of its own, such as a stream of events. There is no HEAD then. */
	endless?: boolean;
	/** True: the rate of an address does not count here, and a request here does not count against it. For answers that cost nothing. */
	unlimited?: boolean;
	/** Most bytes of the body. With 0 none is read, and what comes is let go by. Else 64 KB, and 0 for GET. */
	bodyBytes?: number;
	/** True: passwords can be tried here. Each 401 counts against the client's address, and soon it gets 429 without being asked. */
	login?: boolean;
	/** True: only who holds a token gets an answer below 400, and such answers cost the client's address nothing of its rate. */
	token?: boolean;
	/** Without it, the answer of any process is as good as another's. */
	shared?: Shared;
	/** Asked before the body is read: throws what `handle` would if what it needs to know is in the address, such as a token. */
	admit?(request: AdmittedRequest): void;
	/** Answers the request. Throws Refusal to turn it away; anything else that it throws is a 500 and in the log. */
	handle(routed: RoutedRequest, response: ServerResponse): void | Promise<void>;
}
