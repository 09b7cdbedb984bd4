import { z } from 'zod';
import { count, milliseconds, setting } from '../config/setting';
import { isAddressRange } from './addressRanges';

const file = (variable: string, help: string) =>
	setting(z.string().trim().min(1).optional(), variable, 'the path of a PEM file', help);

/** Who may use the bridge's own addresses, and how much. */
export const doorsSchema = z.object({
	controlKey: setting(
		z
			.string()
			.trim()
			.regex(/^[\x21-\x7e]{16,}$/)
			.optional(),
		'BRIDGE_CONTROL_KEY',
		'at least 16 ASCII characters without spaces',
		'The key of the control API (`Authorization: Bearer <key>`), made at random: how often it is guessed is not limited; without it only n8n, which signs with the shared secret, may use it',
	),
	trustedProxies: setting(
		z.array(z.string().trim().refine(isAddressRange)).default([]),
		'BRIDGE_TRUSTED_PROXIES',
		'IP addresses or ranges such as 10.0.0.0/8, with commas between them',
		'Proxies whose `X-Forwarded-For` says who the client is; without it every client of a proxy counts as one',
	),
	tlsCertificateFile: file(
		'BRIDGE_TLS_CERT',
		'Certificate with its chain, for TLS without a proxy; read again when it changes and on SIGHUP',
	),
	tlsKeyFile: file('BRIDGE_TLS_KEY', 'The key of that certificate'),
	requestTimeoutMs: milliseconds(
		'BRIDGE_REQUEST_TIMEOUT_MS',
		10_000,
		'How long a client may take to send a whole request, or to shake hands over TLS',
	),
	idleResponseMs: milliseconds(
		'BRIDGE_IDLE_RESPONSE_MS',
		60_000,
		'A client that takes nothing of an answer for this long is disconnected',
	),
	connections: count(
		'BRIDGE_CONNECTIONS',
		4_000,
		'Connections that are no streams (yet), all clients together; more are closed at once',
	),
	connectionsPerAddress: count(
		'BRIDGE_CONNECTIONS_PER_ADDRESS',
		2_000,
		'The same of one address; trusted proxies are not counted',
	),
	requestsPerMinute: count(
		'BRIDGE_REQUESTS_PER_MINUTE',
		1_200,
		'Requests of one address without a genuine token or key; more get 429, and at twice the rate an address loses its connections',
	),
	requestBurst: count('BRIDGE_REQUEST_BURST', 200, 'How many of these may come at once'),
	failedLoginsPerMinute: count(
		'BRIDGE_FAILED_LOGINS_PER_MINUTE',
		10,
		'Wrong passwords that one address may try at the live page; behind a proxy that is not trusted, one client that it names',
	),
	rememberedAddresses: count(
		'BRIDGE_REMEMBERED_ADDRESSES',
		20_000,
		'Addresses whose requests are counted; the one not seen for longest is forgotten first',
	),
});

/** The settings, with every default filled in. */
export type DoorsConfig = z.output<typeof doorsSchema>;

/** What is wrong with the settings together, or undefined. */
export function doorsFault({ tlsCertificateFile, tlsKeyFile }: DoorsConfig): string | undefined {
	return (tlsCertificateFile === undefined) === (tlsKeyFile === undefined)
		? undefined
		: 'BRIDGE_TLS_CERT and BRIDGE_TLS_KEY belong together: set both or neither.';
}
