import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from './jsonValue';
import type { UltravoxState } from './ultravoxState';

export interface ApiRequest {
	state: UltravoxState;
	/** Path parameters by their name in the vendor's document, e.g. `agent_id`. */
	parameters: Record<string, string>;
	/** The complete URL, with the query. */
	url: URL;
	/** The body after validation, `{}` without one; files of a form are `UploadedFile`s. */
	body: JsonObject;
	/** The body as it came: for operations whose body the vendor's document does not describe. */
	rawBody: unknown;
	headers: IncomingHttpHeaders;
}

export interface ApiAnswer {
	status: number;
	/** JSON; a Buffer or string is sent as it is, with the content type of `headers`. */
	body?: unknown;
	headers?: Record<string, string> | undefined;
}

/** Answers one operation. Throws ApiError to refuse. */
export type ApiHandler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;

/** Handlers by `METHOD /path` of the vendor's document. */
export type ApiRoutes = Record<string, ApiHandler>;

export function ok(body: unknown): ApiAnswer {
	return { status: 200, body };
}

export function created(body: unknown): ApiAnswer {
	return { status: 201, body };
}

export function noContent(): ApiAnswer {
	return { status: 204 };
}
