import { dirname } from 'node:path';
import { Client } from 'plivo';
import type { PhoneLab } from '../phoneLab';

/** The HTTP client inside npm plivo, as far as it is redirected here. */
interface SdkTransport {
	defaults: { adapter: unknown };
	getAdapter(adapters: unknown): (request: SdkRequest) => Promise<unknown>;
}

interface SdkRequest {
	url: string;
	[setting: string]: unknown;
}

const VENDOR = 'https://api.plivo.com/';

/** The very copy that npm plivo loads: its defaults reach every request of the SDK. */
const transport = jest.requireActual<SdkTransport>(
	require.resolve('axios', { paths: [dirname(require.resolve('plivo'))] }),
);
const send = transport.getAdapter(transport.defaults.adapter);

/** Where the vendor's host is at the moment. */
let apiUrl: string | undefined;

// Voice requests have the vendor's host written into them, whatever base URL the client was given.
transport.defaults.adapter = async (request: SdkRequest) => {
	if (!request.url.startsWith(VENDOR)) throw new Error(`The lab is not ${request.url}`);
	if (apiUrl === undefined) throw new Error('sdkClient was not called');
	return await send({ ...request, url: `${apiUrl}/${request.url.slice(VENDOR.length)}` });
};

/**
 * The official SDK, npm plivo, talking to a lab instead of `api.plivo.com`: paths, headers and bodies
 * are the vendor's. One lab at a time: the last call decides for all clients of the process.
 *
 * @param authToken the account's own when not given
 */
export function sdkClient(lab: PhoneLab, authToken = lab.plivo.account.authToken): Client {
	apiUrl = lab.plivo.apiUrl;
	return new Client(lab.plivo.account.authId, authToken);
}

/** What the SDK parsed, without its classes and methods. */
export function plain(parsed: unknown): unknown {
	return JSON.parse(JSON.stringify(parsed));
}
