import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** A request as a node hands it to n8n's HTTP helper. */
export interface SentRequest {
	/** Which credential signs it. */
	credential: string;
	method: string;
	/** Without query. */
	url: string;
	query: IDataObject;
	/** As it goes over the wire: what JSON drops is gone. */
	body: unknown;
	/** JSON when not given. */
	contentType?: string;
}

/** Reads what was handed to `httpRequestWithAuthentication`. */
export function sentRequest(credential: string, options: IHttpRequestOptions): SentRequest {
	if (options.json !== true) throw new Error(`${options.url} is not sent as JSON.`);
	return {
		credential,
		method: options.method ?? 'GET',
		url: options.url,
		query: JSON.parse(JSON.stringify(options.qs ?? {})) as IDataObject,
		body:
			options.body === undefined
				? undefined
				: (JSON.parse(JSON.stringify(options.body)) as unknown),
	};
}
